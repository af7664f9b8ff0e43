// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/expression/lower_expression.hpp>

namespace typegrad {

/// A node that is a call of the function object `F` with values of types `X...`; it becomes the
/// nodes that `F` records.
///
/// `F` is a class with a name: the names of closures do not tell one from another (GCC).
template <class F, class... X>
struct called {
  using type = std::remove_cvref_t<decltype(F{}(std::declval<X const&>()...))>;
};

/// A value as the function takes it: a number where the expression has a literal, else a traced
/// value.
template <class X, class Graph>
constexpr auto argument_of_call(Graph& graph, lowered_value const& value) {
  if constexpr (Scalar<X>) return static_cast<X>(value.number);
  else return traced_type_in<X, Graph>(symbol_in(graph, value.id));
}

template <class F, class... X, int... Operand>
struct lowering<node<called<F, X...>, Operand...>> {
  template <class Graph>
  static constexpr lowered_value record(Graph& graph, lowered_value const* values, int const*,
                                        int&) {
    auto const result = F{}(argument_of_call<X>(graph, values[Operand])...);
    return {operand_traits<std::remove_cvref_t<decltype(result)>>::node_in(graph, result).id};
  }
};

/// What calling `F` with expressions gives.
template <class F, class... X>
struct called_expression {
  using call = called<F, typename operand_of_expression<X>::type...>;

  static constexpr auto make() {
    if constexpr (is_refused<typename call::type>) {
      return refused{};
    } else {
      using applied = applied_graph<call, false, graph_of<X>...>;
      return expression<typename key_of_graph<typename applied::type>::type,
                        plain_type<typename call::type>>{};
    }
  }
  using type = decltype(make());
};

}  // namespace typegrad
