// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/transform/jacobian.hpp>
#include <typegrad/api/variable/variable_transforms.hpp>

namespace typegrad {

/// The Jacobians of `outputs` with respect to `names`, of which they were made: for each output all
/// names, of shape (output's axes..., name's axes...).
///
/// cost      a sweep for each number of the outputs or of the names, whichever are fewer
/// errors    more than 8 axes
template <class Graph = dynamic_graph>
growing_array<node_pointer> jacobian_values(growing_array<node_pointer> const& outputs,
                                            growing_array<node_pointer> const& names,
                                            derivative_use use = derivative_use::values) {
  auto const jacobians_of = [&](graph_of_values<Graph>& values) {
    Graph& graph = values.graph;
    growing_array<int> const from = values.nodes_of(0, outputs.size());
    growing_array<int> const to = values.nodes_of(outputs.size(), names.size());
    auto const numbers_of = [&](growing_array<int> const& nodes) {
      index_t numbers = 0;
      for (int const id : nodes) numbers += graph.shape_of(id).size();
      return numbers;
    };
    jacobian_sweeps sweeps{graph, from, to, numbers_of(from) < numbers_of(to)};
    sweeps.run(graph);
    growing_array<int> made;
    for (int k = 0; k < from.size(); ++k)
      for (int j = 0; j < to.size(); ++j) {
        shape joint = graph.shape_of(from[k]);
        shape const of = graph.shape_of(to[j]);
        if (joint.rank + of.rank > max_rank) {
          shape const both[] = {joint, of};
          throw shape_error(words_of_mistake(sentence{}.add("jacobian(f), value a and argument b"),
                                             "the result must have at most 8 axes", {both, 2})
                                .text);
        }
        for (int axis = 0; axis < of.rank; ++axis) joint.append(of.extents[axis]);
        made.push_back(joint.size() == 0 ? intern_literal(graph, graph.node(to[j]).type, joint, 0.0)
                                         : sweeps.of_leaves(graph, k, j));
      }
    return made;
  };
  return derive_values<Graph>(use, request_kind::jacobians, outputs.size(),
                              joined_values(outputs, names), jacobians_of);
}

template <bool Tensors, class Function, class Wrt, class... Values>
auto value_and_jacobian_of_variables(Function const& f, Values const&... x) {
  named_variables_of<Function, Wrt, Values...> const call(f, x...);
  growing_array<node_pointer> const made =
      jacobian_values(call.outputs, call.names, use_of_derivatives<Tensors>());
  evaluate_together(call.outputs, made);
  node_pointer const* next = made.data();
  auto jacobian = map_leaves(call.value, [&](auto const& leaf) {
    if constexpr (is_run_time_variable<std::remove_cvref_t<decltype(leaf)>>)
      return call.like_arguments(next);
    else return leaf;
  });
  return results<std::remove_cvref_t<decltype(call.value)>, decltype(jacobian)>{
      call.value, std::move(jacobian)};
}

template <class Function, class Wrt>
struct run_time_transform<jacobian_of<Function, Wrt>> {
  template <bool Tensors, class Transform, class... Values>
  static auto call(Transform const& transform, Values const&... x) {
    return as_called<Tensors>(
        value_and_jacobian_of_variables<Tensors, Function, Wrt>(transform.f, x...).second);
  }
};
template <class Function, class Wrt>
struct run_time_transform<value_and_jacobian_of<Function, Wrt>> {
  template <bool Tensors, class Transform, class... Values>
  static auto call(Transform const& transform, Values const&... x) {
    return as_called<Tensors>(
        value_and_jacobian_of_variables<Tensors, Function, Wrt>(transform.f, x...));
  }
};

}  // namespace typegrad
