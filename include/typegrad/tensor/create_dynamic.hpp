// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/tensor/create.hpp>
#include <typegrad/tensor/dynamic_tensor.hpp>

namespace typegrad {

// The functions of tensor/create.hpp with a shape that is known at run time.

/// All zeros, of a shape known at run time: `zeros<double>({2, 3})`.
template <class Number>
dynamic_tensor<Number> zeros(extent_list const& extents) {
  return dynamic_tensor<Number>::zeros(extents);
}

/// All ones: `ones<double>({2, 3})`.
template <class Number>
dynamic_tensor<Number> ones(extent_list const& extents) {
  return dynamic_tensor<Number>::ones(extents);
}

/// The same value everywhere: `full<double>({2, 3}, 7)`.
template <class Number>
dynamic_tensor<Number> full(extent_list const& extents, brace_element<Number> value) {
  return dynamic_tensor<Number>::full(extents, value);
}

}  // namespace typegrad
