// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/backward.hpp>
#include <typegrad/dynamic/renamed.hpp>

namespace typegrad {

/// The gradients of `root`, with ones as upstream, with respect to values that it was made of: values that can be used,
/// and differentiated, further. A value that does not lead to `root` has zeros.
template <class Graph = dynamic_graph>
growing_array<node_pointer> gradients(value_node& root, list_view<node_pointer> wrt) {
  value_list list(request_kind::gradients);
  int const place = list.add(root);
  growing_array<int> places;
  for (node_pointer const& node : wrt) places.push_back(list.add(*node));
  Graph graph;
  growing_array<int> const ids = rebuild_values(list, graph);
  growing_array<int> names;
  for (int const at : places) names.push_back(ids[at]);
  int const output = ids[place];
  int const upstream = intern_literal(graph, root.type, root.extents, 1.0);
  growing_array<int> const adjoints = differentiate(graph, {&output, 1}, {&upstream, 1}, {names.data(), names.size()});
  value_lifter lifter(list, {ids.data(), ids.size()}, graph);
  growing_array<node_pointer> lifted;
  for (int k = 0; k < names.size(); ++k)
    lifted.push_back(lifter.lift(adjoints[k] >= 0 ? adjoints[k] : intern_literal(graph, wrt[k]->type, wrt[k]->extents, 0.0)));
  return lifted;
}

}  // namespace typegrad
