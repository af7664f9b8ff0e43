// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/symbol.hpp>
#include <typegrad/shape/broadcast.hpp>

namespace typegrad {

/// Operands that only repeat a smaller value are read from that value: element-wise operations
/// broadcast by themselves, so the copy never exists.
constexpr void read_through_broadcast(graph_builder& graph, int* operands, int count,
                                      int shape_id) {
  for (int i = 0; i < count; ++i) {
    int const whole = operands[i];
    symbol const x{&graph, whole};
    if (x.op().replicates) operands[i] = graph.operand(whole, 0);
    else if (x.is_uniform() && x.rank() != 0)
      operands[i] = make_literal(graph, x.type(), x.uniform_value()).id;
    else continue;
    shape together{};
    for (int k = 0; k < count; ++k)
      together = shape_rule::broadcast(together, graph.shape_of(operands[k])).value;
    if (!(together == graph.shape_at(shape_id))) operands[i] = whole;
  }
}

}  // namespace typegrad
