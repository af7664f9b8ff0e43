// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/leaves.hpp>

namespace typegrad {

/// A fresh name for a value, with respect to which a nested transform differentiates.
///
/// Without it `grad(h)(x, x)` could not tell its two arguments apart, nor an inner derivative's
/// variable from the same value used as a constant (perturbation confusion). `rebuild` removes it.
inline constexpr operation stand_in_node{
    .name = "stand_in",
    .identity = hash_of("stand_in"),
    .kind = operation_kind::alias,
    .unique = true,
    .linear = true,
    .has_pullback = true,
    .pullback = [](graph_builder&, int, int, int upstream) { return upstream; }};

/// A name of its own for node `id`. Inputs that nothing has read yet, all different, need none.
constexpr int intern_stand_in(graph_builder& graph, int id) {
  if (graph.nodes.count == graph.fresh_inputs &&
      graph.nodes.items[id].op->kind == operation_kind::input)
    return id;
  node_record const node = graph.node(id);
  return graph.intern(stand_in_node, node.type, node.shape_id, {&id, 1}, {});
}

}  // namespace typegrad
