// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/operation_defaults.hpp>

#include <utility>

namespace typegrad {

template <class Op, scalar_type Compute, int... Index>
constexpr double fold_in(graph_builder& graph, int const* ids,
                         std::integer_sequence<int, Index...>) {
  using compute = scalar_t<Compute>;
  return static_cast<double>(Op::forward(static_cast<compute>(
      decode_literal(graph.node(ids[Index]).type, graph.attributes_of(ids[Index])[0]))...));
}

/// Constant folding: a uniform literal where every operand is one; -1 where it is not.
///
/// Values are folded in the type in which they would be computed. An integer operation is left to
/// run.
template <class Op>
constexpr int fold_element_wise(graph_builder& graph, int const* ids, scalar_type type,
                                int shape_id) {
  if constexpr (requires { Op::forward(1.0); } || requires { Op::forward(1.0, 1.0); }) {
    for (int i = 0; i < Op::arity; ++i)
      if (graph.node(ids[i]).attribute_count != 1) return -1;
    shape const extents = graph.shape_at(shape_id);
    constexpr auto all = std::make_integer_sequence<int, Op::arity>{};
    if constexpr (Op::types == type_rule::mask)
      return intern_literal(graph, type, extents,
                            fold_in<Op, scalar_type::float64>(graph, ids, all));
    if (type == scalar_type::float64)
      return intern_literal(graph, type, extents,
                            fold_in<Op, scalar_type::float64>(graph, ids, all));
    if (type == scalar_type::float32)
      return intern_literal(graph, type, extents,
                            fold_in<Op, scalar_type::float32>(graph, ids, all));
  }
  return -1;
}

}  // namespace typegrad
