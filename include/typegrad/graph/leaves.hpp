// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/builder.hpp>

#include <bit>

namespace typegrad {

/// The nodes that no operation makes. A literal's words are its elements, or one word when all are equal.
inline constexpr operation input_node{.name = "input", .identity = hash_of("input"), .kind = operation_kind::input};
inline constexpr operation literal_node{.name = "literal", .identity = hash_of("literal"), .kind = operation_kind::literal};

/// A number as a word: the bits of the double, so that 0.0 and -0.0 differ and equal NaNs are one literal.
constexpr word encode_literal(scalar_type type, double value) {
  return is_real(type) ? std::bit_cast<word>(value) : static_cast<word>(value);
}
constexpr double decode_literal(scalar_type type, word bits) {
  return is_real(type) ? std::bit_cast<double>(bits) : static_cast<double>(bits);
}

constexpr int intern_input(graph_builder& graph, int position, scalar_type type, shape const& extents) {
  word const attribute = position;
  return graph.intern(input_node, type, graph.intern_shape(extents), {}, {&attribute, 1});
}

constexpr int intern_literal(graph_builder& graph, scalar_type type, shape const& extents, double value) {
  word const attribute = encode_literal(type, type == scalar_type::float32 ? static_cast<double>(static_cast<float>(value)) : value);
  return graph.intern(literal_node, type, graph.intern_shape(extents), {}, {&attribute, 1});
}

}  // namespace typegrad
