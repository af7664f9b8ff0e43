// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/leaves.hpp>

#include <cmath>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// The values of a graph of numbers, node after node, by a few lines that share nothing with the
/// library.
inline std::vector<double> scalar_values(typegrad::graph_builder const& graph,
                                         std::vector<double> const& inputs) {
  using typegrad::operation_kind;
  std::vector<double> values;
  for (int id = 0; id < graph.size(); ++id) {
    auto const x = [&](int which) {
      return values[static_cast<std::size_t>(graph.operand(id, which))];
    };
    auto const& op = graph.operation_of(id);
    std::string_view const name = op.name;
    if (op.kind == operation_kind::input)
      values.push_back(inputs[static_cast<std::size_t>(graph.attributes_of(id)[0])]);
    else if (op.kind == operation_kind::literal)
      values.push_back(typegrad::decode_literal(graph.node(id).type, graph.attributes_of(id)[0]));
    else if (op.kind == operation_kind::alias) values.push_back(x(0));
    else if (name == "add") values.push_back(x(0) + x(1));
    else if (name == "sub") values.push_back(x(0) - x(1));
    else if (name == "mul") values.push_back(x(0) * x(1));
    else if (name == "div") values.push_back(x(0) / x(1));
    else if (name == "square") values.push_back(x(0) * x(0));
    else if (name == "neg") values.push_back(-x(0));
    else if (name == "sin") values.push_back(std::sin(x(0)));
    else if (name == "cos") values.push_back(std::cos(x(0)));
    else if (name == "tanh") values.push_back(std::tanh(x(0)));
    else if (name == "tanh_slope") values.push_back(1 - std::tanh(x(0)) * std::tanh(x(0)));
    else throw std::logic_error("scalar_values does not know " + std::string(name));
  }
  return values;
}
