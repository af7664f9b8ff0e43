// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/repetition_layout.hpp>
#include <typegrad/transform/pull_back_masked.hpp>

namespace typegrad {

/// The sum of two nodes, in the algebra of adjoints.
template <class Graph>
constexpr int sum_of_nodes(Graph& graph, int a, int b) {
  return (symbol_in(graph, a) + symbol_in(graph, b)).id;
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
/// structure cost nothing. `supports_of_wrt` gets the masks of where the results are more than
/// zeros of the structure, -1 where their own masks say it; see `supported_node`.
///
/// cost      one call of a derivative rule per edge between `wrt` and `outputs`
/// source    Griewank and Walther 2008, "Evaluating Derivatives", section 3.2
template <class Graph>
constexpr growing_array<int> differentiate(Graph& graph, list_view<int> outputs,
                                           list_view<int> upstreams, list_view<int> wrt,
                                           list_view<int> leaves = {},
                                           growing_array<int>* supports_of_wrt = nullptr) {
  derivative_scope const scope(graph);
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
  growing_array<int> supports;  // see `supported_node`; empty until a mask is met
  auto const support_at = [&](int id) { return supports.count == 0 ? -1 : supports[id]; };
  auto const add = [&](int to, supported_node adjoint) {
    int& own = adjoints_plus_one.items[to];
    if (supports.count == 0 && adjoint.support < 0 &&
        (own == 0 ||
         (!graph.operation_of(own - 1).selects && !graph.operation_of(adjoint.id).selects))) {
      own = (own == 0 ? adjoint.id : sum_of_nodes(graph, own - 1, adjoint.id)) + 1;
      return;
    }
    sum_of_adjoints<Graph> sum{symbol_in(graph, own - 1), symbol_in(graph, support_at(to))};
    sum.add(symbol_in(graph, adjoint.id), symbol_in(graph, adjoint.support));
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
  auto const send = [&](int to, int adjoint, int support = -1) {
    while (support < 0 && graph.nodes.items[adjoint].op->kind == operation_kind::join) {
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
    add(to, {adjoint, support});
  };

  auto const adjoint_of = [&](int id) {
    int together = -1;
    for (int next = waiting_plus_one.items[id] - 1; next >= 0; next = joins[next].below)
      together =
          together < 0 ? joins[next].adjoint : sum_of_nodes(graph, together, joins[next].adjoint);
    waiting_plus_one.items[id] = 0;
    if (together >= 0) add(id, {together});
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
    supported_node const own{upstream, support_at(id)};
    upstream = masked_by_support(graph, own);
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
      int const support = support_of_whole(graph, upstream, -2);
      for (int which = 0; which < count; ++which)
        if (adjoints_of_operands[which] >= 0)
          send(graph.operand(id, which),
               masked_by_support(graph, {adjoints_of_operands[which], support}));
      continue;
    }
    int const count = graph.node(id).operand_count;
    for (int which = 0; which < count; ++which) {
      int const operand = graph.operands.items[graph.nodes.items[id].first_operand + which];
      if (operand < first || (active.items[operand] & 3) == 0) continue;
      scalar_type const type = graph.nodes.items[operand].type;
      if (is_real(type) && !is_real(graph.node(id).type))
        continue;  // a rounding or a comparison does not move
      supported_node adjoint = pull_back(graph, id, which, own, upstream);
      if (adjoint.id < 0) continue;
      if (is_real(type) && graph.node(adjoint.id).type != type)
        adjoint = {convert_to(symbol_in(graph, adjoint.id), type).id, support_of(graph, adjoint)};
      send(operand, adjoint.id, adjoint.support);
    }
  }

  growing_array<int> result(wrt.count);
  for (int i = 0; i < wrt.count; ++i) result[i] = wrt[i] <= last ? adjoint_of(wrt[i]) : -1;
  if (supports_of_wrt != nullptr)
    for (int const id : wrt) supports_of_wrt->push_back(id <= last ? support_at(id) : -1);
  return result;
}

}  // namespace typegrad
