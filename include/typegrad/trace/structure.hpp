// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>
#include <typegrad/math/number_type.hpp>
#include <typegrad/meta/holder.hpp>
#include <typegrad/trace/open_tensor.hpp>
#include <typegrad/trace/traced_front.hpp>

namespace typegrad {

/// How values of type `Value` are taken apart into tensors and numbers ("leaves"), and what `Value`
/// is while traced.
///
/// Specialised here for numbers, tensors, `std::array`, `std::pair`, `std::tuple` and plain
/// structs, and by `interop/` for other libraries' types. A specialisation gives `traced_type`,
/// `plain_type` and `for_each_leaf(x, use)`; for graphs that are recorded at run time also
/// `traced_in<Graph>`, and, of traced values, the `graph_type` that they belong to.
template <class Value>
struct structure;

template <class Value>
using traced_type = typename structure<Value>::traced_type;
template <class Value>
using plain_type = typename structure<Value>::plain_type;

/// What `Value` is while it is traced in a graph of type `Graph`.
template <class Value, class Graph>
struct traced_structure {
  using type = typename structure<Value>::template traced_in<Graph>;
};
template <class Value>
struct traced_structure<Value, graph_builder> {
  using type = typename structure<Value>::traced_type;
};
template <class Value, class Graph>
using traced_type_in = typename traced_structure<Value, Graph>::type;

/// The type of the graph that traced values in `Value` belong to; void where there are none.
template <class Value>
struct graph_type_of_structure {
  using type = std::conditional_t<std::is_same_v<plain_type<Value>, Value>, void, graph_builder>;
};
template <class Value>
  requires requires { typename structure<Value>::graph_type; }
struct graph_type_of_structure<Value> {
  using type = typename structure<Value>::graph_type;
};
template <class... Values>
struct common_graph_type {
  using type = void;
};
template <class First, class... Rest>
struct common_graph_type<First, Rest...> {
  using of_first = typename graph_type_of_structure<First>::type;
  using type = typename std::conditional_t<std::is_void_v<of_first>, common_graph_type<Rest...>,
                                           graph_type_of_structure<First>>::type;
};
/// The type of the graph that traced values among `Values...` belong to; void where there are none.
template <class... Values>
using graph_type_of = typename common_graph_type<Values...>::type;

/// Whether a `Value` is read before it becomes an argument: once, as a register of the hardware
/// must be, or evaluated, as expressions of other libraries are.
template <class Value>
inline constexpr bool is_read_first = std::is_volatile_v<Value>;
template <class Value>
constexpr decltype(auto) read_argument(Value const& x) {
  if constexpr (!is_read_first<Value>) return (x);
  else if constexpr (std::is_volatile_v<Value>)
    return static_cast<std::remove_volatile_t<Value>>(x);
  else return x.eval();
}

template <Scalar Number>
struct structure<Number> {
  using traced_type = traced<Number>;
  template <class Graph>
  using traced_in = traced<Number, Graph>;
  using plain_type = Number;
  TYPEGRAD_INLINE_NUMBER static constexpr void for_each_leaf(auto& x, auto&& use) { use(x); }
};
/// While it is traced a number of any type is real: `number/number_program.hpp`.
template <NumberType Number>
struct structure<Number> {
  using traced_type = Number;
  template <class Graph>
  using traced_in = Number;
  using plain_type = Number;
  TYPEGRAD_INLINE_NUMBER static constexpr void for_each_leaf(auto& x, auto&& use) { use(x); }
};
template <class Number, class Gradient>
struct structure<traced<Number, Gradient>> {
  using graph_type = Gradient;
  using traced_type = traced<Number, Gradient>;
  template <class Graph>
  using traced_in = traced<Number, Graph>;
  using plain_type = Number;
  TYPEGRAD_INLINE_NUMBER static constexpr void for_each_leaf(auto& x, auto&& use) { use(x); }
};
template <class Number, class Gradient, index_t... Extents>
struct structure<traced_element<Number, Gradient, Extents...>>
    : structure<traced<Number, Gradient>> {};
template <class Number, index_t... Extents>
struct structure<tensor<Number, Extents...>> {
  using traced_type = tensor<traced<Number>, Extents...>;
  template <class Graph>
  using traced_in = tensor<traced<Number, Graph>, Extents...>;
  using plain_type = tensor<Number, Extents...>;
  TYPEGRAD_INLINE_NUMBER static constexpr void for_each_leaf(auto& x, auto&& use) { use(x); }
};
template <class Number, class Gradient, index_t... Extents>
struct structure<tensor<traced<Number, Gradient>, Extents...>> {
  using graph_type = Gradient;
  using traced_type = tensor<traced<Number, Gradient>, Extents...>;
  template <class Graph>
  using traced_in = tensor<traced<Number, Graph>, Extents...>;
  using plain_type = tensor<Number, Extents...>;
  TYPEGRAD_INLINE_NUMBER static constexpr void for_each_leaf(auto& x, auto&& use) { use(x); }
};

template <Holder Value>
struct structure<Value> {
  template <class Member>
  struct traced_member {
    using type = typename structure<Member>::traced_type;
  };
  template <class Graph>
  struct in_graph {
    template <class Member>
    using member = traced_structure<Member, Graph>;
  };
  template <class Member>
  struct plain_member {
    using type = typename structure<Member>::plain_type;
  };

  using graph_type = typename holder<Value>::template members<common_graph_type>::type;
  using traced_type = typename holder<Value>::template with<traced_member>;
  template <class Graph>
  using traced_in = typename holder<Value>::template with<in_graph<Graph>::template member>;
  using plain_type = typename holder<Value>::template with<plain_member>;
  TYPEGRAD_INLINE_NUMBER static constexpr void for_each_leaf(auto& x, auto&& use) {
    holder<Value>::for_each(x, [&](auto& member) {
      structure<std::remove_cvref_t<decltype(member)>>::for_each_leaf(member, use);
    });
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

/// The same class template over another scalar: `mlp<float>` becomes `mlp<traced<float>>`.
template <class Value>
struct scalar_parameter;
template <template <class...> class Shapes, class Number, class... Rest>
struct scalar_parameter<Shapes<Number, Rest...>> {
  using scalar = Number;
  template <class Other>
  using with = Shapes<Other, Rest...>;
};
template <template <class, auto...> class Shapes, class Number, auto First, auto... Rest>
struct scalar_parameter<Shapes<Number, First, Rest...>> {
  using scalar = Number;
  template <class Other>
  using with = Shapes<Other, First, Rest...>;
};

template <class Value>
concept TemplateOverScalar =
    !Holder<Value> && requires { typename scalar_parameter<Value>::scalar; };

template <class Number>
struct other_scalar {
  using graph_type = void;
  using traced_type = traced<Number>;
  template <class Graph>
  using traced_in = traced<Number, Graph>;
  using plain_type = Number;
};
template <class Number, class Gradient>
struct other_scalar<traced<Number, Gradient>> : structure<traced<Number, Gradient>> {};

/// What a class template over its scalar is while it is traced.
template <TemplateOverScalar Value>
struct structure_over_scalar {
  using scalar = typename scalar_parameter<Value>::scalar;
  using graph_type = typename other_scalar<scalar>::graph_type;
  using traced_type =
      typename scalar_parameter<Value>::template with<typename other_scalar<scalar>::traced_type>;
  template <class Graph>
  using traced_in = typename scalar_parameter<Value>::template with<
      typename other_scalar<scalar>::template traced_in<Graph>>;
  using plain_type =
      typename scalar_parameter<Value>::template with<typename other_scalar<scalar>::plain_type>;
};

template <PlainStruct Value>
  requires TemplateOverScalar<Value>
struct structure<Value> : structure_over_scalar<Value> {
  TYPEGRAD_INLINE_NUMBER static constexpr void for_each_leaf(auto& x, auto&& use) {
    with_fields(x, [&](auto&... member) {
      (structure<std::remove_cvref_t<decltype(member)>>::for_each_leaf(member, use), ...);
    });
  }
};

/// Whether values of type `Value` have leaves with extents that are known only at run time.
template <class Value>
inline constexpr bool has_open_leaves = false;
template <class Number, index_t... Extents>
inline constexpr bool has_open_leaves<tensor<Number, Extents...>> = has_open<Extents...>;
template <class... Members>
using have_open_leaves = std::bool_constant<(has_open_leaves<Members> || ...)>;
template <Holder Value>
inline constexpr bool has_open_leaves<Value> =
    holder<Value>::template members<have_open_leaves>::value;

struct look_for_open_leaves {
  template <class... Member>
  constexpr auto operator()(Member const&...) const {
    return have_open_leaves<Member...>{};
  }
};
template <PlainStruct Value>
  requires TemplateOverScalar<Value> && (!is_tensor<Value>)
inline constexpr bool has_open_leaves<Value> = decltype(with_fields(std::declval<Value const&>(),
                                                                    look_for_open_leaves{}))::value;

template <class Value>
concept Structured = requires { typename structure<std::remove_cvref_t<Value>>::traced_type; };

/// Whether a struct over its scalar has numbers that stay plain while it is traced.
template <class Value>
inline constexpr bool has_plain_members = false;
template <class Member>
inline constexpr bool is_plain_member = has_plain_members<Member>;
template <Structured Member>
  requires(!std::is_empty_v<Member>)
inline constexpr bool is_plain_member<Member> =
    std::is_void_v<graph_type_of<Member>> || has_plain_members<Member>;
struct look_for_plain_members {
  template <class... Member>
  constexpr auto operator()(Member const&...) const {
    return std::bool_constant<(is_plain_member<Member> || ...)>{};
  }
};
template <PlainStruct Value>
  requires TemplateOverScalar<Value> && (!is_tensor<Value>)
inline constexpr bool has_plain_members<Value> = decltype(with_fields(
    std::declval<traced_type<Value> const&>(), look_for_plain_members{}))::value;

/// Whether a traced value's memory holds its transpose, as a matrix of Eigen stored by columns
/// does.
template <class Value>
inline constexpr bool lies_transposed = false;

/// Calls `use(leaf)` for every tensor and number in `x`, in order of declaration.
template <class Value, class Use>
TYPEGRAD_INLINE_NUMBER constexpr void for_each_leaf(Value& x, Use&& use) {
  structure<std::remove_const_t<Value>>::for_each_leaf(x, use);
}

/// First element of a leaf: a number is its own.
template <class Leaf>
TYPEGRAD_INLINE constexpr auto* first_element(Leaf& leaf) {
  if constexpr (requires { leaf.data(); }) return leaf.data();
  else return &leaf;
}
/// The number of elements of a leaf: a number has one.
template <class Leaf>
constexpr index_t element_count(Leaf const& leaf) {
  if constexpr (requires { leaf.size(); }) return leaf.size();
  else return 1;
}

/// The number of leaves of a type whose values can be made without arguments.
template <class Value>
constexpr int count_leaves() {
  Value x{};
  int count = 0;
  for_each_leaf(x, [&](auto&) { ++count; });
  return count;
}

}  // namespace typegrad
