// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/path_results.hpp>

namespace typegrad {

/// The results of a function, once for each path through its branches: `trace(outputs)` calls the
/// function and appends the nodes of its results.
///
/// Whatever the function does, transforms of other functions included, lies within a path, so each
/// path is differentiated by itself and selected afterwards: of the side that is not taken nothing
/// remains.
template <class Trace>
constexpr void trace_paths(graph_builder& graph, growing_array<int>& outputs, Trace const& trace) {
  trace(outputs);
  if (graph.path.masks.count == 0) return;
  path_results paths;
  for (int const id : outputs) paths.outputs.push_back(id);
  outputs.resize(0);
  paths.add(graph.path);
  while (!graph.path.too_many && graph.path.next()) {
    graph.path.too_many = paths.count == decided_path::most_paths;
    if (graph.path.too_many) return;
    trace(paths.outputs);
    paths.add(graph.path);
  }
  if (!graph.path.too_many && !graph.mistaken) paths.join(graph, outputs);
}

}  // namespace typegrad
