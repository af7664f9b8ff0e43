// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/frozen_graph.hpp>
#include <typegrad/graph/graph_type.hpp>
#include <typegrad/op/operation_object.hpp>
#include <typegrad/tensor/tensor.hpp>

#include <utility>

namespace typegrad {

template <class T, class Axes>
struct value_of_extents;
template <class T, index_t... E>
struct value_of_extents<T, std::integer_sequence<index_t, E...>> {
  using type = tensor<T, E...>;
};
template <class T>
struct value_of_extents<T, std::integer_sequence<index_t>> {
  using type = T;
};

/// Node number `Node` of the constant graph `P::flat` as a type.
template <class P, int Node>
struct lifted_node {
  static constexpr node_record const& record = P::flat.nodes[Node];
  static constexpr operation_kind kind = record.op->kind;

  template <std::size_t... Axis>
  static auto value_of(std::index_sequence<Axis...>)
      -> value_of_extents<scalar_t<record.type>,
                          std::integer_sequence<index_t, P::flat.shape_of(Node).extents[Axis]...>>;

  template <int... Operand, int... Attribute>
  static constexpr auto lift(std::integer_sequence<int, Operand...>,
                             std::integer_sequence<int, Attribute...>) {
    if constexpr (kind == operation_kind::input || kind == operation_kind::literal) {
      using value = typename decltype(value_of(
          std::make_index_sequence<static_cast<std::size_t>(P::flat.shape_of(Node).rank)>{}))::type;
      if constexpr (kind == operation_kind::input)
        return type_identity<input<static_cast<int>(P::flat.attributes_of(Node)[0]), value>>{};
      else return type_identity<literal<value, P::flat.attributes_of(Node)[Attribute]...>>{};
    } else if constexpr (sizeof...(Attribute) == 0) {
      return type_identity<node<operation_at<record.op>, P::flat.operand(Node, Operand)...>>{};
    } else {
      return type_identity<
          node<with<operation_at<record.op>, P::flat.attributes_of(Node)[Attribute]...>,
               P::flat.operand(Node, Operand)...>>{};
    }
  }
  using type =
      typename decltype(lift(std::make_integer_sequence<int, record.operand_count>{},
                             std::make_integer_sequence<int, record.attribute_count>{}))::type;
};

template <class P, class Nodes, class Outputs>
struct graph_lifting;
template <class P, int... Node, int... Output>
struct graph_lifting<P, std::integer_sequence<int, Node...>,
                     std::integer_sequence<int, Output...>> {
  using type = graph<typename lifted_node<P, Node>::type..., outputs<P::flat.outputs[Output]...>>;
};

/// The constant graph `P::flat` as a type: `graph<input<0, double>, node<ops::sin, 0>,
/// outputs<1>>`.
template <class P>
using lifted_graph =
    typename graph_lifting<P, std::make_integer_sequence<int, P::flat.sizes.nodes>,
                           std::make_integer_sequence<int, P::flat.sizes.outputs>>::type;

}  // namespace typegrad
