// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/graph_builder.hpp>

#include <bit>

namespace typegrad {

/// The nodes that no operation makes. A literal's words are its elements, or one word when all are
/// equal.
inline constexpr operation input_node{
    .name = "input", .identity = hash_of("input"), .kind = operation_kind::input};
inline constexpr operation literal_node{
    .name = "literal", .identity = hash_of("literal"), .kind = operation_kind::literal};

/// A number as a word: the bits of the double, so that 0.0 and -0.0 differ and equal NaNs are one
/// literal.
constexpr word encode_literal(scalar_type type, double value) {
  return is_real(type) ? std::bit_cast<word>(value) : static_cast<word>(value);
}
constexpr double decode_literal(scalar_type type, word bits) {
  return is_real(type) ? std::bit_cast<double>(bits) : static_cast<double>(bits);
}

constexpr int intern_input(graph_builder& graph, int position, scalar_type type,
                           shape const& extents) {
  word const attribute = position;
  return graph.intern(input_node, type, graph.intern_shape(extents), {}, {&attribute, 1});
}

constexpr int intern_literal(graph_builder& graph, scalar_type type, shape const& extents,
                             double value) {
  if (graph.take_member != nullptr)
    if (int const id = graph.take_member(graph, type, extents, {&value, 1}); id >= 0) return id;
  word const attribute = encode_literal(
      type, type == scalar_type::float32 ? static_cast<double>(static_cast<float>(value)) : value);
  return graph.intern(literal_node, type, graph.intern_shape(extents), {}, {&attribute, 1});
}

/// A zero in the type and shape of node `id`.
constexpr int zero_like(graph_builder& graph, int id) {
  shape const extents = graph.shape_of(id);  // a copy: making nodes moves the graph's pools
  return intern_literal(graph, graph.node(id).type, extents, 0.0);
}
/// A derivative, or the zero that it is where there is none (-1): `like` has its type and shape.
constexpr int or_zero(graph_builder& graph, int derivative, int like) {
  return derivative >= 0 ? derivative : zero_like(graph, like);
}

/// A number that is an extent: a literal, or an input whose value every call of the function finds
/// in its arguments.
constexpr int intern_extent(graph_builder& graph, scalar_type type, index_t extent) {
  if (!is_open(extent)) return intern_literal(graph, type, shape{}, static_cast<double>(extent));
  growing_array<counted_extent>& counts = graph.open.counts;
  int place = 0;
  while (place < counts.count &&
         (counts.items[place].extent != extent || counts.items[place].type != type))
    ++place;
  if (place == counts.count) counts.push_back({extent, type});
  return intern_input(graph, graph.open.leaves + place, type, shape{});
}

}  // namespace typegrad
