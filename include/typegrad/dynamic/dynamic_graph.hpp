// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/make_dynamic_operation.hpp>
#include <typegrad/op/operand_mistake.hpp>
#include <typegrad/tensor/shape_error.hpp>

namespace typegrad {

/// The object of `Op` in graphs that are recorded at run time.
template <class Op>
inline constexpr dynamic_operation dynamic_operation_object =
    make_dynamic_operation<Op, dynamic_graph>();

template <class Op>
struct operation_in<Op, dynamic_graph> {
  static constexpr dynamic_operation const& object = dynamic_operation_object<Op>;
};

template <>
struct mistakes_of_graph<dynamic_graph> {
  [[noreturn]] static void no_backward(char const* name) {
    throw std::logic_error(
        std::string(name) +
        ": this operation has no backward; write backward(gy, x..., y) for its gradient");
  }
  [[noreturn]] static void wrong_shapes(sentence const& words) { throw shape_error(words.text); }
};

/// The kernels of a node of a graph that was recorded at run time; it is no input, literal or
/// alias.
inline dynamic_operation const& kernels_of(operation const& op) {
  return static_cast<dynamic_operation const&>(op);
}

}  // namespace typegrad
