// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/tracing.hpp>
#include <typegrad/api/wrt.hpp>
#include <typegrad/transform/differentiate.hpp>

namespace typegrad {

/// Argument number `I` of a pack.
template <int I, class First, class... Rest>
constexpr auto const& argument(First const& first, Rest const&... rest) {
  if constexpr (I == 0) return first;
  else return argument<I - 1>(rest...);
}

template <int I, class X>
constexpr auto renamed_or_same(graph_builder& graph, X const& x, growing_array<int>& names, bool wanted) {
  if constexpr (is_being_traced<X>) return wanted ? with_stand_ins(graph, x, names) : x;
  else return with_stand_ins(graph, x, names);
}

/// Value and gradient of `F`, as a piece of the graph that is being traced.
template <class F, int... Wrt>
struct gradient_trace {
  template <class... X>
  static constexpr auto value_and_gradient(X const&... x) {
    auto& graph = graph_of_arguments(x...);
    growing_array<int> names;
    growing_array<int> sizes(static_cast<int>(sizeof...(X)));
    auto const call = [&]<int... I>(std::integer_sequence<int, I...>) {
      results<traced_type<X>...> const renamed{named<I>(graph, x, names, sizes)...};
      return with_fields(renamed, [](auto const&... value) { return F{}(value...); });
    };
    auto const y = call(std::make_integer_sequence<int, sizeof...(X)>{});
    using result = std::remove_cvref_t<decltype(y)>;
    static_assert(is_traced_scalar<result> || Scalar<result> || requires { typename result::value_type; },
                  "typegrad: grad(f) needs f to return one number");
    int const output = node_of_leaf(graph, y);
    int const one = make_literal(graph, graph.node(output).type, 1.0).id;
    growing_array<int> const adjoints =
        differentiate(graph, {&output, 1}, {&one, 1}, {names.data(), names.size()});
    int const* next = adjoints.data();
    auto gradient = [&] {
      if constexpr (sizeof...(Wrt) == 1)
        return value_from_nodes<traced_type<std::remove_cvref_t<decltype(argument<Wrt...>(x...))>>>(graph, next);
      else
        return results<traced_type<std::remove_cvref_t<decltype(argument<Wrt>(x...))>>...>{
            value_from_nodes<traced_type<std::remove_cvref_t<decltype(argument<Wrt>(x...))>>>(graph, next)...};
    }();
    return results<result, decltype(gradient)>{y, gradient};
  }

  template <int I, class X>
  static constexpr traced_type<X> named(graph_builder& graph, X const& x, growing_array<int>& names, growing_array<int>&) {
    if constexpr (((I == Wrt) || ...)) return with_stand_ins(graph, x, names);
    else return traced_type<X>(x);
  }
};

template <class F, int... Wrt>
struct gradient_of : transformed<gradient_of<F, Wrt...>> {
  template <class... X>
  static constexpr auto trace(X const&... x) {
    return gradient_trace<F, Wrt...>::value_and_gradient(x...).second;
  }
};
template <class F, int... Wrt>
struct value_and_gradient_of : transformed<value_and_gradient_of<F, Wrt...>> {
  template <class... X>
  static constexpr auto trace(X const&... x) {
    return gradient_trace<F, Wrt...>::value_and_gradient(x...);
  }
};

/// The gradient of `f`, a function of one number, with respect to argument 0: same type as the argument.
template <class F>
constexpr gradient_of<F, 0> grad(F) {
  return {};
}
template <class F, int... Position>
constexpr gradient_of<F, Position...> grad(F, wrt_positions<Position...>) {
  return {};
}

/// The value of `f` and its gradient, in one pass.
template <class F>
constexpr value_and_gradient_of<F, 0> value_and_grad(F) {
  return {};
}
template <class F, int... Position>
constexpr value_and_gradient_of<F, Position...> value_and_grad(F, wrt_positions<Position...>) {
  return {};
}

}  // namespace typegrad
