// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/embedded.hpp>
#include <typegrad/graph/growing_graph.hpp>

#include <random>
#include <vector>

/// Input `position` of a graph.
constexpr typegrad::symbol input_of(typegrad::graph_builder& graph, int position,
                                    typegrad::shape const& extents = {},
                                    typegrad::scalar_type type = typegrad::scalar_type::float64) {
  return {&graph, typegrad::intern_input(graph, position, type, extents)};
}

/// What `outputs` need of `graph`, as programs have it.
constexpr typegrad::growing_graph frozen(typegrad::graph_builder const& graph,
                                         typegrad::list_view<int> outputs) {
  typegrad::growing_graph result;
  auto const needed = typegrad::needed_nodes(graph, outputs);
  typegrad::freeze(graph, {needed.items, needed.count}, outputs, result);
  return result;
}

/// The scalar types of a graph's outputs.
template <class Graph>
constexpr typegrad::growing_array<typegrad::scalar_type> types_of_outputs(Graph const& graph) {
  typegrad::growing_array<typegrad::scalar_type> types(graph.sizes.outputs);
  for (int k = 0; k < graph.sizes.outputs; ++k) types[k] = graph.nodes[graph.outputs[k]].type;
  return types;
}

/// `count` random operations of every kind on numbers, vectors and matrices of two types; ids,
/// inputs first.
inline std::vector<int> random_tensor_graph(typegrad::graph_builder& graph, int count,
                                            unsigned seed) {
  using namespace typegrad;
  std::mt19937 random(seed);
  std::vector<symbol> values;
  shape const shapes[] = {{},
                          make_shape(1),
                          make_shape(3),
                          make_shape(6, 5),
                          make_shape(5, 6),
                          make_shape(30),
                          make_shape(7, 40)};
  int position = 0;
  for (shape const& extents : shapes)
    for (auto const type : {scalar_type::float64, scalar_type::float32})
      values.push_back(input_of(graph, position++, extents, type));
  auto const any = [&] { return values[random() % values.size()]; };
  for (int i = 0; i < count; ++i) {
    symbol const a = any();
    symbol b = any();
    for (int tries = 0; tries < 50 && (b.extents() != a.extents() && b.rank() != 0); ++tries)
      b = any();
    bool const fits = b.extents() == a.extents() || b.rank() == 0;
    switch (random() % 9) {
      case 0:
        values.push_back(sin(a));
        break;
      case 1:
        values.push_back(tanh(a) * 0.5);
        break;
      case 2:
      case 3:
        if (fits) values.push_back(a + b);
        break;
      case 4:
        if (a.rank() == 2) values.push_back(transpose(a));
        break;
      case 5:
        if (a.extents().size() == 30) values.push_back(reshape(a, shapes[3 + random() % 3]));
        break;
      case 6:
        if (a.rank() == 2) values.push_back(sum(a, make_axes(static_cast<int>(random() % 2))));
        break;
      case 7:
        if (a.extents() == shapes[3]) values.push_back(matmul_of(a, reshape(a, shapes[4])));
        break;
      default:
        if (a.rank() > 0 && a.extents()[0] > 2) {
          growing_array<symbol> parts;
          parts.push_back(slice_along(a, 0, 1, a.extents()[0] - 1));
          parts.push_back(slice_along(a, 0, 0, 1));
          values.push_back(concatenate(parts, 0));
        }
    }
    if (random() % 7 == 0) values.push_back(sum(values.back(), all_axes));
  }
  std::vector<int> ids;
  for (symbol const& value : values) ids.push_back(value.id);
  return ids;
}
