// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/loop/call_body.hpp>
#include <typegrad/api/loop/checkpoint.hpp>
#include <typegrad/api/loop/is_traced_integer.hpp>
#include <typegrad/api/loop/keep_functions.hpp>
#include <typegrad/api/loop/loop_trace.hpp>

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
  template <class Count, class Condition, class Body, class Carry>
  static constexpr auto trace(index_t turns, Count const* count, Condition const& condition,
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
      auto* graph = find_graph(first);
      if constexpr (is_traced_integer<Count>)
        if (graph == nullptr && count != nullptr) graph = count->node().graph;
      if (graph == nullptr) {  // of what the body reads
        if constexpr (InStaticGraph<Carry>)
          graph = find_graph(call_body(body, number(0), as_traced(first)));
        else if constexpr (InStaticGraph<result_of_body<Body, int, Carry>>)
          graph = find_graph(call_body(body, 0, first));
      }
      if constexpr (has_condition)
        if (graph == nullptr) graph = condition(as_traced(first)).node().graph;
      if (graph == nullptr) {  // constants alone
        traced_carry carry = as_traced(first);
        for (int turn = 0; turn < turns; ++turn) {
          if constexpr (has_condition)
            if (!condition(carry).constant()) break;
          carry = traced_carry(call_body(body, number(turn), carry));
        }
        return carry;
      }
      loop_trace loop(*graph, turns);
      loop.loop.layout.keeps_functions = keeps_functions_of<Body>;
      traced_carry const parameter = loop.carry(first);
      number const turn = [&] {
        if constexpr (takes_turn<Body, number const&, traced_carry>) return loop.number();
        else return number{};
      }();
      if constexpr (is_traced_integer<Count>)
        if (count != nullptr) loop.loop.count.push_back(node_of_leaf(*graph, *count));
      growing_array<int> const outputs = loop.trace([&](growing_array<int>& to) {
        if constexpr (has_condition) to.push_back(node_of_leaf(*graph, condition(parameter)));
        append_leaves<Carry>(*graph, to, call_body(body, turn, parameter));
      });
      if (graph->mistaken || graph->path.too_many) return traced_carry{};
      auto parts = loop.finish(outputs, has_condition);
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
/// shape     carry: a number, a tensor, a `std::array`, pair, tuple or struct of them  ->  the same
/// cost      n times the body; reverse: n times the body and its adjoint
/// memory    two carries; reverse: n + 2 of them in the workspace, see `checkpoint` for less and
///           `keep_functions` for more
/// edges     n <= 0: the carry as it is. `fori<Most>(n, body, carry)` stops after `Most` turns;
///           where n is an argument of the traced function, the reverse derivative needs that
///           bound
/// errors    a body that returns another type or shape than the carry's, or changes a variable
///           around it
template <index_t Most = unbounded_turns, class Count, class Body, class Carry>
  requires(std::is_integral_v<Count> || is_traced_integer<Count>)
constexpr auto fori(Count const& n, Body const& body, Carry const& carry) {
  if constexpr (is_refused<Carry>) {
    return refused{};
  } else if constexpr (is_traced_integer<Count>) {
    static_assert(std::is_same_v<typename operand_traits<Count>::graph_type, graph_builder>);
    auto const last = [&](index_t turns, Count const* count) {
      return carrying_loop::trace(turns, count, nothing_called{}, body, carry);
    };
    if (!n.is_constant()) return last(Most, &n);
    auto const count = static_cast<index_t>(n.constant());
    return last(count < 0 ? 0 : count < Most ? count : Most, nullptr);
  } else {
    index_t const turns = n < 0                            ? 0
                          : static_cast<index_t>(n) < Most ? static_cast<index_t>(n)
                                                           : Most;
    if constexpr (is_traced_loop<Body, Carry>())
      return carrying_loop::trace(turns, &turns, nothing_called{}, body, carry);
    else
      return carrying_loop::run([turns](int turn, auto const&) { return turn < turns; }, body,
                                carry);
  }
}
/// The first `n` of `most` turns in chunks of `Every`: a turn behind them is none.
template <index_t Every, class Count, class Body, class Carry>
constexpr auto fori_in_chunks(index_t most, Count const& n, Body const& body, Carry const& carry) {
  return fori(
      (most + Every - 1) / Every,
      [&](auto const& chunk, auto const& outer) {
        auto const first = chunk * static_cast<int>(Every);
        auto const turns = [&](auto const& some) {
          return fori<Every>(
              some,
              [&](auto const& i, auto const& inner) { return call_body(body, first + i, inner); },
              outer);
        };
        if constexpr (std::is_integral_v<Count>)
          if (n % Every == 0) return turns(Every);
        return turns(minimum(n, static_cast<int>(most)) - first);
      },
      carry);
}
/// The same with every `Every`-th carry kept: `fori(n, body, carry, checkpoint<32>)`.
///
/// cost      reverse: the body once more
/// memory    reverse: n / Every + Every carries, least where `Every` is about the square root of n
///           `fori<Most>(n, body, carry, checkpoint<32>)` of an argument `n`: Most / Every + Every
template <index_t Most = unbounded_turns, class Count, class Body, class Carry, index_t Every>
  requires(std::is_integral_v<Count> || is_traced_integer<Count>)
constexpr auto fori(Count const& n, Body const& body, Carry const& carry, checkpoint_every<Every>) {
  if constexpr (is_refused<Carry>) {
    return refused{};
  } else if constexpr (is_traced_integer<Count>) {
    static_assert(Most != unbounded_turns,
                  "typegrad: fori(n, body, carry, checkpoint<K>): where n is an argument of the "
                  "traced function, write fori<Max>(n, ...)");
    return fori_in_chunks<Every>(Most, n, body, carry);
  } else if constexpr (!is_traced_loop<Body, Carry>()) {
    return fori<Most>(n, body, carry);
  } else {
    index_t const count = static_cast<index_t>(n) < Most ? static_cast<index_t>(n) : Most;
    return fori_in_chunks<Every>(count, count, body, carry);
  }
}
/// The same with a count that is part of the type.
template <index_t Turns, class Body, class Carry, index_t Every>
constexpr auto fori(Body const& body, Carry const& carry, checkpoint_every<Every> kept) {
  return fori(Turns, body, carry, kept);
}
template <index_t Turns, class Body, class Carry>
constexpr auto fori(Body const& body, Carry const& carry) {
  return fori(Turns, body, carry);
}

}  // namespace typegrad
