// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/loop/call_body.hpp>
#include <typegrad/api/loop/is_traced_integer.hpp>
#include <typegrad/api/loop/keep_functions.hpp>
#include <typegrad/api/loop/turns_of_scan.hpp>

#include <tuple>

namespace typegrad {

/// `scan` over a number of turns that is known while compiling.
template <index_t Turns, class Step, class Carry, class... Sequences>
struct scan_loop {
  static constexpr fixed_string reason =
      "typegrad: the step of scan must return {carry, row}, with the carry that it gets, of the "
      "same types and shapes";

  /// Whether a step gives a carry like the one that it got, and a row; where not, the reason is
  /// given.
  template <class Given>
  static constexpr auto fits() {
    if constexpr (!parts_of_step<Given>::are_two) {
      static_assert(parts_of_step<Given>::are_two,
                    "typegrad: the step of scan must return {carry, row}; where no rows are "
                    "wanted, tg::results{carry, 0.0}");
      return std::false_type{};
    } else {
      using row = typename parts_of_step<Given>::row;
      static_assert(HasRows<row, Turns>,
                    "typegrad: scan(step, carry, xs...): a row is a number, a tensor, or a struct, "
                    "array, pair, tuple or `results` of them");
      if constexpr (!HasRows<row, Turns>) return std::false_type{};
      else return gives_the_carry<reason, Carry, typename parts_of_step<Given>::carry>();
    }
  }

  /// As C++ means it, turn by turn.
  static constexpr auto run(index_t turns, Step const& step, Carry const& first,
                            Sequences const&... xs) {
    using given =
        std::remove_cvref_t<decltype(step(first, row_of_sequence<Sequences>::read(xs, 0)...))>;
    if constexpr (is_refused<given>) {
      return results<refused, refused>{};
    } else if constexpr (!decltype(fits<given>())::value) {
      return results<refused, refused>{};
    } else {
      using row = typename parts_of_step<given>::row;
      results<Carry, typename rows_of_turns<row, Turns>::type> all{first, {}};
      if constexpr (is_open(Turns)) turns = make_rows(turns, all.second, xs...);
      for (index_t turn = 0; turn < turns; ++turn)
        with_carry_and_row(step(all.first, row_of_sequence<Sequences>::read(xs, turn)...),
                           [&](auto const& next, auto const& made) {
                             all.first = Carry(next);
                             write_row(all.second, turn, made);
                           });
      return all;
    }
  }

  /// As one node of the graph that is being traced. `count` is that of the turns where a value of
  /// the graph is, or null.
  template <class Count>
  static constexpr auto trace(Count const* count, Step const& step, Carry const& first,
                              Sequences const&... xs) {
    using traced_carry = traced_type<Carry>;
    using given = std::remove_cvref_t<decltype(step(std::declval<traced_carry const&>(),
                                                    row_type<traced_type<Sequences>>{}...))>;
    if constexpr (is_refused<given>) {
      return results<refused, refused>{};
    } else if constexpr (!decltype(fits<given>())::value) {
      return results<refused, refused>{};
    } else {
      using row = traced_type<typename parts_of_step<given>::row>;
      using all_rows = typename rows_of_turns<row, Turns>::type;
      auto* graph = find_graph(first, xs...);
      if constexpr (is_traced_integer<Count>)
        if (graph == nullptr && count != nullptr) graph = count->node().graph;
      if (graph == nullptr) {  // of what the step reads
        auto const look = [&](auto const& next, auto const& made) {
          graph = find_graph(next, made);
        };
        if constexpr (InStaticGraph<Carry, Sequences...>)
          with_carry_and_row(step(as_traced(first), row_type<traced_type<Sequences>>{}...), look);
        else with_carry_and_row(step(first, row_of_sequence<Sequences>::read(xs, 0)...), look);
      }
      if (graph == nullptr) shapes_must_fit("a traced value is needed here");
      loop_trace loop(*graph, turns_in_graph<Turns>(*graph, xs...));
      loop.loop.layout.keeps_functions = keeps_functions_of<Step>;
      traced_carry const parameter = loop.carry(first);
      if constexpr (is_traced_integer<Count>)
        if (count != nullptr) loop.loop.count.push_back(node_of_leaf(*graph, *count));
      auto const outputs = trace_rows(loop, step, parameter, xs...);
      if (graph->mistaken || graph->path.too_many) return results<traced_carry, all_rows>{};
      auto parts = loop.finish(outputs, false);
      traced_carry const last = loop.template last_carry<Carry>(parts);
      growing_array<int> rows;
      for (int const id : loop.loop.rows) rows.push_back(parts.take_rows_like(id));
      return results<traced_carry, all_rows>{last, value_from_nodes<all_rows>(*graph, rows.data())};
    }
  }
  template <class TracedCarry>
  static constexpr growing_array<int> trace_rows(loop_trace<graph_builder>& loop, Step const& step,
                                                 TracedCarry const& parameter,
                                                 Sequences const&... xs) {
    return call_with_rows(loop, step, parameter, std::tuple<>{}, xs...);
  }

 private:
  template <class TracedCarry, class... Rows>
  static constexpr growing_array<int> call_with_rows(loop_trace<graph_builder>& loop,
                                                     Step const& step, TracedCarry const& parameter,
                                                     std::tuple<Rows...> const& rows) {
    return loop.trace([&](growing_array<int>& to) {
      with_carry_and_row(
          std::apply([&](auto const&... each) { return step(parameter, each...); }, rows),
          [&](auto const& next, auto const& made) {
            append_leaves<Carry>(loop.graph, to, next);
            append_leaves<std::remove_cvref_t<decltype(made)>>(loop.graph, to, made);
          });
    });
  }
  template <class TracedCarry, class... Rows, class Next, class... Rest>
  static constexpr growing_array<int> call_with_rows(loop_trace<graph_builder>& loop,
                                                     Step const& step, TracedCarry const& parameter,
                                                     std::tuple<Rows...> const& rows,
                                                     Next const& next, Rest const&... rest) {
    using row = row_type<traced_type<Next>>;
    return call_with_rows(loop, step, parameter,
                          std::tuple_cat(rows, std::tuple<row>(loop.template row_of<row>(next))),
                          rest...);
  }
};

/// With variables: `api/variable/variable_scan.hpp`.
template <class Step, class Carry, class... Sequences>
auto scan_at_run_time(index_t turns, index_t count, Step const& step, Carry const& first,
                      Sequences const&... xs);
template <class Step, class Carry, class First, class... Rest>
auto scan_rows_at_run_time(index_t most, Step const& step, Carry const& carry, First const& first,
                           Rest const&... rest);
template <class Value>
struct has_run_time_rows {
  static constexpr bool value = is_run_time_value<Value>;
};
template <Holder Value>
struct has_run_time_rows<Value> {
  static constexpr bool value = holder<Value>::template sum<has_run_time_rows> > 0;
};
template <class... Members>
using any_has_run_time_rows = std::bool_constant<(has_run_time_rows<Members>::value || ...)>;
template <StructOfRows Value>
struct has_run_time_rows<Value> : members_of_struct<Value, any_has_run_time_rows> {};
template <class Given>
inline constexpr bool gives_run_time_values = false;
template <class Given>
  requires(parts_of_step<Given>::are_two)
inline constexpr bool gives_run_time_values<Given> =
    is_run_time_value<typename parts_of_step<Given>::carry> ||
    is_run_time_value<typename parts_of_step<Given>::row>;

template <class Step, class Carry, class... Sequences>
using result_of_step = std::remove_cvref_t<decltype(std::declval<Step const&>()(
    std::declval<Carry const&>(), std::declval<row_type<Sequences> const&>()...))>;
template <class Step, class Carry, class... Sequences>
constexpr bool is_traced_scan() {
  if constexpr (InStaticGraph<Carry, Sequences...>) return true;
  else return InStaticGraph<result_of_step<Step, Carry, Sequences...>>;
}

template <index_t Turns, class Step, class Carry, class... Sequences>
constexpr auto scan_turns(Step const& step, Carry const& carry, Sequences const&... xs) {
  using loop = scan_loop<Turns, Step, Carry, Sequences...>;
  using given = result_of_step<Step, Carry, Sequences...>;
  if constexpr (is_traced_scan<Step, Carry, Sequences...>()) {
    return loop::trace(static_cast<int const*>(nullptr), step, carry, xs...);
  } else if constexpr (is_run_time_value<Carry> || gives_run_time_values<given>) {
    if constexpr (is_open(Turns)) return scan_rows_at_run_time(unbounded_turns, step, carry, xs...);
    else return scan_at_run_time(Turns, Turns, step, carry, xs...);
  } else {
    return loop::run(is_open(Turns) ? unbounded_turns : Turns, step, carry, xs...);
  }
}
/// The first `n` turns of at most `Most`.
template <index_t Most, class Count, class Step, class Carry, class... Sequences>
constexpr auto scan_some_turns(Count const& n, Step const& step, Carry const& carry,
                               Sequences const&... xs) {
  using loop = scan_loop<Most, Step, Carry, Sequences...>;
  using given = result_of_step<Step, Carry, Sequences...>;
  if constexpr (is_traced_integer<Count> || is_traced_scan<Step, Carry, Sequences...>()) {
    auto const count = traced<int>(n);
    return loop::trace(&count, step, carry, xs...);
  } else if constexpr (is_run_time_value<Carry> || gives_run_time_values<given>) {
    if constexpr (is_open(Most))
      return scan_rows_at_run_time(static_cast<index_t>(n), step, carry, xs...);
    else return scan_at_run_time(static_cast<index_t>(n), Most, step, carry, xs...);
  } else {
    auto const turns = static_cast<index_t>(n);
    return loop::run(is_open(Most) || turns < Most ? turns : Most, step, carry, xs...);
  }
}

/// Runs `step` over the rows of `xs...`, handing a carry from turn to turn:
/// `{carry, row} = step(carry, x[t]...)` for t = 0, 1, ...; gives the last carry and all rows, as
/// JAX's `lax.scan`.
///
///     auto const [state, path] = tg::scan([&](auto const& s, auto const& u) {
///       auto const next = tg::matmul(a, s) + b * u;
///       return tg::results{next, next(0)};
///     }, start, controls);
///
/// shape     carry: C, xs: (N, S...), row: R  ->  {C, (N, R...)}; of `results`, arrays, pairs and
///           tuples of sequences a turn reads a row of each, of a struct of the user's as
///           `results`. A row that is one of them gives that of all turns likewise
/// cost      N times the step; reverse: N times the step and its adjoint. A loop stays a loop, as
///           in `fori`
/// memory    the rows; reverse: N carries more
/// errors    a step that returns another carry than it got; xs of different lengths
template <class Step, class Carry, class First, class... Rest>
constexpr auto scan(Step const& step, Carry const& carry, First const& first, Rest const&... rest) {
  if constexpr (is_refused<Carry> || is_refused<First> || (is_refused<Rest> || ...)) {
    return results<refused, refused>{};
  } else if constexpr (has_run_time_rows<First>::value || (has_run_time_rows<Rest>::value || ...)) {
    return scan_rows_at_run_time(unbounded_turns, step, carry, first, rest...);
  } else {
    constexpr index_t turns = turns_of_sequences<First, Rest...>();
    if constexpr (turns != no_turns) return scan_turns<turns>(step, carry, first, rest...);
    else return results<refused, refused>{};
  }
}
/// The same without a sequence: `scan<N>(step, carry)`, `{carry, row} = step(carry)`.
template <index_t Turns, class Step, class Carry>
constexpr auto scan(Step const& step, Carry const& carry) {
  if constexpr (is_refused<Carry>) return results<refused, refused>{};
  else return scan_turns<Turns>(step, carry);
}

/// The first `n` turns, as many as there are rows at most: `scan(n, step, carry, xs...)`, JAX's
/// `length`, which may be an argument of the traced function. Rows of turns that were not are 0.
template <class Count, class Step, class Carry, class First, class... Rest>
  requires(std::is_integral_v<Count> || is_traced_integer<Count>)
constexpr auto scan(Count const& n, Step const& step, Carry const& carry, First const& first,
                    Rest const&... rest) {
  if constexpr (is_refused<Carry> || is_refused<First> || (is_refused<Rest> || ...)) {
    return results<refused, refused>{};
  } else if constexpr (has_run_time_rows<First>::value || (has_run_time_rows<Rest>::value || ...)) {
    return scan_rows_at_run_time(static_cast<index_t>(n), step, carry, first, rest...);
  } else {
    constexpr index_t turns = turns_of_sequences<First, Rest...>();
    if constexpr (turns != no_turns) return scan_some_turns<turns>(n, step, carry, first, rest...);
    else return results<refused, refused>{};
  }
}
/// The same without a sequence: `scan<Most>(n, step, carry)`.
template <index_t Most, class Count, class Step, class Carry>
  requires(std::is_integral_v<Count> || is_traced_integer<Count>)
constexpr auto scan(Count const& n, Step const& step, Carry const& carry) {
  if constexpr (is_refused<Carry>) return results<refused, refused>{};
  else return scan_some_turns<Most>(n, step, carry);
}

}  // namespace typegrad
