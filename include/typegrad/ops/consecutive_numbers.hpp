// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/constant_beside.hpp>
#include <typegrad/ops/add.hpp>
#include <typegrad/ops/cumsum.hpp>

namespace typegrad {

/// `first`, `first` + 1, ... in integers of type Number, along the one axis of `extents` that is
/// longer than 1, beside `x`. They are written out where that extent is a number, and counted up in
/// each call of a function that does not know it.
template <class Number, Recordable Value>
constexpr auto consecutive_numbers(Value const& x, index_t first, shape const& extents) {
  if constexpr (requires { x.graph->open; }) {
    if (is_open(extents.size())) {
      int axis = 0;
      while (!is_open(extents.extents[axis])) ++axis;
      Value const ones{x.graph, intern_literal(*x.graph, scalar_type_of<Number>, extents, 1.0)};
      return Value(cumsum(ones, axis) +
                   make_literal(*x.graph, scalar_type_of<Number>, static_cast<double>(first - 1)));
    }
  }
  growing_array<Number> numbers(static_cast<int>(extents.size()));
  for (int i = 0; i < numbers.count; ++i) numbers.items[i] = static_cast<Number>(first + i);
  return literal_tensor<Number>(x, extents, numbers.data());
}

}  // namespace typegrad
