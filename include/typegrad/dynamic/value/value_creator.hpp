// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/value/value_node.hpp>

#include <stdexcept>
#include <string_view>

namespace typegrad {

template <class Number>
class variable;

/// The operation that made a variable: DeZero's `y.creator`, from which a graph is walked back to
/// its leaves.
class value_creator {
 public:
  explicit value_creator(node_pointer made) : made_(std::move(made)) {}

  /// False where no operation made the variable.
  explicit operator bool() const { return static_cast<bool>(made_); }
  bool is_none() const { return !made_; }

  std::string_view name() const { return known().op->name; }
  int input_count() const { return known().operand_count; }

  /// Operand number `which`, the very variable that the operation was called with.
  ///
  /// errors    no such operand, or one of another scalar type than T
  template <class Number = double>
  variable<Number> input(int which = 0) const {
    if (which < 0 || which >= known().operand_count)
      throw std::out_of_range("input(i): the operation has no operand i");
    node_pointer const& node = made_->operands()[which].node;
    if (node->type != scalar_type_of<Number>)
      throw std::invalid_argument(std::string("input<T>(i): the operand is ") +
                                  name_of(node->type));
    return variable<Number>(node);
  }
  /// Its result.
  template <class Number = double>
  variable<Number> output() const {
    static_cast<void>(known());
    return variable<Number>(made_);
  }

 private:
  value_node const& known() const {
    if (!made_) throw std::logic_error("this variable is a leaf: no operation made it");
    return *made_;
  }
  node_pointer made_;
};

}  // namespace typegrad
