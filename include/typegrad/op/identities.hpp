// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/record.hpp>

#include <bit>

namespace typegrad {

/// Whether `x` is a node of the operation `Op`.
template <class Op, class Graph>
constexpr bool is_node_of(basic_symbol<Graph> x) {
  return same_operation(*x.graph->nodes.items[x.id].op, operation_in<Op, Graph>::object);
}

/// Whether `x` may stand in place of a node with this signature.
constexpr bool has_signature(symbol x, node_signature made) {
  return x.node().shape_id == made.shape_id && x.node().type == made.type;
}

/// A literal of rank 0, not 1, by which a product is exact (overflow and underflow apart).
constexpr bool is_power_of_two(symbol x) {
  if (x.node().op->kind != operation_kind::literal || !x.is_uniform() || x.rank() != 0 ||
      !is_real(x.type()))
    return false;
  auto const bits = static_cast<std::uint64_t>(x.attributes()[0]);
  std::uint64_t const exponent = (bits >> 52) & 0x7ff;
  return (bits << 12) == 0 && exponent > 1000 && exponent < 1046 && exponent != 1023;
}

}  // namespace typegrad
