// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/embedded.hpp>

#include <random>
#include <vector>

/// A graph of `count` random operations on numbers, all bounded, over `inputs` inputs; the ids of
/// its values, inputs first.
inline std::vector<typegrad::symbol> random_graph(typegrad::graph_builder& graph, int inputs,
                                                  int count, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<typegrad::symbol> values;
  for (int i = 0; i < inputs; ++i)
    values.push_back(
        {&graph, typegrad::intern_input(graph, i, typegrad::scalar_type::float64, {})});
  for (int i = 0; i < count; ++i) {
    auto const any = [&] { return values[random() % values.size()]; };
    typegrad::symbol const a = any();
    typegrad::symbol const b = any();
    switch (random() % 5) {
      case 0:
        values.push_back(typegrad::sin(a + b));
        break;
      case 1:
        values.push_back(typegrad::tanh(a - 0.5 * b));
        break;
      case 2:
        values.push_back(typegrad::cos(a) * typegrad::sin(b));
        break;
      case 3:
        values.push_back(typegrad::tanh(a * b));
        break;
      default:
        values.push_back(-a);
        break;
    }
  }
  return values;
}
