// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/graph_builder.hpp>
#include <typegrad/op/operand_mistake.hpp>
#include <typegrad/tensor/shape_error.hpp>

#include <stdexcept>
#include <string>

namespace typegrad {

/// A graph that is recorded at run time: its nodes' operations are `dynamic_operation`s.
struct dynamic_graph : graph_builder {};

/// Mistakes in a user's derivative rule, which is called at run time.
template <>
struct mistakes_of_graph<dynamic_graph> {
  [[noreturn]] static void no_backward(char const* name) {
    throw std::logic_error(
        std::string(name) +
        ": this operation has no backward; write backward(gy, x..., y) for its gradient");
  }
  [[noreturn]] static void wrong_shapes(sentence const& words) { throw shape_error(words.text); }
};

}  // namespace typegrad
