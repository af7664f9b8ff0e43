// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/repetition_layout.hpp>
#include <typegrad/op/masked_adjoint.hpp>

namespace typegrad {

/// The sum of two nodes, in the algebra of adjoints.
template <class Graph>
constexpr int sum_of_nodes(Graph& graph, int a, int b) {
  return (symbol_in(graph, a) + symbol_in(graph, b)).id;
}

/// The adjoint that `node` sends to operand `which` when a mask may lie on its own.
///
/// Rules are linear, so any of them commutes with one answer for all elements. An operation that
/// only moves elements moves their mask with them. Element-wise rules look at masks by themselves.
template <class Graph>
constexpr int pull_back_masked(Graph& graph, int node, int which, int upstream) {
  operation const& op = graph.operation_of(node);
  auto const gy = symbol_in(graph, upstream);
  auto const split = split_mask(gy);
  bool const whole = split.is_masked() && split.mask.rank() == 0;
  if (!split.is_masked() || op.kind == operation_kind::element_wise || (!whole && !op.linear))
    return op.pullback(graph, node, which, upstream);
  shape const extents = gy.extents();
  auto mask = split.mask;
  if (!whole) {
    mask = symbol_in(graph, op.pullback(graph, node, which, broadcast_to(mask, extents).id));
    if (mask.id < 0 || mask.type() != scalar_type::boolean)
      return op.pullback(graph, node, which, upstream);
  }
  auto const value =
      symbol_in(graph, pull_back_masked(graph, node, which, broadcast_to(split.value, extents).id));
  if (value.id < 0) return -1;
  return masked_adjoint<basic_symbol<Graph>>{mask, value, split.side}.on(value).id;
}

/// The nodes from `first` to `last` that lead to `outputs`, the last one first.
template <class Graph>
constexpr growing_array<int> leading_to(Graph const& graph, list_view<int> outputs, int first,
                                        int last) {
  growing_array<unsigned char> leads(last + 1);
  growing_array<int> found;
  for (int const id : outputs) leads.items[id] = 1;
  for (int id = last; id >= first; --id) {
    if (leads.items[id] == 0) continue;
    found.push_back(id);
    int const count = visible_operands(graph, id);
    int const* const operands = graph.operands.items + graph.nodes.items[id].first_operand;
    for (int which = 0; which < count; ++which) leads.items[operands[which]] = 1;
  }
  return found;
}

/// Reverse mode: appends to `graph` the nodes of the adjoints of `wrt`, given those of `outputs`.
///
/// `outputs[i]` has the adjoint `upstreams[i]`. The result has one id per entry of `wrt`, -1 where
/// no path leads to an output (the gradient is zero). An entry may depend on another one; those in
/// `leaves` are not followed to what they are made of. Nothing is computed for nodes that lead to
/// no entry of `wrt`, and an upstream that is a literal zero is not followed: zeros of the
/// structure cost nothing.
///
/// cost      one call of a derivative rule per edge between `wrt` and `outputs`
/// source    Griewank and Walther 2008, "Evaluating Derivatives", section 3.2
template <class Graph>
constexpr growing_array<int> differentiate(Graph& graph, list_view<int> outputs,
                                           list_view<int> upstreams, list_view<int> wrt,
                                           list_view<int> leaves = {}) {
  int last = -1;
  for (int const id : outputs) last = id > last ? id : last;
  growing_array<unsigned char> active(last + 1);
  int first = last + 1;
  for (int const id : wrt) {
    if (id > last) continue;
    active[id] = 2;
    first = id < first ? id : first;
  }
  for (int const id : leaves)
    if (id <= last) active[id] |= 4;
  // Of a function with branches, most nodes are those of other paths.
  bool const branches = graph.path.masks.count != 0;
  growing_array<int> leads;
  if (branches) leads = leading_to(graph, outputs, first, last);
  int const looked_at = branches ? leads.count : last + 1 - first;
  for (int i = looked_at - 1; i >= 0; --i) {
    int const id = branches ? leads.items[i] : last - i;
    if (!graph.nodes.items[id].op->has_pullback || (active.items[id] & 4) != 0) continue;
    node_record const& node = graph.nodes.items[id];
    for (int k = node.first_operand; k < node.first_operand + node.operand_count; ++k)
      if (graph.operands.items[k] >= first && (active.items[graph.operands.items[k]] & 3) != 0) {
        active.items[id] |= 1;
        break;
      }
  }

  // Zero stands for nothing in these two: memory that is cleared takes no steps.
  growing_array<int> adjoints_plus_one(last + 1);
  growing_array<int> waiting_plus_one(last + 1);
  growing_array<int> supports;  // see `sum_of_adjoints`; empty until a mask is met
  auto const add = [&](int to, int adjoint) {
    int& own = adjoints_plus_one.items[to];
    if (own == 0) {
      own = adjoint + 1;
      return;
    }
    if (supports.count == 0 && !graph.operation_of(own - 1).selects &&
        !graph.operation_of(adjoint).selects) {
      own = sum_of_nodes(graph, own - 1, adjoint) + 1;
      return;
    }
    sum_of_adjoints<Graph> sum{symbol_in(graph, own - 1),
                               symbol_in(graph, supports.count == 0 ? -1 : supports[to])};
    sum.add(symbol_in(graph, adjoint));
    own = sum.sum.id + 1;
    if (supports.count == 0 && sum.support.id >= 0) supports = growing_array<int>(last + 1, -1);
    if (supports.count != 0) supports[to] = sum.support.id;
  };
  // Adjoints of the parts of one tensor are joins, which `+` merges. Like meets like: a join waits
  // until another of its size arrives, so that n parts cost n log n words where one long join
  // growing by one costs n * n.
  struct waiting_join {
    int adjoint;
    int below;  // the next one that waits for the same node, or -1
  };
  growing_array<waiting_join> joins;
  auto const send = [&](int to, int adjoint) {
    while (graph.nodes.items[adjoint].op->kind == operation_kind::join) {
      int const top = waiting_plus_one.items[to] - 1;
      if (top < 0 ||
          graph.node(joins[top].adjoint).operand_count > graph.node(adjoint).operand_count) {
        joins.push_back({adjoint, top});
        waiting_plus_one.items[to] = joins.count;
        return;
      }
      waiting_plus_one.items[to] = joins[top].below + 1;
      adjoint = sum_of_nodes(graph, joins[top].adjoint, adjoint);
    }
    add(to, adjoint);
  };

  auto const adjoint_of = [&](int id) {
    int together = -1;
    for (int next = waiting_plus_one.items[id] - 1; next >= 0; next = joins[next].below)
      together =
          together < 0 ? joins[next].adjoint : sum_of_nodes(graph, together, joins[next].adjoint);
    waiting_plus_one.items[id] = 0;
    if (together >= 0) add(id, together);
    return adjoints_plus_one.items[id] - 1;
  };
  for (int i = 0; i < outputs.count; ++i)
    if ((active[outputs[i]] & 3) != 0) send(outputs[i], upstreams[i]);

  for (int i = 0; i < looked_at; ++i) {
    int const id = branches ? leads.items[i] : last - i;
    if ((active.items[id] & 1) == 0) continue;
    int upstream = adjoint_of(id);
    if (upstream < 0 || (graph.nodes.items[upstream].op->kind == operation_kind::literal &&
                         symbol_in(graph, upstream).is_uniform(0.0)))
      continue;
    if (supports.count != 0 && supports[id] >= 0)
      upstream = sum_of_adjoints<Graph>{symbol_in(graph, upstream), symbol_in(graph, supports[id])}
                     .masked()
                     .id;
    if (graph.operation_of(id).kind == operation_kind::repetition) {
      int const count = visible_operands(graph, id);
      growing_array<int> adjoints_of_operands(count, -1);
      growing_array<unsigned char> wanted(count);
      for (int which = 0; which < count; ++which) {
        int const operand = graph.operand(id, which);
        wanted[which] = operand >= first && (active[operand] & 3) != 0;
      }
      graph.operation_of(id).pull_back(graph, id, upstream, wanted.data(),
                                       adjoints_of_operands.data());
      for (int which = 0; which < count; ++which)
        if (adjoints_of_operands[which] >= 0)
          send(graph.operand(id, which), adjoints_of_operands[which]);
      continue;
    }
    int const count = graph.node(id).operand_count;
    for (int which = 0; which < count; ++which) {
      int const operand = graph.operands.items[graph.nodes.items[id].first_operand + which];
      if (operand < first || (active.items[operand] & 3) == 0) continue;
      scalar_type const type = graph.nodes.items[operand].type;
      if (is_real(type) && !is_real(graph.node(id).type))
        continue;  // a rounding or a comparison does not move
      int adjoint = graph.operation_of(upstream).selects
                        ? pull_back_masked(graph, id, which, upstream)
                        : graph.operation_of(id).pullback(graph, id, which, upstream);
      if (adjoint < 0) continue;
      if (is_real(type) && graph.node(adjoint).type != type)
        adjoint = convert_to(symbol_in(graph, adjoint), type).id;
      send(operand, adjoint);
    }
  }

  growing_array<int> result(wrt.count);
  for (int i = 0; i < wrt.count; ++i) result[i] = wrt[i] <= last ? adjoint_of(wrt[i]) : -1;
  return result;
}

}  // namespace typegrad
