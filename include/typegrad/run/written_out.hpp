// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/lanes.hpp>
#include <typegrad/op/contract.hpp>
#include <typegrad/run/read.hpp>
#include <typegrad/transform/reduced_view.hpp>

#include <utility>

namespace typegrad {

/// The scalar types of a node's operands, for the operation's type rules.
template <class P, int Node>
struct operand_types {
  scalar_type types[max_operand_types]{};
  constexpr operand_types() {
    for (int i = 0; i < P::flat.nodes[Node].operand_count && i < max_operand_types; ++i)
      types[i] = P::flat.nodes[P::flat.operand(Node, i)].type;
  }
  constexpr list_view<scalar_type> list() const {
    return {types, P::flat.nodes[Node].operand_count};
  }
};

/// The type in which an element-wise node computes.
template <class P, int Node>
using compute_t = scalar_t<compute_type<operation_at<P::flat.nodes[Node].op>>(
    operand_types<P, Node>{}.list(), P::flat.nodes[Node].type)>;

/// An operand as `forward` takes it: converted to the type of the computation, or a mask as it is.
template <class Op, class Compute, class T>
TYPEGRAD_INLINE constexpr auto as_operand(T const& x) {
  if constexpr ((Op::takes_mask && std::is_same_v<T, bool>) || std::is_same_v<T, Compute>) return x;
  else return static_cast<Compute>(x);
}

/// Element `Position` of an element-wise node.
template <class P, int Node, index_t Position, class Context, int... I>
TYPEGRAD_INLINE constexpr auto element_of_node(Context const& c, std::integer_sequence<int, I...>) {
  using op = operation_at<P::flat.nodes[Node].op>;
  if constexpr (P::flat.nodes[Node].shape_id == 0)
    return static_cast<element_t<P, Node>>(op::forward(
        as_operand<op, compute_t<P, Node>>(read<P, P::flat.operand(Node, I), 0>(c))...));
  else
    return static_cast<element_t<P, Node>>(op::forward(as_operand<op, compute_t<P, Node>>(
        read<P, P::flat.operand(Node, I),
             broadcast_position(P::flat.shape_of(P::flat.operand(Node, I)), P::flat.shape_of(Node),
                                Position)>(c))...));
}

/// Whether the elements of an operand stand in a row, or it is a number.
template <class P>
constexpr bool is_read_in_lanes(int operand, int node) {
  placement const& place = P::schedule.places[operand];
  node_record const& record = P::flat.nodes[operand];
  if (record.type != P::flat.nodes[node].type) return false;
  if (record.shape_id == 0 || (place.kind == place_kind::literal && record.attribute_count == 1))
    return true;
  return record.shape_id == P::flat.nodes[node].shape_id && place.kind != place_kind::view &&
         place.kind != place_kind::literal;
}

/// How many elements of a node are computed in registers full of lanes.
template <class P, int Node>
constexpr index_t elements_in_lanes() {
  using T = element_t<P, Node>;
  if constexpr (std::is_floating_point_v<T>) {
    for (int const operand : P::flat.operands_of(Node))
      if (!is_read_in_lanes<P>(operand, Node)) return 0;
    index_t const size = P::flat.shape_of(Node).size();
    return packet_size<T> > 1 && size >= 8 ? size / packet_size<T> * packet_size<T> : 0;
  }
  return 0;
}

template <class P, int Operand, class Context>
TYPEGRAD_INLINE auto lanes_at(Context const& c, index_t position) {
  using T = element_t<P, Operand>;
  constexpr placement const& place = P::schedule.places[Operand];
  if constexpr (P::flat.nodes[Operand].shape_id == 0 || place.kind == place_kind::literal)
    return splat<T, packet_size<T>>(read<P, Operand, 0>(c));
  else return load_lanes<T, packet_size<T>, 1>(memory_of<P, Operand>(c) + position);
}

template <class P, int Node, class Context, int... I>
TYPEGRAD_INLINE void write_lanes(Context const& c, index_t count,
                                 std::integer_sequence<int, I...>) {
  using T = element_t<P, Node>;
  using op = operation_at<P::flat.nodes[Node].op>;
  T* const to = memory_of<P, Node>(c);
#pragma GCC unroll 16
  for (index_t i = 0; i < count; i += packet_size<T>)
    store_lanes<T, packet_size<T>, 1>(to + i,
                                      op::forward(lanes_at<P, P::flat.operand(Node, I)>(c, i)...));
}

template <class P, int Node, class Context, index_t... Position>
TYPEGRAD_INLINE constexpr void write_elements(Context const& c,
                                              std::integer_sequence<index_t, Position...>) {
  [[maybe_unused]] constexpr auto operands =
      std::make_integer_sequence<int, P::flat.nodes[Node].operand_count>{};
  if constexpr (constexpr index_t count = elements_in_lanes<P, Node>(); count > 0) {
    if (!std::is_constant_evaluated()) {
      write_lanes<P, Node>(c, count, operands);
      auto* const rest = memory_of<P, Node>(c);
      [&]<index_t... More>(std::integer_sequence<index_t, More...>) {
        ((rest[count + More] = element_of_node<P, Node, count + More>(c, operands)), ...);
      }(std::make_integer_sequence<index_t, P::flat.shape_of(Node).size() - count>{});
      return;
    }
  }
  [[maybe_unused]] auto* const to = memory_of<P, Node>(c);
  ((to[Position] = element_of_node<P, Node, Position>(c, operands)), ...);
}

/// For each element of a small reduction, where it goes and whether it is the first there.
template <class P, int Node>
struct reduction_targets {
  static constexpr int operand = P::flat.operand(Node, 0);
  static constexpr int size = static_cast<int>(P::flat.shape_of(operand).size());
  index_t target[size > 0 ? size : 1]{};
  bool first[size > 0 ? size : 1]{};
  constexpr reduction_targets() {
    for (int i = 0; i < size; ++i) {
      target[i] = follow(reduced_view(P::flat.shape_of(operand), P::flat.attributes_of(Node)),
                         P::flat.shape_of(operand), i);
      first[i] = true;
      for (int k = 0; k < i; ++k) first[i] = first[i] && target[k] != target[i];
    }
  }
};

template <class P, int Node, int I, class Context>
TYPEGRAD_INLINE constexpr void combine_element(Context const& c) {
  using op = operation_at<P::flat.nodes[Node].op>;
  constexpr reduction_targets<P, Node> targets{};
  auto* const to = memory_of<P, Node>(c) + targets.target[I];
  auto const x = static_cast<element_t<P, Node>>(read<P, P::flat.operand(Node, 0), I>(c));
  if constexpr (targets.first[I]) *to = x;
  else *to = static_cast<element_t<P, Node>>(op::combine(*to, x));
}

template <class P, int Node, class Context, int... I>
TYPEGRAD_INLINE constexpr void combine_elements(Context const& c,
                                                std::integer_sequence<int, I...>) {
  if constexpr (sizeof...(I) == 0) {
    using op = operation_at<P::flat.nodes[Node].op>;
    auto* const to = memory_of<P, Node>(c);
    constexpr index_t size = P::flat.shape_of(Node).size();
    for (index_t i = 0; i < size; ++i) to[i] = op::template identity<element_t<P, Node>>();
  } else {
    (combine_element<P, Node, I>(c), ...);
  }
}

template <class P, int Source, class T, class Context, index_t... Position>
TYPEGRAD_INLINE constexpr void copy_elements(Context const& c, [[maybe_unused]] T* to,
                                             std::integer_sequence<index_t, Position...>) {
  ((to[Position] = static_cast<T>(read<P, Source, Position>(c))), ...);
}

}  // namespace typegrad
