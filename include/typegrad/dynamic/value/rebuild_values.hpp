// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/value/value_list.hpp>

namespace typegrad {

/// The graph of listed values: entry i becomes node `ids[i]`, its inputs are numbered in the order
/// of the list.
///
/// Each node is made by its operation's own `record`, as while compiling: identities and
/// hash-consing apply. `name_of(i, id)` may put another node in the place of entry i.
template <class NameOf>
growing_array<int> rebuild_values(listed_values const& list, dynamic_graph& graph,
                                  NameOf&& name_of) {
  growing_array<int> ids(list.entries.count);
  growing_array<int> operands;
  int inputs = 0;
  for (int i = 0; i < list.entries.count; ++i) {
    value_node const& node = *list.entries[i].node;
    if (list.is_given(i)) {
      ids[i] = intern_input(graph, inputs++, node.type, list.extents_of_given(i));
    } else if (node.op->kind == operation_kind::literal) {
      ids[i] = graph.intern(literal_node, node.type, graph.intern_shape(node.extents), {},
                            node.attributes());
    } else {
      operands.resize(node.operand_count);
      list_view<word> const places = list.operands_of(i);
      for (int k = 0; k < node.operand_count; ++k) operands[k] = ids[static_cast<int>(places[k])];
      ids[i] = node.op->record(graph, {operands.data(), node.operand_count}, node.attributes());
    }
    ids[i] = name_of(i, ids[i]);
  }
  return ids;
}
inline growing_array<int> rebuild_values(listed_values const& list, dynamic_graph& graph) {
  return rebuild_values(list, graph, [](int, int id) { return id; });
}

}  // namespace typegrad
