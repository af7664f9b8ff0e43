// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/graph_with_numbers.hpp>
#include <typegrad/run/read.hpp>

namespace typegrad {

/// Which views of a plan have numbers that depend on extents that are not known yet, by the plans
/// for two sets of typical extents: a number, from 0, for each of them and -1 for the others.
template <int Nodes>
struct open_views {
  int slot[Nodes > 0 ? Nodes : 1]{};
  int count = 0;
};
template <int Nodes, int Outputs>
constexpr open_views<Nodes> find_open_views(plan<Nodes, Outputs> const& made,
                                            plan<Nodes, Outputs> const& other) {
  open_views<Nodes> found;
  for (int id = 0; id < Nodes; ++id)
    found.slot[id] =
        made.places[id].kind == place_kind::view && !(made.places[id].view == other.places[id].view)
            ? found.count++
            : -1;
  return found;
}

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

/// The shapes of a graph, and those of its outputs by number, apart from it.
template <int Shapes, int Outputs>
struct shape_list {
  shape items[Shapes > 0 ? Shapes : 1]{};
  int of_output[Outputs > 0 ? Outputs : 1]{};
};
template <int Nodes, int Operands, int Attributes, int Shapes, int Outputs>
constexpr shape_list<Shapes, Outputs> list_shapes(
    frozen_graph<Nodes, Operands, Attributes, Shapes, Outputs> const& graph) {
  shape_list<Shapes, Outputs> list;
  for (int i = 0; i < Shapes; ++i) list.items[i] = graph.shapes[i];
  for (int k = 0; k < Outputs; ++k) list.of_output[k] = graph.nodes[graph.outputs[k]].shape_id;
  return list;
}

}  // namespace typegrad
