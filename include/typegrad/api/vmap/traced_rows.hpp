// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/loop/call_body.hpp>
#include <typegrad/api/loop/loop_trace.hpp>
#include <typegrad/api/loop/rows.hpp>
#include <typegrad/api/vmap/call_of_rows.hpp>

#include <tuple>

namespace typegrad {

/// `vmap` within a function that is being traced: a loop over the rows that carries nothing. What
/// all rows share is read in it, so that its gradient is the sum over the rows.
template <class Function, class Call>
struct traced_rows {
  template <bool Mapped, class Value>
  static constexpr auto argument_of_turn(loop_trace<graph_builder>& loop, Value const& x) {
    if constexpr (Mapped) {
      growing_array<int> nodes;
      auto const add = [&](auto const& leaf) {
        using row = row_of_column<std::remove_cvref_t<decltype(leaf)>>;
        static_cast<void>(loop.template row_of<traced_type<row>>(leaf));
        nodes.push_back(loop.loop.row_parameters.back());
      };
      for_each_leaf(x, add);
      return value_from_nodes<traced_type<row_of_column<Value>>>(loop.graph, nodes.data());
    } else {
      return x;
    }
  }

  template <bool... Mapped, class... Values>
  static constexpr auto trace(std::integer_sequence<bool, Mapped...>, Function const& f,
                              Values const&... x) {
    constexpr index_t count = Call::extent;
    constexpr bool is_static = InStaticGraph<Values...>;
    constexpr bool is_known = count >= 0;
    static_assert(is_static && is_known,
                  "typegrad: vmap in a function that is traced maps tensors of a number of rows "
                  "that is known while compiling; outside of it, vmap(grad(f)) maps any number");
    if constexpr (!is_static || !is_known) {
      return refused{};
    } else {
      loop_trace loop(graph_of_arguments(x...), count);
      auto const arguments = std::tuple{argument_of_turn<Mapped>(loop, x)...};
      using given = std::remove_cvref_t<decltype(std::apply(callable(f), arguments))>;
      if constexpr (is_refused<given>) {
        return refused{};
      } else {
        using row = traced_type<given>;
        static_assert(HasRows<row, count>,
                      "typegrad: vmap(f) in a function that is traced: f returns a number, a "
                      "tensor, or `results` of them");
        if constexpr (!HasRows<row, count>) return refused{};
        else return finish<typename rows_of_turns<row, count>::type, given>(loop, f, arguments);
      }
    }
  }

 private:
  template <class Rows, class Given, class Graph, class Arguments>
  static constexpr Rows finish(loop_trace<Graph>& loop, Function const& f,
                               Arguments const& arguments) {
    auto const outputs = loop.trace([&](growing_array<int>& to) {
      append_leaves<Given>(loop.graph, to, std::apply(callable(f), arguments));
    });
    if (loop.graph.mistaken || loop.graph.path.too_many) return Rows{};
    auto parts = loop.finish(outputs, false);
    growing_array<int> rows;
    for (int const id : loop.loop.rows) rows.push_back(parts.take_rows_like(id));
    return value_from_nodes<Rows>(loop.graph, rows.data());
  }
};

}  // namespace typegrad
