// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/value/record_value.hpp>
#include <typegrad/transform/stand_in_node.hpp>

namespace typegrad {

/// A value under a name of its own, with respect to which a transform differentiates: `grad(f)(x,
/// x)` has two arguments. In the graph that is differentiated it is the transforms' own stand-in.
inline constexpr operation renamed_value{
    .name = "renamed",
    .identity = hash_of("renamed"),
    .kind = operation_kind::alias,
    .unique = true,
    .linear = true,
    .has_pullback = true,
    .record = [](graph_builder& graph, list_view<int> operands,
                 list_view<word>) { return intern_stand_in(graph, operands[0]); },
    .pullback = [](graph_builder&, int, int, int upstream) { return upstream; }};

/// Derivatives pass through the new name whatever the value is.
inline node_pointer make_renamed(node_pointer const& node) {
  operand_record operand = as_operand(node);
  node_pointer const made = make_node(renamed_value, node->type, node->extents, {}, &operand, 1);
  made->constant = false;
  made->recorded = true;
  return made;
}

}  // namespace typegrad
