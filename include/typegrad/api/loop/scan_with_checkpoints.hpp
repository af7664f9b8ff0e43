// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/loop/checkpoint.hpp>
#include <typegrad/api/loop/scan.hpp>

namespace typegrad {

/// The first `Chunks * Every` rows of a sequence as rows of `Every` rows, and those behind them.
template <index_t Chunks, index_t Every, class Number, index_t Turns, index_t... Extents>
constexpr auto rows_in_chunks(tensor<Number, Turns, Extents...> const& x) {
  return reshape<Chunks, Every, Extents...>(slice<range(0, Chunks * Every)>(x));
}
template <index_t First, class Number, index_t Turns, index_t... Extents>
constexpr auto rows_from(tensor<Number, Turns, Extents...> const& x) {
  return slice<range(First, Turns)>(x);
}
template <index_t Chunks, index_t Every, Holder Value>
constexpr auto rows_in_chunks(Value const& x) {
  return holder<Value>::map(
      x, [](auto const& member) { return rows_in_chunks<Chunks, Every>(member); });
}
template <index_t First, Holder Value>
constexpr auto rows_from(Value const& x) {
  return holder<Value>::map(x, [](auto const& member) { return rows_from<First>(member); });
}
/// Rows that were made chunk by chunk.
template <class Number, index_t Chunks, index_t Every, index_t... Extents>
constexpr auto rows_of_chunks(tensor<Number, Chunks, Every, Extents...> const& x) {
  return reshape<Chunks * Every, Extents...>(x);
}
template <class... Rows>
constexpr auto rows_of_chunks(results<Rows...> const& rows) {
  return with_fields(rows, [](auto const&... each) { return results{rows_of_chunks(each)...}; });
}
template <class First, class Second>
constexpr auto join_rows(First const& first, Second const& second) {
  if constexpr (requires { first.shape(); }) {
    return concatenate<0>(first, second);
  } else {
    return with_fields(first, [&](auto const&... a) {
      return with_fields(second, [&](auto const&... b) { return results{join_rows(a, b)...}; });
    });
  }
}

template <index_t Turns, index_t Every, class Step, class Carry, class... Sequences>
constexpr auto scan_in_chunks(Step const& step, Carry const& carry, Sequences const&... xs) {
  constexpr index_t chunks = Turns / Every;
  auto const whole = scan_turns<chunks>(
      [&](auto const& outer, auto const&... rows) {
        return scan_turns<Every>(step, outer, rows...);
      },
      carry, rows_in_chunks<chunks, Every>(xs)...);
  if constexpr (is_refused<std::remove_cvref_t<decltype(whole.first)>>) {
    return whole;
  } else if constexpr (Turns % Every == 0) {
    return results{whole.first, rows_of_chunks(whole.second)};
  } else {
    auto const last =
        scan_turns<Turns % Every>(step, whole.first, rows_from<chunks * Every>(xs)...);
    return results{last.first, join_rows(rows_of_chunks(whole.second), last.second)};
  }
}

/// The first `n` of them; what is carried knows how many are left.
template <index_t Turns, index_t Every, class Count, class Step, class Carry, class... Sequences>
constexpr auto scan_some_in_chunks(Count const& n, Step const& step, Carry const& carry,
                                   Sequences const&... xs) {
  constexpr index_t chunks = Turns / Every;
  auto const whole = scan_turns<chunks>(
      [&](auto const& outer, auto const&... rows) {
        auto const made = scan_some_turns<Every>(outer.first, step, outer.second, rows...);
        return results{results{outer.first - static_cast<int>(Every), made.first}, made.second};
      },
      results{traced<int>(maximum(n, 0)), carry}, rows_in_chunks<chunks, Every>(xs)...);
  auto const& [left, carried] = whole.first;
  if constexpr (Turns % Every == 0) {
    return results{carried, rows_of_chunks(whole.second)};
  } else {
    auto const last =
        scan_some_turns<Turns % Every>(left, step, carried, rows_from<chunks * Every>(xs)...);
    return results{last.first, join_rows(rows_of_chunks(whole.second), last.second)};
  }
}

/// Whether a scan is recorded, of more turns than a chunk has.
template <index_t Every, class Step, class Carry, class First, class... Rest>
constexpr bool is_scan_in_chunks() {
  if constexpr (Sequence<First> && (Sequence<Rest> && ...)) {
    constexpr index_t turns = row_of_sequence<First>::turns;
    if constexpr (turns > Every && ((row_of_sequence<Rest>::turns == turns) && ...))
      return is_traced_scan<Step, Carry, First, Rest...>();
  }
  return false;
}

/// `scan` with every `Every`-th carry kept for the reverse derivative: `scan(step, carry,
/// checkpoint<32>, xs...)`.
///
/// cost      reverse: the step once more
/// memory    the rows; reverse: N / Every + Every carries more
template <class Step, class Carry, index_t Every, class First, class... Rest>
constexpr auto scan(Step const& step, Carry const& carry, checkpoint_every<Every>,
                    First const& first, Rest const&... rest) {
  if constexpr (is_scan_in_chunks<Every, Step, Carry, First, Rest...>())
    return scan_in_chunks<row_of_sequence<First>::turns, Every>(step, carry, first, rest...);
  else return scan(step, carry, first, rest...);
}
/// The same without a sequence: `scan<N>(step, carry, checkpoint<32>)`.
template <index_t Turns, class Step, class Carry, index_t Every>
constexpr auto scan(Step const& step, Carry const& carry, checkpoint_every<Every>) {
  if constexpr (is_refused<Carry>) return results<refused, refused>{};
  else if constexpr (Turns > Every && is_traced_scan<Step, Carry>())
    return scan_in_chunks<Turns, Every>(step, carry);
  else return scan<Turns>(step, carry);
}
/// The first `n` turns: `scan(n, step, carry, checkpoint<32>, xs...)`.
template <class Count, class Step, class Carry, index_t Every, class First, class... Rest>
  requires(std::is_integral_v<Count> || is_traced_integer<Count>)
constexpr auto scan(Count const& n, Step const& step, Carry const& carry, checkpoint_every<Every>,
                    First const& first, Rest const&... rest) {
  if constexpr (is_scan_in_chunks<Every, Step, Carry, First, Rest...>())
    return scan_some_in_chunks<row_of_sequence<First>::turns, Every>(n, step, carry, first,
                                                                     rest...);
  else return scan(n, step, carry, first, rest...);
}
template <index_t Most, class Count, class Step, class Carry, index_t Every>
  requires(std::is_integral_v<Count> || is_traced_integer<Count>)
constexpr auto scan(Count const& n, Step const& step, Carry const& carry, checkpoint_every<Every>) {
  if constexpr (is_refused<Carry>) return results<refused, refused>{};
  else if constexpr (Most > Every && (is_traced_integer<Count> || is_traced_scan<Step, Carry>()))
    return scan_some_in_chunks<Most, Every>(n, step, carry);
  else return scan<Most>(n, step, carry);
}

}  // namespace typegrad
