// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/exact_double.hpp>
#include <typegrad/trace/traced_front.hpp>

namespace typegrad {

/// A leaf as a node; numbers and tensors of numbers become literals.
template <class Graph, class Leaf>
constexpr int node_of_leaf(Graph& graph, Leaf const& leaf) {
  if constexpr (Scalar<Leaf>)
    return make_literal(graph, scalar_type_of<Leaf>, exact_double(leaf)).id;
  else if constexpr (requires { operand_traits<Leaf>::node_in(graph, leaf); })
    return operand_traits<Leaf>::node_in(graph, leaf).id;
  else return basic_traced_front<Graph>::tensor_literal(graph, leaf).id;
}

}  // namespace typegrad
