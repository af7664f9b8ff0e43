// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/symbol.hpp>

namespace typegrad {

/// The sum of two nodes, in the algebra of adjoints.
template <class Graph>
constexpr int sum_of_nodes(Graph& graph, int a, int b) {
  return (symbol_in(graph, a) + symbol_in(graph, b)).id;
}

/// Reverse mode: appends to `graph` the nodes of the adjoints of `wrt`, given those of `outputs`.
///
/// `outputs[i]` has the adjoint `upstreams[i]`. The result has one id per entry of `wrt`, -1 where
/// no path leads to an output (the gradient is zero). An entry may depend on another one. Nothing
/// is computed for nodes that lead to no entry of `wrt`, and an upstream that is a literal zero is
/// not followed: zeros of the structure cost nothing.
///
/// cost      one call of a derivative rule per edge between `wrt` and `outputs`
/// source    Griewank and Walther 2008, "Evaluating Derivatives", section 3.2
template <class Graph>
constexpr growing_array<int> differentiate(Graph& graph, list_view<int> outputs,
                                           list_view<int> upstreams, list_view<int> wrt) {
  int last = -1;
  for (int const id : outputs) last = id > last ? id : last;
  growing_array<unsigned char> active(last + 1);
  int first = last + 1;
  for (int const id : wrt) {
    if (id > last) continue;
    active[id] = 2;
    first = id < first ? id : first;
  }
  for (int id = first; id <= last; ++id) {
    if (!graph.operation_of(id).has_pullback) continue;
    for (int const operand : graph.operands_of(id))
      if (operand >= first && active[operand] != 0) {
        active[id] |= 1;
        break;
      }
  }

  growing_array<int> adjoints(last + 1, -1);
  auto const sum_of = [&](int a, int b) { return a < 0 ? b : sum_of_nodes(graph, a, b); };
  // Adjoints of the parts of one tensor are joins, which `+` merges. Like meets like: a join waits
  // until another of its size arrives, so that n parts cost n log n words where one long join
  // growing by one costs n * n.
  struct waiting_join {
    int adjoint;
    int below;  // the next one that waits for the same node, or -1
  };
  growing_array<waiting_join> joins;
  growing_array<int> waiting(last + 1, -1);
  auto const send = [&](int to, int adjoint) {
    while (graph.operation_of(adjoint).kind == operation_kind::join) {
      int const top = waiting[to];
      if (top < 0 ||
          graph.node(joins[top].adjoint).operand_count > graph.node(adjoint).operand_count) {
        joins.push_back({adjoint, top});
        waiting[to] = joins.size() - 1;
        return;
      }
      waiting[to] = joins[top].below;
      adjoint = sum_of(joins[top].adjoint, adjoint);
    }
    adjoints[to] = sum_of(adjoints[to], adjoint);
  };

  auto const adjoint_of = [&](int id) {
    int together = -1;
    for (int next = waiting[id]; next >= 0; next = joins[next].below)
      together = sum_of(together, joins[next].adjoint);
    waiting[id] = -1;
    return adjoints[id] = together < 0 ? adjoints[id] : sum_of(adjoints[id], together);
  };
  for (int i = 0; i < outputs.count; ++i)
    if (active[outputs[i]] != 0) send(outputs[i], upstreams[i]);

  for (int id = last; id >= first; --id) {
    int const upstream = adjoint_of(id);
    if ((active[id] & 1) == 0 || upstream < 0 || symbol_in(graph, upstream).is_uniform(0.0))
      continue;
    int const count = graph.node(id).operand_count;
    for (int which = 0; which < count; ++which) {
      int const operand = graph.operand(id, which);
      if (operand < first || active[operand] == 0) continue;
      scalar_type const type = graph.node(operand).type;
      if (is_real(type) && !is_real(graph.node(id).type))
        continue;  // a rounding or a comparison does not move
      int adjoint = graph.operation_of(id).pullback(graph, id, which, upstream);
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
