// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/frozen_extents.hpp>
#include <typegrad/trace/trace_program.hpp>

namespace typegrad {

/// A graph with the extents that are not known yet, in more room than they need.
struct roomy_open_graph {
  roomy_graph graph{};
  frozen_extents<extent_sizes{128, 512, 512, 2048, 256, 64}> extents{};
};

template <class Function, class... Values>
constexpr roomy_open_graph trace_open_program() {
  roomy_open_graph made;
  trace_program<Function, Values...>(
      made.graph, [&](graph_builder const& graph) { freeze_extents(graph, made.extents); });
  return made;
}

/// The traced graph of `Function` for arguments of types `Values...` of which some leave extents
/// open.
template <class Function, class... Values>
  requires(has_open_leaves<Values> || ...)
struct traced_program<Function, Values...> {
  static constexpr roomy_open_graph made = trace_open_program<Function, Values...>();
  static constexpr roomy_graph const& graph = made.graph;
};

}  // namespace typegrad
