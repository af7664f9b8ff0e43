// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/compiled_result.hpp>
#include <typegrad/meta/waiting_lock.hpp>
#include <typegrad/op/path_results.hpp>
#include <typegrad/transform/jacobian_sweeps.hpp>

#include <atomic>

namespace typegrad {

/// A program made of listed values, with the numbers of its inputs among the arguments of a call.
struct listed_program {
  run_time_program program;
  growing_array<int> argument_of{};  ///< per input: the argument, -1 for what the function captured
  growing_array<node_pointer> captured{};  ///< per input
  growing_array<shape> shapes{};           ///< per input

  /// The elements of all inputs.
  void give(void const* const* arguments, growing_array<void const*>& elements) const {
    elements.count = 0;
    for (int i = 0; i < argument_of.count; ++i) {
      if (argument_of[i] >= 0) {
        elements.push_back(arguments[argument_of[i]]);
        continue;
      }
      evaluate_value(*captured[i]);
      if (!(captured[i]->extents == shapes[i]))
        throw shape_error(
            sentence{}
                .add(
                    "compile(f, shapes...): a variable that f captured must keep its shape; it is ")
                .add(words_of(captured[i]->extents))
                .add(", it was ")
                .add(words_of(shapes[i]))
                .text);
      elements.push_back(std::as_const(*captured[i]->value).data());
    }
  }
};

/// What a compiled function is asked for: its values, and beside them the gradients of the sum of
/// one, Jacobians, the tangents of given tangents or the adjoints of given seeds.
enum class compiled_request : unsigned char { values, gradients, jacobians, tangents, adjoints };

/// The traced paths of a function with the programs made of them, each when it is asked for first.
/// Threads may ask at the same time. The type of its graphs is a parameter, so that whoever asks
/// has read the operations that derivatives are made of.
template <class Graph>
class compiled_programs {
 public:
  growing_array<node_pointer> arguments;
  growing_array<node_pointer> outputs;  ///< of all paths, one after the other
  int results = 0;                      ///< so many for each path
  path_results paths;
  growing_array<node_pointer> masks;

  /// What a call is given besides the arguments: a tangent for each argument, or a seed for each
  /// result.
  void make_directions() {
    for (node_pointer const& argument : arguments) tangents_.push_back(placeholder_like(*argument));
    for (int i = 0; i < results; ++i) seeds_.push_back(placeholder_like(*outputs[i]));
  }

  listed_program const& of(compiled_request request) {
    planned& wanted = planned_[static_cast<int>(request)];
    if (!wanted.is_ready.load(std::memory_order_acquire)) {
      lock_holder const guard(planning_);
      if (!wanted.is_ready.load(std::memory_order_relaxed)) {
        wanted.program = list_program(request);
        wanted.is_ready.store(true, std::memory_order_release);
      }
    }
    return wanted.program;
  }

  /// The graph of a request with its outputs; `made` gets what its inputs are.
  Graph list_graph(compiled_request request, growing_array<int>& joined,
                   listed_program& made) const {
    value_list list(request == compiled_request::values ? request_kind::values
                                                        : request_kind::gradients);
    auto const places_of = [&](growing_array<node_pointer> const& nodes) {
      growing_array<int> places;
      for (node_pointer const& node : nodes) places.push_back(list.add(*node));
      return places;
    };
    growing_array<node_pointer> const none;
    growing_array<node_pointer> const& directions = request == compiled_request::tangents
                                                        ? tangents_
                                                    : request == compiled_request::adjoints ? seeds_
                                                                                            : none;
    growing_array<int> places = places_of(outputs);
    growing_array<int> const places_of_masks = places_of(masks);
    growing_array<int> to = places_of(arguments);
    growing_array<int> given = places_of(directions);
    Graph graph;
    growing_array<int> const ids = rebuild_values(list, graph);
    growing_array<int>* const lists[] = {&places, &to, &given};
    for (growing_array<int>* const each : lists)
      for (int i = 0; i < each->count; ++i) each->items[i] = ids[each->items[i]];
    // Each path is differentiated by itself.
    path_results all = paths;
    for (int i = 0; i < all.masks.count; ++i) all.masks[i] = ids[places_of_masks[all.masks[i]]];
    for (int path = 0; path < all.count; ++path) {
      growing_array<int> from;
      for (int k = 0; k < results; ++k) from.push_back(places[path * results + k]);
      for (int const id : from) all.outputs.push_back(id);
      if (request != compiled_request::values)
        append_derivatives(graph, request, from, to, given, all.outputs);
    }
    graph.path.select = select_nodes<Graph>;
    all.join(graph, joined);
    for (int i = 0; i < list.entries.count; ++i)
      if (list.is_given(i)) add_input(list, i, directions, made);
    return graph;
  }

 private:
  struct planned {
    std::atomic<bool> is_ready = false;
    listed_program program;
  };

  static node_pointer placeholder_like(value_node const& node) {
    node_pointer made(new value_node);
    made->type = node.type;
    made->extents = node.extents;
    return made;
  }

  /// Appends to `made` the derivatives of the outputs of one path.
  static void append_derivatives(Graph& graph, compiled_request request,
                                 growing_array<int> const& from, growing_array<int> const& to,
                                 growing_array<int> const& directions, growing_array<int>& made) {
    auto const like = [&](int derivative, int of) {
      scalar_type const type = graph.node(of).type;
      int const id = or_zero(graph, derivative, of);
      return graph.node(id).type == type ? id : convert_to(symbol_in(graph, id), type).id;
    };
    if (request == compiled_request::jacobians) {
      index_t rows = 0, columns = 0;
      for (int const id : from) rows += graph.shape_of(id).size();
      for (int const id : to) columns += graph.shape_of(id).size();
      jacobian_sweeps sweeps{graph, from, to, rows < columns};
      sweeps.run(graph);
      for (int k = 0; k < from.size(); ++k)
        for (int j = 0; j < to.size(); ++j) {
          shape joint = graph.shape_of(from[k]);
          shape const of = graph.shape_of(to[j]);
          for (int axis = 0; axis < of.rank; ++axis) joint.append(of.extents[axis]);
          made.push_back(joint.size() == 0
                             ? intern_literal(graph, graph.node(to[j]).type, joint, 0.0)
                             : sweeps.of_leaves(graph, k, j));
        }
    } else if (request == compiled_request::tangents) {
      growing_array<int> const moved =
          push_forward(graph, {to.items, to.count}, {directions.items, directions.count},
                       {from.items, from.count});
      for (int k = 0; k < from.size(); ++k) made.push_back(like(moved[k], from[k]));
    } else {
      growing_array<int> upstream = directions;
      if (request == compiled_request::gradients)
        upstream.push_back(
            intern_literal(graph, graph.node(from[0]).type, shape(graph.shape_of(from[0])), 1.0));
      growing_array<int> const adjoints = differentiate(
          graph, {from.items, from.count}, {upstream.items, upstream.count}, {to.items, to.count});
      for (int j = 0; j < to.size(); ++j) made.push_back(like(adjoints[j], to[j]));
    }
  }

  listed_program list_program(compiled_request request) const {
    listed_program made;
    growing_array<int> joined;
    Graph const graph = list_graph(request, joined, made);
    made.program = run_time_program(graph, {joined.data(), joined.size()});
    return made;
  }

  void add_input(value_list const& list, int entry, growing_array<node_pointer> const& directions,
                 listed_program& made) const {
    value_node* const node = list.entries[entry].node;
    int argument = -1;
    for (int k = 0; k < arguments.count; ++k)
      if (arguments[k].get() == node) argument = k;
    for (int k = 0; k < directions.count; ++k)
      if (directions[k].get() == node) argument = arguments.count + k;
    made.argument_of.push_back(argument);
    made.captured.push_back(argument < 0 ? node_pointer(node) : node_pointer());
    made.shapes.push_back(list.extents_of_given(entry));
  }

  growing_array<node_pointer> tangents_;
  growing_array<node_pointer> seeds_;
  planned planned_[5];
  waiting_lock planning_;
};

}  // namespace typegrad
