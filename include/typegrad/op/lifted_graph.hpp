// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/frozen_graph.hpp>
#include <typegrad/graph/graph.hpp>
#include <typegrad/op/operation_object.hpp>
#include <typegrad/tensor/tensor.hpp>

#include <utility>

namespace typegrad {

template <class Number, class Axes>
struct value_of_extents;
template <class Number, index_t... Extents>
struct value_of_extents<Number, std::integer_sequence<index_t, Extents...>> {
  using type = tensor<Number, Extents...>;
};
template <class Number>
struct value_of_extents<Number, std::integer_sequence<index_t>> {
  using type = Number;
};

/// Node number `Node` of the constant graph `P::flat` as a type.
template <class Program, int Node>
struct lifted_node {
  static constexpr node_record const& record = Program::flat.nodes[Node];
  static constexpr operation_kind kind = record.op->kind;

  template <std::size_t... Axis>
  static auto value_of(std::index_sequence<Axis...>) -> value_of_extents<
      scalar_t<record.type>,
      std::integer_sequence<index_t, Program::flat.shape_of(Node).extents[Axis]...>>;

  template <int... Operand, int... Attribute>
  static constexpr auto lift(std::integer_sequence<int, Operand...>,
                             std::integer_sequence<int, Attribute...>) {
    if constexpr (kind == operation_kind::input || kind == operation_kind::literal ||
                  kind == operation_kind::parameter) {
      using value = typename decltype(value_of(std::make_index_sequence<static_cast<std::size_t>(
                                                   Program::flat.shape_of(Node).rank)>{}))::type;
      if constexpr (kind == operation_kind::input)
        return type_identity<
            input<static_cast<int>(Program::flat.attributes_of(Node)[0]), value>>{};
      else if constexpr (kind == operation_kind::parameter)
        return type_identity<parameter<value, Program::flat.attributes_of(Node)[Attribute]...>>{};
      else return type_identity<literal<value, Program::flat.attributes_of(Node)[Attribute]...>>{};
    } else if constexpr (sizeof...(Attribute) == 0) {
      return type_identity<
          node<operation_at<record.op>, Program::flat.operand(Node, Operand)...>>{};
    } else {
      return type_identity<
          node<with<operation_at<record.op>, Program::flat.attributes_of(Node)[Attribute]...>,
               Program::flat.operand(Node, Operand)...>>{};
    }
  }
  using type =
      typename decltype(lift(std::make_integer_sequence<int, record.operand_count>{},
                             std::make_integer_sequence<int, record.attribute_count>{}))::type;
};

template <class Program, class Nodes, class Outputs>
struct graph_lifting;
template <class Program, int... Node, int... Output>
struct graph_lifting<Program, std::integer_sequence<int, Node...>,
                     std::integer_sequence<int, Output...>> {
  using type = graph<typename lifted_node<Program, Node>::type...,
                     outputs<Program::flat.outputs[Output]...>>;
};

/// The constant graph `P::flat` as a type: `graph<input<0, double>, node<ops::sin, 0>,
/// outputs<1>>`.
template <class Program>
using lifted_graph =
    typename graph_lifting<Program, std::make_integer_sequence<int, Program::flat.sizes.nodes>,
                           std::make_integer_sequence<int, Program::flat.sizes.outputs>>::type;

}  // namespace typegrad
