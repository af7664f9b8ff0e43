// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/transform/evaluate.hpp>
#include <typegrad/ops.hpp>
#include <typegrad/transform/differentiate.hpp>
#include <typegrad/transform/push_forward.hpp>
#include <typegrad/transform/stand_in_node.hpp>

namespace typegrad {

/// The sum over all real leaves of `weights` times the leaf; -1 where there is none.
template <class Graph>
constexpr int weighted_sum(Graph& graph, growing_array<int> const& weights,
                           growing_array<int> const& nodes) {
  auto total = symbol_in(graph, -1);
  for (int i = 0; i < nodes.size(); ++i) {
    if (nodes[i] < 0 || !is_real(graph.node(nodes[i]).type)) continue;
    auto const term = sum(symbol_in(graph, weights[i]) * symbol_in(graph, nodes[i]));
    total = total.id < 0 ? term : total + term;
  }
  return total.id;
}

/// The adjoints of the real ones of `names` for one number; -1 for the others.
template <class Graph>
constexpr growing_array<int> adjoints_of(Graph& graph, int output,
                                         growing_array<int> const& names) {
  if (output < 0) return growing_array<int>(names.size(), -1);
  int const one = make_literal(graph, graph.node(output).type, 1.0).id;
  growing_array<int> adjoints =
      differentiate(graph, {&output, 1}, {&one, 1}, {names.data(), names.size()});
  for (int i = 0; i < names.size(); ++i)
    if (!is_real(graph.node(names[i]).type)) adjoints[i] = -1;
  return adjoints;
}

/// The tangents of `outputs` (-1: zero) when `names` move along `directions` (-1: not).
template <class Graph>
constexpr growing_array<int> tangents_of(Graph& graph, growing_array<int> const& names,
                                         growing_array<int> const& directions,
                                         growing_array<int> const& outputs) {
  growing_array<int> known;
  for (int const id : outputs)
    if (id >= 0) known.push_back(id);
  growing_array<int> const moved =
      push_forward(graph, {names.data(), names.size()}, {directions.data(), directions.size()},
                   {known.data(), known.size()});
  growing_array<int> tangents(outputs.size(), -1);
  int next = 0;
  for (int i = 0; i < outputs.size(); ++i)
    if (outputs[i] >= 0) tangents[i] = moved[next++];
  return tangents;
}

/// Which answers `law_trace` gives: in float only the first two, in double all, second derivatives
/// if asked.
enum class law_answers : unsigned char { value_and_gradient, first_order, second_order };

/// All that `check_laws` wants to know of `Function`, as one function, so that it is one program:
/// the value; the gradient g of sum(weights f); the same of sum(weights (f + f)); the tangent of f
/// along `directions`; the gradient of sum(directions g), which is the Hessian times `directions`;
/// the tangent of g, which is the same.
template <class Function, law_answers Answers>
struct law_trace {
  template <class Result, class Left>
  constexpr auto operator()(Result const& weights, Left const& directions,
                            Left const& arguments) const {
    auto& graph = graph_of_arguments(arguments);
    growing_array<int> names = leaf_nodes(graph, arguments);
    for (int i = 0; i < names.size(); ++i) names[i] = intern_stand_in(graph, names[i]);
    auto const like_arguments = [&](growing_array<int> const& nodes) {
      return value_from_nodes<Left>(graph, with_zeros(graph, nodes, names).data());
    };
    Left const x = like_arguments(names);
    auto const call = [&] {
      return with_fields(x, [](auto const&... value) { return Function{}(value...); });
    };
    auto const y = call();
    using value = std::remove_const_t<decltype(y)>;
    growing_array<int> const weight_nodes = leaf_nodes(graph, weights);
    growing_array<int> const outputs = leaf_nodes(graph, y);
    growing_array<int> const gradient =
        adjoints_of(graph, weighted_sum(graph, weight_nodes, outputs), names);
    Left const first = like_arguments(gradient);
    if constexpr (Answers == law_answers::value_and_gradient) {
      return results<value, Left>{y, first};
    } else {
      growing_array<int> doubled = leaf_nodes(graph, call());
      for (int i = 0; i < doubled.size(); ++i)
        if (is_real(graph.node(outputs[i]).type))
          doubled[i] = (symbol_in(graph, outputs[i]) + symbol_in(graph, doubled[i])).id;
      Left const twice =
          like_arguments(adjoints_of(graph, weighted_sum(graph, weight_nodes, doubled), names));
      growing_array<int> direction_nodes = leaf_nodes(graph, directions);
      for (int i = 0; i < names.size(); ++i)
        if (!is_real(graph.node(names[i]).type)) direction_nodes[i] = -1;
      value const tangent = value_from_nodes<value>(
          graph,
          with_zeros(graph, tangents_of(graph, names, direction_nodes, outputs), outputs).data());
      if constexpr (Answers == law_answers::first_order) {
        return results<value, Left, Left, value>{y, first, twice, tangent};
      } else {
        Left const second = like_arguments(
            adjoints_of(graph, weighted_sum(graph, direction_nodes, gradient), names));
        Left const moved = like_arguments(tangents_of(graph, names, direction_nodes, gradient));
        return results<value, Left, Left, value, Left, Left>{y,       first,  twice,
                                                             tangent, second, moved};
      }
    }
  }
};

}  // namespace typegrad
