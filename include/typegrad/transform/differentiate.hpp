// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/symbol.hpp>

namespace typegrad {

/// Reverse mode: appends to `graph` the nodes of the adjoints of `wrt`, given those of `outputs`.
///
/// `outputs[i]` has the adjoint `upstreams[i]`. The result has one id per entry of `wrt`, -1 where no path
/// leads to an output (the gradient is zero). Nothing is computed for nodes that lead to no entry of `wrt`,
/// and an upstream that is a literal zero is not followed: zeros of the structure cost nothing.
///
/// cost      one call of a derivative rule per edge between `wrt` and `outputs`
/// source    Griewank and Walther 2008, "Evaluating Derivatives", section 3.2
template <class Graph>
constexpr growing_array<int> differentiate(Graph& graph, list_view<int> outputs, list_view<int> upstreams,
                                           list_view<int> wrt) {
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
    if (active[id] != 0 || !graph.operation_of(id).has_pullback) continue;
    for (int const operand : graph.operands_of(id))
      if (operand >= first && active[operand] != 0) {
        active[id] = 1;
        break;
      }
  }
  growing_array<int> adjoints(last + 1, -1);
  auto const send = [&](int to, int adjoint) {
    adjoints[to] = adjoints[to] < 0 ? adjoint : (symbol_in(graph, adjoints[to]) + symbol_in(graph, adjoint)).id;
  };
  for (int i = 0; i < outputs.count; ++i)
    if (active[outputs[i]] != 0) send(outputs[i], upstreams[i]);
  for (int id = last; id >= first; --id) {
    int const upstream = adjoints[id];
    if (active[id] != 1 || upstream < 0 || symbol_in(graph, upstream).is_uniform(0.0)) continue;
    int const count = graph.node(id).operand_count;
    for (int which = 0; which < count; ++which) {
      int const operand = graph.operand(id, which);
      if (operand < first || active[operand] == 0) continue;
      if (int const adjoint = graph.operation_of(id).pullback(graph, id, which, upstream); adjoint >= 0)
        send(operand, adjoint);
    }
  }
  growing_array<int> result(wrt.count);
  for (int i = 0; i < wrt.count; ++i) result[i] = wrt[i] <= last ? adjoints[wrt[i]] : -1;
  return result;
}

}  // namespace typegrad
