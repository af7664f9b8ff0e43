// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/loop/repetition_operation.hpp>

namespace typegrad {

/// The tangent of a repetition: a repetition of its part and the tangent of its part, side by side.
template <class Graph>
constexpr int repetition_operation::push_forward(Graph& graph, int node, list_view<int> tangents) {
  auto const forward = repetition_builder::of(graph, node);
  repetition_layout const& layout = forward.layout;
  auto const is_real_node = [&](int id) { return is_real(graph.node(id).type); };
  repetition_builder made = forward;
  made.rows.resize(0);
  made.next_number = 0;
  made.layout.generation = layout.generation + 1;
  made.layout.kept = 0;

  growing_array<int> inputs;
  growing_array<int> directions;
  growing_array<int> const outputs = forward.all_results();
  for (int i = 0; i < layout.carried; ++i) {
    if (!is_real_node(forward.parameters[i])) continue;
    int const parameter = made.make_parameter_like(forward.parameters[i]);
    inputs.push_back(forward.parameters[i]);
    directions.push_back(parameter);
    if (layout.keeps(i)) made.layout.keep(made.carried.count);
    made.carry(or_zero(graph, tangents[i], forward.carried[i]), parameter, -1);
  }
  for (int i = 0; i < layout.sequences; ++i) {
    inputs.push_back(forward.row_parameters[i]);
    directions.push_back(-1);
    int const tangent = tangents[layout.carried + i];
    if (tangent < 0 || !is_real_node(forward.row_parameters[i])) continue;
    int const parameter = made.make_parameter_like(forward.row_parameters[i]);
    directions.back() = parameter;
    made.sequences.push_back(tangent);
    made.row_parameters.push_back(parameter);
  }
  for (int i = 0; i < layout.captured; ++i) {
    inputs.push_back(graph.operand(node, layout.first_captured() + i));
    directions.push_back(tangents[layout.first_captured() + i]);
  }
  growing_array<int> const moved = typegrad::push_forward(graph, {inputs.data(), inputs.count},
                                                          {directions.data(), directions.count},
                                                          {outputs.data(), outputs.count});

  auto const tangent_of = [&](int which) {
    int const output = outputs[which];
    int id = or_zero(graph, moved[which], output);
    scalar_type const type = graph.node(output).type;
    if (graph.node(id).type != type) id = convert_to(symbol_in(graph, id), type).id;
    return id;
  };
  int next = layout.carried;
  for (int i = 0; i < layout.carried; ++i)
    if (is_real_node(forward.parameters[i])) made.results[next++] = tangent_of(i);
  for (int i = 0; i < layout.rows; ++i)
    if (is_real_node(forward.rows[i])) made.rows.push_back(tangent_of(layout.carried + i));

  // The parts in the order of the result whose tangent they are.
  scalar_type const type = graph.node(node).type;
  repetition_result<Graph> parts{graph, made, repetition_operation::make(graph, made)};
  growing_array<basic_symbol<Graph>> flat;
  auto const add = [&](int id, index_t count) {
    auto const part = reshape_to(symbol_in(graph, id), make_shape(count));
    flat.push_back(part.type() == type ? part : convert_to(part, type));
  };
  auto const add_zeros = [&](index_t count) {
    flat.push_back({&graph, intern_literal(graph, type, make_shape(count), 0.0)});
  };
  auto const size_of = [&](int id) { return graph.shape_of(id).size(); };
  auto const rows_of = [&](int id) { return parts.at.of_all_turns(size_of(id)); };
  for (int const id : forward.carried) parts.skip_like(id);
  for (int const id : forward.carried) {
    if (is_real_node(id)) add(parts.take_like(id), size_of(id));
    else add_zeros(size_of(id));
  }
  for (int const id : forward.rows) {
    if (is_real_node(id)) add(parts.take_rows_like(id), rows_of(id));
    else add_zeros(rows_of(id));
  }
  if (layout.ends_early) {
    add_zeros(1);
    parts.at.skip(1);
  }
  // Of those from 62 on more may be kept than are asked for.
  for (int i = 0; i < layout.carried; ++i)
    if (made.layout.keeps(i)) parts.skip_rows_like(forward.carried[i]);
  int tangent = layout.carried;
  for (int i = 0; i < layout.carried; ++i) {
    int const id = forward.parameters[i];
    bool const moves = is_real_node(id);
    bool const kept = moves && made.layout.keeps(tangent++);
    int const rows = kept ? parts.take_rows_like(id) : -1;
    if (!layout.keeps(i)) continue;
    if (kept) add(rows, rows_of(id));
    else add_zeros(rows_of(id));
  }
  return flat.count == 1
             ? flat[0].id
             : concatenate_list(list_view<basic_symbol<Graph>>{flat.data(), flat.count}, 0).id;
}

}  // namespace typegrad
