// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/loop/body_of_loop.hpp>
#include <typegrad/api/loop/trace_loop.hpp>

namespace typegrad {

/// A loop that gives its carry alone: `fori` and `while_loop`.
struct carrying_loop {
  static constexpr fixed_string reason =
      "typegrad: the body of fori and while_loop must return the carry that it gets, of the same "
      "types and shapes";

  /// As C++ means it, turn by turn: numbers, variables.
  template <class Goes, class Body, class Carry>
  static constexpr auto run(Goes const& goes_on, Body const& body, Carry const& first) {
    using result = result_of_body<Body, int, Carry>;
    if constexpr (is_refused<result>) {
      return refused{};
    } else if constexpr (std::is_same_v<result, Carry>) {
      Carry carry = first;
      for (int turn = 0; goes_on(turn, carry); ++turn) carry = call_body(body, turn, carry);
      return carry;
    } else if constexpr (std::is_class_v<result> && std::is_constructible_v<result, Carry> &&
                         !same_leaves<Carry, result>()) {
      return run(goes_on, body, result(first));  // a number that becomes a variable
    } else if constexpr (!decltype(gives_the_carry<reason, Carry, result>())::value) {
      return refused{};
    } else {
      Carry carry = first;
      for (int turn = 0; goes_on(turn, carry); ++turn) carry = Carry(call_body(body, turn, carry));
      return carry;
    }
  }

  /// As one node of the graph that is being traced. `count` is that of the turns where a value of
  /// the graph is, or null.
  template <class Condition, class Body, class Carry>
  static constexpr auto trace(index_t turns, traced<int> const* count, Condition const& condition,
                              Body const& body, Carry const& first) {
    using traced_carry = traced_type<Carry>;
    using number = traced<int>;
    using result = result_of_body<Body, number, traced_carry>;
    constexpr bool has_condition = !std::is_same_v<Condition, nothing_called>;
    if constexpr (is_refused<result>) {
      return refused{};
    } else if constexpr (!decltype(gives_the_carry<reason, Carry, result>())::value) {
      return refused{};
    } else {
      graph_builder* graph = find_graph(first);
      if (graph == nullptr && count != nullptr) graph = count->node().graph;
      if (graph == nullptr) graph = find_graph(call_body(body, number(0), traced_carry(first)));
      if constexpr (has_condition)
        if (graph == nullptr) graph = condition(traced_carry(first)).node().graph;
      if (graph == nullptr) {  // constants alone
        traced_carry carry(first);
        for (int turn = 0; turn < turns; ++turn) {
          if constexpr (has_condition)
            if (!condition(carry).constant()) break;
          carry = traced_carry(call_body(body, number(turn), carry));
        }
        return carry;
      }
      loop_trace<graph_builder> loop(*graph, turns);
      traced_carry const parameter = loop.carry(first);
      number const turn = [&] {
        if constexpr (takes_turn<Body, number const&, traced_carry>) return loop.number();
        else return number{};
      }();
      if (count != nullptr) loop.loop.count.push_back(node_of_leaf(*graph, *count));
      growing_array<int> const outputs = loop.trace([&](growing_array<int>& to) {
        if constexpr (has_condition) to.push_back(node_of_leaf(*graph, condition(parameter)));
        append_leaves<Carry>(*graph, to, call_body(body, turn, parameter));
      });
      if (graph->mistaken || graph->path.too_many) return traced_carry{};
      repetition_result<graph_builder> parts{*graph, loop.loop,
                                             loop.finish(outputs, has_condition)};
      return loop.template last_carry<Carry>(parts);
    }
  }
};

/// Whether a loop is recorded as one node: the carry is being traced, or what its body makes of it.
template <class Body, class Carry>
constexpr bool is_traced_loop() {
  if constexpr (InStaticGraph<Carry>) return true;
  else if constexpr (Structured<Carry>) return InStaticGraph<result_of_body<Body, int, Carry>>;
  else return false;
}

/// The carry after `n` turns of `carry = body(carry)`, or of `carry = body(i, carry)` with the
/// number of the turn, i = 0, 1, ..., n - 1.
///
///     auto const end = tg::fori<1000>([&](auto const& s) { return step(s, k); }, start);
///
/// A loop stays a loop: in a traced function it is one node of the graph, whatever the count, and
/// its derivatives are loops too. The body is traced once. It may read traced values around it, by
/// value or by reference, whose gradients are summed over the turns, and have branches of its own.
///
/// shape     carry: a number, a tensor, a `std::array` or a struct of them  ->  the same
/// cost      n times the body; reverse: n times the body and its adjoint
/// memory    two carries; reverse: n + 2 of them in the workspace, see `checkpoint`
/// edges     n <= 0: the carry as it is
/// errors    a body that returns another type or shape than the carry's
template <class Count, class Body, class Carry>
  requires std::is_integral_v<Count>
constexpr auto fori(Count n, Body const& body, Carry const& carry) {
  if constexpr (is_refused<Carry>) {
    return refused{};
  } else if constexpr (is_traced_loop<Body, Carry>()) {
    auto const turns = static_cast<index_t>(n > 0 ? n : 0);
    return carrying_loop::trace(turns, nullptr, nothing_called{}, body, carry);
  } else {
    return carrying_loop::run([n](int turn, auto const&) { return turn < n; }, body, carry);
  }
}
/// The same with a count that is part of the type.
template <index_t Turns, class Body, class Carry>
constexpr auto fori(Body const& body, Carry const& carry) {
  return fori(Turns, body, carry);
}

}  // namespace typegrad
