// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/lanes.hpp>
#include <typegrad/op/operation_defaults.hpp>
#include <typegrad/run/computed_operation.hpp>
#include <typegrad/run/read.hpp>
#include <typegrad/transform/reduced_view.hpp>
#include <typegrad/transform/write_out.hpp>

#include <utility>

namespace typegrad {

/// The scalar types of a node's operands, for the operation's type rules.
template <class Program, int Node>
struct operand_types {
  scalar_type types[max_operand_types]{};
  constexpr operand_types() {
    for (int i = 0; i < Program::flat.nodes[Node].operand_count && i < max_operand_types; ++i)
      types[i] = Program::flat.nodes[Program::flat.operand(Node, i)].type;
  }
  constexpr list_view<scalar_type> list() const {
    return {types, Program::flat.nodes[Node].operand_count};
  }
};

/// The type in which an element-wise node computes.
template <class Program, int Node>
using compute_t =
    number_in<Program, compute_type<operation_at<Program::flat.nodes[Node].op>>(
                           operand_types<Program, Node>{}.list(), Program::flat.nodes[Node].type)>;

/// An operand as `forward` takes it: converted to the type of the computation, or a mask as it is.
template <class Op, class Compute, class Number>
TYPEGRAD_INLINE_NUMBER constexpr auto as_operand(Number const& x) {
  if constexpr ((Op::takes_mask && std::is_same_v<Number, bool>) || std::is_same_v<Number, Compute>)
    return x;
  else return static_cast<Compute>(x);
}

/// The position in an operand of what element `position` of a node is computed from.
template <class Program>
constexpr index_t position_in_operand(int operand, int node, index_t position) {
  if (Program::flat.nodes[operand].shape_id == Program::flat.nodes[node].shape_id) return position;
  shape const& own = Program::flat.shape_of(operand);
  shape const& whole = Program::flat.shape_of(node);
  return follow(aligned_view(contiguous_view(own), own, whole.rank), whole, position);
}

/// The operand that element `position` of a sum is: a zero stands beside it. -1 where it is none.
template <class Program>
constexpr int operand_beside_zero(int node, index_t position) {
  if (!Program::flat.nodes[node].op->adds || Program::flat.nodes[node].shape_id == 0) return -1;
  for (int which = 0; which < 2; ++which) {
    int const operand = Program::flat.operand(node, which);
    if (Program::schedule.places[operand].zeros.has(
            position_in_operand<Program>(operand, node, position)))
      return Program::flat.operand(node, 1 - which);
  }
  return -1;
}

/// Element `Position` of an element-wise node.
template <class Program, int Node, index_t Position, class Context, int... Index>
TYPEGRAD_INLINE constexpr auto element_of_node(Context const& c,
                                               std::integer_sequence<int, Index...>) {
  using op = computed_operation<Program, Node>;
  if constexpr (constexpr int lone = operand_beside_zero<Program>(Node, Position); lone >= 0)
    return static_cast<element_t<Program, Node>>(
        read<Program, lone, position_in_operand<Program>(lone, Node, Position)>(c));
  else if constexpr (Program::flat.nodes[Node].shape_id == 0)
    return static_cast<element_t<Program, Node>>(
        op::forward(as_operand<op, compute_t<Program, Node>>(
            read<Program, Program::flat.operand(Node, Index), 0>(c))...));
  else
    return static_cast<element_t<Program, Node>>(
        op::forward(as_operand<op, compute_t<Program, Node>>(
            read<Program, Program::flat.operand(Node, Index),
                 position_in_operand<Program>(Program::flat.operand(Node, Index), Node, Position)>(
                c))...));
}

/// Whether the elements of an operand stand in a row, or it is a number.
template <class Program>
constexpr bool is_read_in_lanes(int operand, int node) {
  placement const& place = Program::schedule.places[operand];
  node_record const& record = Program::flat.nodes[operand];
  if (record.type != Program::flat.nodes[node].type) return false;
  if (record.shape_id == 0 || (place.kind == place_kind::literal && record.attribute_count == 1))
    return true;
  return record.shape_id == Program::flat.nodes[node].shape_id && place.kind != place_kind::view &&
         place.kind != place_kind::literal;
}

/// How many elements of a node one register holds: of rows that fill a smaller one, a row, because
/// a product writes them row by row, and what is read in another width than it was written has to
/// be in memory first.
template <class Program, int Node>
constexpr int lanes_of_node() {
  using number_type = element_t<Program, Node>;
  constexpr shape extents = Program::flat.shape_of(Node);
  constexpr index_t row = extents.rank > 1 ? extents.extents[extents.rank - 1] : 0;
  constexpr bool fills =
      row * static_cast<index_t>(sizeof(number_type)) >= 16 && (row & (row - 1)) == 0;
  return fills && row < packet_size<number_type> ? static_cast<int>(row) : packet_size<number_type>;
}
/// How many elements of a node are computed in registers full of lanes.
template <class Program, int Node>
constexpr index_t elements_in_lanes() {
  using number_type = element_t<Program, Node>;
  if constexpr (std::is_floating_point_v<number_type>) {
    for (int const operand : Program::flat.operands_of(Node))
      if (!is_read_in_lanes<Program>(operand, Node)) return 0;
    index_t const size = Program::flat.shape_of(Node).size();
    constexpr int lanes = lanes_of_node<Program, Node>();
    return lanes > 1 && size >= fewest_in_vectors ? size / lanes * lanes : 0;
  }
  return 0;
}

template <class Program, int Operand, int Lanes, class Context>
TYPEGRAD_INLINE auto lanes_at(Context const& c, index_t position) {
  using number_type = element_t<Program, Operand>;
  constexpr placement const& place = Program::schedule.places[Operand];
  if constexpr (Program::flat.nodes[Operand].shape_id == 0 || place.kind == place_kind::literal)
    return splat<number_type, Lanes>(read<Program, Operand, 0>(c));
  else return load_lanes<number_type, Lanes, 1>(memory_of<Program, Operand>(c) + position);
}

template <class Program, int Node, class Context, int... Index>
TYPEGRAD_INLINE void write_lanes(Context const& c, index_t count,
                                 std::integer_sequence<int, Index...>) {
  using number_type = element_t<Program, Node>;
  using op = operation_at<Program::flat.nodes[Node].op>;
  constexpr int lanes = lanes_of_node<Program, Node>();
  number_type* const to = memory_of<Program, Node>(c);
#pragma GCC unroll 16
  for (index_t i = 0; i < count; i += lanes)
    store_lanes<number_type, lanes, 1>(
        to + i, op::forward(lanes_at<Program, Program::flat.operand(Node, Index), lanes>(c, i)...));
}

template <class Program, int Node, class Context, index_t... Position>
TYPEGRAD_INLINE constexpr void write_elements(Context const& c,
                                              std::integer_sequence<index_t, Position...>) {
  [[maybe_unused]] constexpr auto operands =
      std::make_integer_sequence<int, Program::flat.nodes[Node].operand_count>{};
  if constexpr (constexpr index_t count = elements_in_lanes<Program, Node>(); count > 0) {
    if (!__builtin_is_constant_evaluated()) {
      write_lanes<Program, Node>(c, count, operands);
      auto* const rest = memory_of<Program, Node>(c);
      [&]<index_t... More>(std::integer_sequence<index_t, More...>) {
        ((rest[count + More] = element_of_node<Program, Node, count + More>(c, operands)), ...);
      }(std::make_integer_sequence<index_t, Program::flat.shape_of(Node).size() - count>{});
      return;
    }
  }
  [[maybe_unused]] auto* const to = memory_of<Program, Node>(c);
  ((to[Position] = element_of_node<Program, Node, Position>(c, operands)), ...);
}

/// For each element of a small reduction, where it goes and whether it is the first there.
template <class Program, int Node>
struct reduction_targets {
  static constexpr int operand = Program::flat.operand(Node, 0);
  static constexpr int size = static_cast<int>(Program::flat.shape_of(operand).size());
  index_t target[size > 0 ? size : 1]{};
  bool first[size > 0 ? size : 1]{};
  constexpr reduction_targets() {
    for (int i = 0; i < size; ++i) {
      target[i] =
          follow(reduced_view(Program::flat.shape_of(operand), Program::flat.attributes_of(Node)),
                 Program::flat.shape_of(operand), i);
      first[i] = true;
      for (int k = 0; k < i; ++k) first[i] = first[i] && target[k] != target[i];
    }
  }
};

template <class Program, int Node>
inline constexpr reduction_targets<Program, Node> targets_of{};

template <class Program, int Node, int Index, class Context>
TYPEGRAD_INLINE constexpr void combine_element(Context const& c) {
  using op = computed_operation<Program, Node>;
  constexpr index_t target = targets_of<Program, Node>.target[Index];
  auto* const to = memory_of<Program, Node>(c) + target;
  auto const x = static_cast<element_t<Program, Node>>(
      read<Program, Program::flat.operand(Node, 0), Index>(c));
  if constexpr (targets_of<Program, Node>.first[Index]) *to = x;
  else *to = static_cast<element_t<Program, Node>>(op::combine(*to, x));
}

template <class Program, int Node, class Context, int... Index>
TYPEGRAD_INLINE constexpr void combine_elements(Context const& c,
                                                std::integer_sequence<int, Index...>) {
  if constexpr (sizeof...(Index) == 0) {
    using op = operation_at<Program::flat.nodes[Node].op>;
    auto* const to = memory_of<Program, Node>(c);
    constexpr index_t size = Program::flat.shape_of(Node).size();
    for (index_t i = 0; i < size; ++i) to[i] = op::template identity<element_t<Program, Node>>();
  } else {
    (combine_element<Program, Node, Index>(c), ...);
  }
}

}  // namespace typegrad
