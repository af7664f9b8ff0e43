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
  else if constexpr (Holder<Rows>)
    return holder<Rows>::map(x,
                             [turn](auto const& member) { return row_at_run_time(member, turn); });
  else if constexpr (StructOfRows<Rows>)
    return with_fields(x, [turn](auto const&... member) {
      return results<decltype(row_at_run_time(member, turn))...>{row_at_run_time(member, turn)...};
    });
  else return slice(x, {turn});
}
inline void require_rows(index_t count, index_t wanted) {
  if (count != wanted)
    throw shape_error("scan(step, carry, xs...): all xs must have the same number of rows");
}
template <class Rows>
index_t count_rows(Rows const& x) {
  shape const extents = x.shape();
  if (extents.rank == 0)
    throw shape_error("scan(step, carry, xs...): xs have a first axis, that of the turns");
  return extents[0];
}
template <Holder Rows>
index_t count_rows(Rows const& x) {
  index_t count = -1;
  holder<Rows>::for_each(x, [&](auto const& member) {
    index_t const rows = count_rows(member);
    require_rows(rows, count < 0 ? rows : count);
    count = rows;
  });
  return count;
}

template <StructOfRows Rows>
index_t count_rows(Rows const& x) {
  return with_fields(x, [](auto const& first, auto const&... rest) {
    index_t const rows = count_rows(first);
    (require_rows(count_rows(rest), rows), ...);
    return rows;
  });
}

/// The rows of all turns while they are made.
template <class Row>
struct growing_rows {
  std::vector<Row> rows{};
  void add(Row const& row) { rows.push_back(row); }
  void add_zeros(Row const& like, index_t count) {
    for (index_t i = 0; i < count; ++i) rows.push_back(Row(zeros_like(like)));
  }
  auto together() const { return stack(rows); }
};
/// Of a holder the same holder of rows that grow, of a struct of the user's `results` of them.
template <class Row>
struct growing_rows_of {
  using type = growing_rows<Row>;
};
template <class... Rows>
using results_of_growing_rows = results<growing_rows<Rows>...>;
template <class Row>
struct growing_members;
template <Holder Row>
struct growing_members<Row> {
  using type = typename holder<Row>::template with<growing_rows_of>;
};
template <StructOfRows Row>
struct growing_members<Row> {
  using type = members_of_struct<Row, results_of_growing_rows>;
};
template <class Row>
  requires(Holder<Row> || StructOfRows<Row>)
struct growing_rows<Row> {
  typename growing_members<Row>::type rows{};
  void add(Row const& row) {
    for_each_pair_of_members(rows, row, [](auto& list, auto const& each) { list.add(each); });
  }
  void add_zeros(Row const& like, index_t count) {
    for_each_pair_of_members(
        rows, like, [count](auto& list, auto const& each) { list.add_zeros(each, count); });
  }
  auto together() const {
    return holder<typename growing_members<Row>::type>::map(
        rows, [](auto const& list) { return list.together(); });
  }
};

/// A number that becomes a variable in the first turn.
template <class Carry, class Next>
inline constexpr bool becomes_run_time_carry =
    !std::is_same_v<Next, Carry> && std::is_constructible_v<Next, Carry>;

/// `turns` turns of sequences of `count` rows; rows of turns that are not are 0.
template <class Step, class Carry, class... Sequences>
auto scan_at_run_time(index_t turns, index_t count, Step const& step, Carry const& first,
                      Sequences const&... xs) {
  using given = std::remove_cvref_t<decltype(step(first, row_at_run_time(xs, 0)...))>;
  if constexpr (!parts_of_step<given>::are_two) {
    static_cast<void>(scan_loop<0, Step, Carry>::template fits<given>());
    return results<refused, refused>{};
  } else if constexpr (becomes_run_time_carry<Carry, typename parts_of_step<given>::carry>) {
    return scan_at_run_time(turns, count, step, typename parts_of_step<given>::carry(first), xs...);
  } else {
    (require_rows(count_rows(xs), count), ...);
    index_t const last = turns < count ? turns : count;
    Carry carry = first;
    growing_rows<typename parts_of_step<given>::row> rows;
    for (index_t turn = 0; turn < last || (turn == 0 && count > 0); ++turn)
      with_carry_and_row(step(carry, row_at_run_time(xs, turn)...),
                         [&](auto const& next, auto const& row) {
                           if (turn < last) {
                             carry = next;
                             rows.add(row);
                           }
                           if (turn + 1 >= last) rows.add_zeros(row, count - (last > 0 ? last : 0));
                         });
    auto const all = rows.together();
    return results<Carry, std::remove_const_t<decltype(all)>>{carry, all};
  }
}

template <class Step, class Carry, class First, class... Rest>
auto scan_rows_at_run_time(index_t most, Step const& step, Carry const& carry, First const& first,
                           Rest const&... rest) {
  index_t const count = count_rows(first);
  return scan_at_run_time(count < most ? count : most, count, step, carry, first, rest...);
}

}  // namespace typegrad
