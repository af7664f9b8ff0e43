// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/transform/plan.hpp>

namespace typegrad {

/// A value that comes into the workspace or leaves it. Apart from the graph, of which a program
/// keeps nothing.
struct memory_event {
  int place = -1;  ///< its number, see `with_numbered_places`
  int over = -1;   ///< that of the value whose memory it takes over
  int shape_id = 0;
  int element_bytes = 0;
  bool leaves = false;
};
template <int Nodes>
struct memory_events {
  memory_event items[2 * Nodes + 1]{};
  int count = 0;
};

/// What `allocate` did, for values of sizes that are not known yet. The values in the workspace are
/// numbered already.
template <class Graph, int Nodes, int Outputs>
constexpr memory_events<Nodes> find_memory_events(Graph const& graph,
                                                  plan<Nodes, Outputs> const& made) {
  memory_events<Nodes> events;
  bool given_on[Nodes > 0 ? Nodes : 1]{};
  for (int id = 0; id < Nodes; ++id)
    if (made.places[id].kind == place_kind::workspace && made.places[id].over >= 0)
      given_on[made.places[id].over] = true;
  auto const add = [&](int id, bool leaves) {
    placement const& place = made.places[id];
    events.items[events.count++] = {
        static_cast<int>(place.offset),
        place.over < 0 ? -1 : static_cast<int>(made.places[place.over].offset),
        graph.nodes[id].shape_id, static_cast<int>(size_of(graph.nodes[id].type)), leaves};
  };
  for (int s = 0; s < made.step_count; ++s) {
    for (int id = 0; id < Nodes; ++id)
      if (made.places[id].kind == place_kind::workspace && made.places[id].last_step == s - 1 &&
          !given_on[id])
        add(id, true);
    for (int id = 0; id < Nodes; ++id)
      if (made.places[id].kind == place_kind::workspace && made.places[id].step == s)
        add(id, false);
  }
  return events;
}

/// A plan whose values in the workspace have a number, from 0, in the place of an offset.
template <int Nodes, int Outputs>
constexpr plan<Nodes, Outputs> with_numbered_places(plan<Nodes, Outputs> made) {
  int next = 0;
  for (int id = 0; id < Nodes; ++id)
    if (made.places[id].kind == place_kind::workspace) made.places[id].offset = next++;
  return made;
}

}  // namespace typegrad
