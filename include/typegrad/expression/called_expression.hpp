// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/expression/lowering.hpp>

namespace typegrad {

/// A node that is a call of the function object `Function` with values of types `Values...`; it
/// becomes the nodes that `Function` records.
///
/// `Function` is a class with a name: the names of closures do not tell one from another (GCC).
template <class Function, class... Values>
struct called {
  using type = std::remove_cvref_t<decltype(Function{}(std::declval<Values const&>()...))>;
};

/// A value as the function takes it: a number where the expression has a literal, else a traced
/// value.
template <class Value, class Graph>
constexpr auto argument_of_call(Graph& graph, lowered_value const& value) {
  if constexpr (Scalar<Value>) return static_cast<Value>(value.number);
  else return traced_type_in<Value, Graph>(symbol_in(graph, value.id));
}

template <class Function, class... Values, int... Operand>
struct lowering<node<called<Function, Values...>, Operand...>> {
  template <class Graph>
  static constexpr lowered_value record(Graph& graph, lowered_value const* values, int const*,
                                        int&) {
    auto const result = Function{}(argument_of_call<Values>(graph, values[Operand])...);
    return {operand_traits<std::remove_cvref_t<decltype(result)>>::node_in(graph, result).id};
  }
};

/// What calling `Function` with expressions gives.
template <class Function, class... Values>
struct called_expression {
  using call = called<Function, typename operand_of_expression<Values>::type...>;

  static constexpr auto make() {
    if constexpr (is_refused<typename call::type>) {
      return refused{};
    } else {
      using applied = applied_graph<call, false, graph_of<Values>...>;
      return expression<typename key_of_graph<typename applied::type>::type,
                        plain_type<typename call::type>>{};
    }
  }
  using type = decltype(make());
};

}  // namespace typegrad
