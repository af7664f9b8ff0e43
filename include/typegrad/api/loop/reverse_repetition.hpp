// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/loop/repetition_operation.hpp>

namespace typegrad {

/// The reverse derivative of a repetition while it is put together.
template <class Graph>
struct reverse_repetition {
  Graph& graph;
  repetition_builder forward;
  int node;
  unsigned char const* wanted;
  repetition_builder reverse{graph};
  repetition_builder keeping = forward;
  growing_array<int> outputs{};  ///< of the part, whose adjoints are `upstreams`
  growing_array<int> upstreams{};
  growing_array<int> wrt{};
  growing_array<int>
      kept{};  ///< parameters for the adjoints of kept values, -1 where there is none
  growing_array<int> saved{};  ///< parameters for what dear functions gave

  constexpr bool is_real_node(int id) const { return is_real(graph.node(id).type); }
  constexpr bool is_zero(int id) const { return symbol_in(graph, id).is_uniform(0.0); }

  /// Parameters for the adjoints of everything that the part makes.
  constexpr void read_upstream(int upstream) {
    repetition_result<Graph> parts{graph, forward, upstream};
    reverse.layout.turns = forward.layout.turns;
    reverse.layout.backwards = !forward.layout.backwards;
    reverse.layout.serial = forward.layout.serial;
    reverse.layout.generation = forward.layout.generation + 1;
    reverse.layout.keeps_functions = forward.layout.keeps_functions;
    for (int i = 0; i < forward.carried.count; ++i) {
      int const adjoint = parts.take_like(forward.carried[i]);
      if (!is_real_node(forward.carried[i])) continue;
      int const parameter = reverse.make_parameter_like(forward.parameters[i]);
      reverse.carry(adjoint, parameter, -1);
      outputs.push_back(forward.results[i]);
      upstreams.push_back(parameter);
    }
    for (int const row : forward.rows) {
      int const adjoint = parts.take_rows_like(row);
      if (!is_real_node(row) || is_zero(adjoint)) continue;
      outputs.push_back(row);
      upstreams.push_back(read_rows(adjoint, row));
    }
    parts.at.skip(forward.layout.ends_early ? 1 : 0);
    for (int i = 0; i < forward.parameters.count; ++i) {
      int const parameter = forward.parameters[i];
      int const adjoint = forward.layout.keeps(i) ? parts.take_rows_like(parameter) : -1;
      bool const moves = adjoint >= 0 && is_real_node(parameter) && !is_zero(adjoint);
      kept.push_back(moves ? read_rows(adjoint, parameter) : -1);
    }
  }
  constexpr int read_rows(int rows, int like) {
    int const parameter = reverse.make_parameter_like(like);
    reverse.sequences.push_back(rows);
    reverse.row_parameters.push_back(parameter);
    return parameter;
  }

  /// The nodes that the part of the derivative needs of those that depend on what it is given.
  constexpr growing_array<unsigned char> needed_nodes_of_part() const {
    growing_array<int> given = forward.all_parameters();
    append_all(given, reverse.parameters);
    append_all(given, reverse.row_parameters);
    append_all(given, saved);
    growing_array<int> const made = reverse.all_results();
    return find_reads(graph, {given.data(), given.count}, {made.data(), made.count}).needed;
  }
  /// Whether computing `id` once more is dear: a function, an opaque operation such as an inverse,
  /// a product of at least four terms an element. One of fewer takes no longer than reading it.
  constexpr bool is_saved(int id) const {
    node_record const& record = graph.node(id);
    if (record.type != graph.node(node).type) return false;
    switch (record.op->kind) {
      case operation_kind::element_wise:
        return record.op->cost > 8;
      case operation_kind::contraction: {
        shape const& left = graph.shape_of(graph.operand(id, 0));
        index_t const terms = left.extents[left.rank - 1];
        return is_open(terms) || terms >= 4;
      }
      case operation_kind::opaque:
        return true;
      default:
        return false;
    }
  }
  /// Puts parameters in the place of what dear functions gave in the turn that the derivative goes
  /// back over: rows of the repetition that keeps them.
  constexpr void save_functions() {
    growing_array<unsigned char> const needed = needed_nodes_of_part();
    growing_array<int> const given = forward.all_parameters();
    growing_array<int> const results = forward.all_results();
    growing_array<unsigned char> const own =
        find_reads(graph, {given.data(), given.count}, {results.data(), results.count}).needed;
    int const count = graph.size();
    for (int id = 0; id < count; ++id)
      if (needed[id] != 0 && graph.operation_of(id).kind == operation_kind::repetition) return;
    growing_array<int> instead(count, -1);
    growing_array<int> from;
    for (int id = 0; id < count; ++id) {
      if (needed[id] == 0 || own[id] == 0 || !is_saved(id)) continue;
      instead[id] = reverse.make_parameter_like(id);
      saved.push_back(instead[id]);
      from.push_back(id);
    }
    if (from.count == 0) return;
    for (int id = 0; id < count; ++id)
      if (needed[id] != 0 && instead[id] < 0) instead[id] = with_operands(id, instead);
    auto const replace = [&](growing_array<int>& made) {
      for (int i = 0; i < made.count; ++i)
        if (made[i] < count && instead[made[i]] >= 0) made[i] = instead[made[i]];
    };
    replace(reverse.results);
    replace(reverse.rows);
    // Others were read by these alone.
    growing_array<unsigned char> const read = needed_nodes_of_part();
    growing_array<int> const all = saved;
    saved.resize(0);
    for (int i = 0; i < all.count; ++i) {
      if (read[all[i]] == 0) continue;
      saved.push_back(all[i]);
      keeping.rows.push_back(from[i]);
    }
  }
  /// Node `id` of operands that stand `instead` of its own; -1 where there are none.
  constexpr int with_operands(int id, growing_array<int> const& instead) {
    growing_array<int> operands;  // copies: making nodes moves the graph's pools
    growing_array<word> attributes;
    bool changed = false;
    for (int const operand : graph.operands_of(id)) {
      int const other = instead[operand];
      changed = changed || other >= 0;
      operands.push_back(other >= 0 ? other : operand);
    }
    if (!changed) return -1;
    for (word const attribute : graph.attributes_of(id)) attributes.push_back(attribute);
    derivative_scope const scope(graph, graph.node(id).of_derivative);
    return graph.operation_of(id).record(graph, {operands.data(), operands.count},
                                         {attributes.data(), attributes.count});
  }

  /// Gives the part of the derivative what it reads of the turn that it goes back over: the carried
  /// values, what is saved, the rows and the number.
  constexpr void read_turn() {
    keeping.layout = forward.layout;
    if (forward.layout.keeps_functions && !forward.layout.ends_early) save_functions();
    growing_array<unsigned char> const needed = needed_nodes_of_part();
    for (int i = 0; i < forward.parameters.count; ++i)
      if (needed[forward.parameters[i]] != 0) keeping.layout.keep(i);
    if (keeps_more()) {
      growing_array<int> const values = kept_values();
      for (int i = 0; i < forward.parameters.count; ++i) {
        if (needed[forward.parameters[i]] == 0) continue;
        reverse.sequences.push_back(values[i]);
        reverse.row_parameters.push_back(forward.parameters[i]);
      }
    }
    for (int i = 0; i < forward.row_parameters.count; ++i) {
      if (needed[forward.row_parameters[i]] == 0) continue;
      reverse.sequences.push_back(forward.sequences[i]);
      reverse.row_parameters.push_back(forward.row_parameters[i]);
    }
    for (int const number : forward.number)
      if (needed[number] != 0) reverse.number.push_back(number);
  }
  constexpr bool keeps_more() const {
    return keeping.layout.kept != 0 || keeping.rows.count != forward.rows.count;
  }
  /// The repetition with the values of every turn that are read.
  constexpr int keeping_node() {
    if (forward.layout.kept == keeping.layout.kept && keeping.rows.count == forward.rows.count)
      return node;
    if (forward.layout.turns == unbounded_turns)
      a_loop_without_a_bound_has_no_reverse_derivative_write_while_loop_Max_or_fori_Max();
    return repetition_operation::make(graph, keeping);
  }
  constexpr growing_array<int> kept_values() {
    repetition_result<Graph> parts{graph, forward, keeping_node()};
    for (int const id : forward.carried) parts.skip_like(id);
    for (int const id : forward.rows) parts.skip_rows_like(id);
    for (int const parameter : saved) {
      reverse.sequences.push_back(parts.take_rows_like(parameter));
      reverse.row_parameters.push_back(parameter);
    }
    parts.at.skip(forward.layout.ends_early ? 1 : 0);
    growing_array<int> values;
    for (int i = 0; i < forward.parameters.count; ++i)
      values.push_back(keeping.layout.keeps(i) ? parts.take_rows_like(forward.parameters[i]) : -1);
    return values;
  }
  /// The number of turns that there were, where it depends on what happened.
  constexpr void read_count() {
    if (forward.count.count != 0) {
      reverse.count = forward.count;
    } else if (forward.layout.ends_early) {
      repetition_result<Graph> parts{graph, forward, keeping_node()};
      for (int const id : forward.carried) parts.skip_like(id);
      for (int const id : forward.rows) parts.skip_rows_like(id);
      reverse.count.push_back(parts.take(scalar_type::int32, shape{}));
    }
  }

  constexpr int sum(int a, int b) { return a < 0 ? b : b < 0 ? a : sum_of_nodes(graph, a, b); }

  constexpr void run(int upstream, int* adjoints) {
    repetition_layout const& layout = forward.layout;
    read_upstream(upstream);
    if (outputs.count == 0) return;
    // What the part may move: carried values, rows that are wanted, what it captures.
    growing_array<int> captured;
    for (int i = 0; i < layout.captured; ++i)
      captured.push_back(graph.operand(node, layout.first_captured() + i));
    for (int const parameter : forward.parameters)
      if (is_real_node(parameter)) wrt.push_back(parameter);
    for (int i = 0; i < layout.sequences; ++i)
      if (wants(layout.carried + i)) wrt.push_back(forward.row_parameters[i]);
    for (int i = 0; i < layout.captured; ++i)
      if (wants(layout.first_captured() + i)) wrt.push_back(captured[i]);
    growing_array<int> const moved =
        differentiate(graph, {outputs.data(), outputs.count}, {upstreams.data(), upstreams.count},
                      {wrt.data(), wrt.count}, {captured.data(), captured.count});

    int next = 0;
    int place = 0;
    for (int i = 0; i < layout.carried; ++i) {
      if (!is_real_node(forward.parameters[i])) continue;
      int const adjoint = in_type(sum(moved[next++], kept[i]), forward.parameters[i]);
      reverse.results[place++] = or_zero(graph, adjoint, forward.parameters[i]);
    }
    growing_array<int> operand_of_row;
    for (int i = 0; i < layout.sequences; ++i) {
      if (!wants(layout.carried + i)) continue;
      int const adjoint = in_type(moved[next++], forward.row_parameters[i]);
      if (adjoint < 0) continue;
      operand_of_row.push_back(layout.carried + i);
      reverse.rows.push_back(adjoint);
    }
    growing_array<int> operand_of_sum;
    for (int i = 0; i < layout.captured; ++i) {
      if (!wants(layout.first_captured() + i)) continue;
      int const adjoint = in_type(moved[next++], captured[i]);
      if (adjoint < 0 || is_zero(adjoint)) continue;
      int const total = reverse.make_parameter_like(captured[i]);
      operand_of_sum.push_back(layout.first_captured() + i);
      reverse.carry(zero_like(graph, captured[i]), total, sum_of_nodes(graph, total, adjoint));
    }
    read_turn();
    read_count();
    repetition_result<Graph> parts{graph, reverse, repetition_operation::make(graph, reverse)};
    for (int i = 0; i < layout.carried; ++i)
      if (is_real_node(forward.parameters[i])) adjoints[i] = parts.take_like(forward.parameters[i]);
    for (int const which : operand_of_sum)
      adjoints[which] = parts.take_like(graph.operand(node, which));
    for (int const which : operand_of_row)
      adjoints[which] = parts.take_rows_like(forward.row_parameters[which - layout.carried]);
  }
  constexpr bool wants(int which) const {
    return wanted[which] != 0 && is_real_node(graph.operand(node, which));
  }
  constexpr int in_type(int id, int like) {
    scalar_type const type = graph.node(like).type;
    return id < 0 || graph.node(id).type == type ? id : convert_to(symbol_in(graph, id), type).id;
  }
};

template <class Graph>
constexpr void repetition_operation::pull_back(Graph& graph, int node, int upstream,
                                               unsigned char const* wanted, int* adjoints) {
  reverse_repetition<Graph>{graph, repetition_builder::of(graph, node), node, wanted}.run(upstream,
                                                                                          adjoints);
}

}  // namespace typegrad
