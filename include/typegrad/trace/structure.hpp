// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/fields.hpp>
#include <typegrad/meta/results.hpp>
#include <typegrad/meta/type_identity.hpp>
#include <typegrad/trace/open_tensor.hpp>
#include <typegrad/trace/traced_front.hpp>

#include <array>

namespace typegrad {

/// How values of type `X` are taken apart into tensors and numbers ("leaves"), and what `X` is
/// while traced.
///
/// Specialised here for numbers, tensors, `std::array` and plain structs, and by `interop/` for
/// other libraries' types. A specialisation gives `traced_type`, `plain_type` and `for_each_leaf(x,
/// use)`; for graphs that are recorded at run time also `traced_in<Graph>`, and, of traced values,
/// the `graph_type` that they belong to.
template <class X>
struct structure;

template <class X>
using traced_type = typename structure<X>::traced_type;
template <class X>
using plain_type = typename structure<X>::plain_type;

/// What `X` is while it is traced in a graph of type `Graph`.
template <class X, class Graph>
struct traced_structure {
  using type = typename structure<X>::template traced_in<Graph>;
};
template <class X>
struct traced_structure<X, graph_builder> {
  using type = typename structure<X>::traced_type;
};
template <class X, class Graph>
using traced_type_in = typename traced_structure<X, Graph>::type;

/// The type of the graph that traced values in `X` belong to; void where there are none.
template <class X>
struct graph_type_of_structure {
  using type = std::conditional_t<std::is_same_v<plain_type<X>, X>, void, graph_builder>;
};
template <class X>
  requires requires { typename structure<X>::graph_type; }
struct graph_type_of_structure<X> {
  using type = typename structure<X>::graph_type;
};
template <class... X>
struct common_graph_type {
  using type = void;
};
template <class First, class... Rest>
struct common_graph_type<First, Rest...> {
  using of_first = typename graph_type_of_structure<First>::type;
  using type = typename std::conditional_t<std::is_void_v<of_first>, common_graph_type<Rest...>,
                                           graph_type_of_structure<First>>::type;
};
/// The type of the graph that traced values among `X...` belong to; void where there are none.
template <class... X>
using graph_type_of = typename common_graph_type<X...>::type;

template <Scalar T>
struct structure<T> {
  using traced_type = traced<T>;
  template <class Graph>
  using traced_in = traced<T, Graph>;
  using plain_type = T;
  static constexpr void for_each_leaf(auto& x, auto&& use) { use(x); }
};
template <class T, class G>
struct structure<traced<T, G>> {
  using graph_type = G;
  using traced_type = traced<T, G>;
  template <class Graph>
  using traced_in = traced<T, Graph>;
  using plain_type = T;
  static constexpr void for_each_leaf(auto& x, auto&& use) { use(x); }
};
template <class T, class G, index_t... E>
struct structure<traced_element<T, G, E...>> : structure<traced<T, G>> {};
template <class T, index_t... E>
struct structure<tensor<T, E...>> {
  using traced_type = tensor<traced<T>, E...>;
  template <class Graph>
  using traced_in = tensor<traced<T, Graph>, E...>;
  using plain_type = tensor<T, E...>;
  static constexpr void for_each_leaf(auto& x, auto&& use) { use(x); }
};
template <class T, class G, index_t... E>
struct structure<tensor<traced<T, G>, E...>> {
  using graph_type = G;
  using traced_type = tensor<traced<T, G>, E...>;
  template <class Graph>
  using traced_in = tensor<traced<T, Graph>, E...>;
  using plain_type = tensor<T, E...>;
  static constexpr void for_each_leaf(auto& x, auto&& use) { use(x); }
};
template <class X, std::size_t N>
struct structure<std::array<X, N>> {
  using graph_type = graph_type_of<X>;
  using traced_type = std::array<typename structure<X>::traced_type, N>;
  template <class Graph>
  using traced_in = std::array<traced_type_in<X, Graph>, N>;
  using plain_type = std::array<typename structure<X>::plain_type, N>;
  static constexpr void for_each_leaf(auto& x, auto&& use) {
    for (auto& element : x) structure<X>::for_each_leaf(element, use);
  }
};

template <>
struct structure<refused> {
  using traced_type = refused;
  template <class Graph>
  using traced_in = refused;
  using plain_type = refused;
  static constexpr void for_each_leaf(auto&, auto&&) {}
};

template <class... X>
struct structure<results<X...>> {
  using graph_type = graph_type_of<X...>;
  using traced_type = results<typename structure<X>::traced_type...>;
  template <class Graph>
  using traced_in = results<traced_type_in<X, Graph>...>;
  using plain_type = results<typename structure<X>::plain_type...>;
  static constexpr void for_each_leaf(auto& x, auto&& use) {
    with_fields(x, [&](auto&... member) {
      (structure<std::remove_cvref_t<decltype(member)>>::for_each_leaf(member, use), ...);
    });
  }
};

/// The same class template over another scalar: `mlp<float>` becomes `mlp<traced<float>>`.
template <class X>
struct scalar_parameter;
template <template <class...> class S, class T, class... Rest>
struct scalar_parameter<S<T, Rest...>> {
  using scalar = T;
  template <class U>
  using with = S<U, Rest...>;
};
template <template <class, auto...> class S, class T, auto First, auto... Rest>
struct scalar_parameter<S<T, First, Rest...>> {
  using scalar = T;
  template <class U>
  using with = S<U, First, Rest...>;
};

template <class X>
concept TemplateOverScalar = requires { typename scalar_parameter<X>::scalar; };

template <class T>
struct other_scalar {
  using graph_type = void;
  using traced_scalar = traced<T>;
  template <class Graph>
  using traced_in = traced<T, Graph>;
  using plain_scalar = T;
};
template <class T, class G>
struct other_scalar<traced<T, G>> {
  using graph_type = G;
  using traced_scalar = traced<T, G>;
  template <class Graph>
  using traced_in = traced<T, Graph>;
  using plain_scalar = T;
};

template <PlainStruct X>
  requires TemplateOverScalar<X>
struct structure<X> {
  using scalar = typename scalar_parameter<X>::scalar;
  using graph_type = typename other_scalar<scalar>::graph_type;
  using traced_type =
      typename scalar_parameter<X>::template with<typename other_scalar<scalar>::traced_scalar>;
  template <class Graph>
  using traced_in = typename scalar_parameter<X>::template with<
      typename other_scalar<scalar>::template traced_in<Graph>>;
  using plain_type =
      typename scalar_parameter<X>::template with<typename other_scalar<scalar>::plain_scalar>;
  static constexpr void for_each_leaf(auto& x, auto&& use) {
    with_fields(x, [&](auto&... member) {
      (structure<std::remove_cvref_t<decltype(member)>>::for_each_leaf(member, use), ...);
    });
  }
};

/// Whether values of type `X` have leaves with extents that are known only at run time.
template <class X>
inline constexpr bool has_open_leaves = false;
template <class T, index_t... E>
inline constexpr bool has_open_leaves<tensor<T, E...>> = has_open<E...>;
template <class X, std::size_t N>
inline constexpr bool has_open_leaves<std::array<X, N>> = has_open_leaves<X>;
template <class... X>
inline constexpr bool has_open_leaves<results<X...>> = (has_open_leaves<X> || ...);

struct look_for_open_leaves {
  template <class... Member>
  constexpr auto operator()(Member const&...) const {
    return std::bool_constant<(has_open_leaves<Member> || ...)>{};
  }
};
template <PlainStruct X>
  requires TemplateOverScalar<X> && (!is_tensor<X>)
inline constexpr bool has_open_leaves<X> = decltype(with_fields(std::declval<X const&>(),
                                                                look_for_open_leaves{}))::value;

/// Whether a traced value's memory holds its transpose, as a matrix of Eigen stored by columns
/// does.
template <class X>
inline constexpr bool lies_transposed = false;

/// Calls `use(leaf)` for every tensor and number in `x`, in order of declaration.
template <class X, class Use>
constexpr void for_each_leaf(X& x, Use&& use) {
  structure<std::remove_const_t<X>>::for_each_leaf(x, use);
}

/// The number of leaves of a type whose values can be made without arguments.
template <class X>
constexpr int count_leaves() {
  X x{};
  int count = 0;
  for_each_leaf(x, [&](auto&) { ++count; });
  return count;
}

template <class X>
concept Structured = requires { typename structure<std::remove_cvref_t<X>>::traced_type; };

}  // namespace typegrad
