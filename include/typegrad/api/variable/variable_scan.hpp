// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/loop/scan.hpp>
#include <typegrad/api/variable/variable_structure.hpp>

#include <vector>

namespace typegrad {

/// Row number `turn` of a sequence of any kind, and how many there are.
template <class Rows>
auto row_at_run_time(Rows const& x, index_t turn) {
  if constexpr (Sequence<Rows>) return row_of_sequence<Rows>::read(x, turn);
  else return slice(x, {turn});
}
template <class Rows>
index_t count_rows(Rows const& x) {
  shape const extents = x.shape();
  if (extents.rank == 0)
    throw shape_error("scan(step, carry, xs...): xs have a first axis, that of the turns");
  return extents[0];
}

/// The rows of all turns while they are made.
template <class Row>
struct growing_rows {
  std::vector<Row> rows{};
  void add(Row const& row) { rows.push_back(row); }
  auto together() const { return stack(rows); }
};
template <class... Rows>
struct growing_rows<results<Rows...>> {
  results<growing_rows<Rows>...> rows{};
  void add(results<Rows...> const& row) {
    with_fields(rows, [&](auto&... list) {
      with_fields(row, [&](auto const&... each) { (list.add(each), ...); });
    });
  }
  auto together() const {
    return with_fields(rows, [](auto const&... list) {
      return results<decltype(list.together())...>{list.together()...};
    });
  }
};

/// A number that becomes a variable in the first turn.
template <class Carry, class Next>
inline constexpr bool becomes_run_time_carry =
    !std::is_same_v<Next, Carry> && std::is_constructible_v<Next, Carry>;

template <class Step, class Carry, class... Sequences>
auto scan_at_run_time(index_t turns, Step const& step, Carry const& first, Sequences const&... xs) {
  using given = std::remove_cvref_t<decltype(step(first, row_at_run_time(xs, 0)...))>;
  if constexpr (!parts_of_step<given>::are_two) {
    return scan_loop<0, Step, Carry>::template fits<given>();
  } else if constexpr (becomes_run_time_carry<Carry, typename parts_of_step<given>::carry>) {
    return scan_at_run_time(turns, step, typename parts_of_step<given>::carry(first), xs...);
  } else {
    index_t const counts[] = {count_rows(xs)..., turns};
    for (index_t const rows : counts)
      if (rows != turns)
        throw shape_error("scan(step, carry, xs...): all xs must have the same number of rows");
    Carry carry = first;
    growing_rows<typename parts_of_step<given>::row> rows;
    for (index_t turn = 0; turn < turns; ++turn)
      with_carry_and_row(step(carry, row_at_run_time(xs, turn)...),
                         [&](auto const& next, auto const& row) {
                           carry = next;
                           rows.add(row);
                         });
    auto const all = rows.together();
    return results<Carry, std::remove_const_t<decltype(all)>>{carry, all};
  }
}

}  // namespace typegrad
