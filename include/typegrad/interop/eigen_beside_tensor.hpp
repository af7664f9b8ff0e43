// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/scalar_type.hpp>
#include <typegrad/interop/fixed_eigen.hpp>

namespace typegrad {

/// A matrix, a vector or an expression of Eigen that has as many elements along each axis as a
/// tensor with these extents.
template <class Value, index_t... Extents>
concept EigenOfShape = FixedEigen<Value> && foreign_values<Value>::fits(make_shape(Extents...));

// Sums and differences of a matrix of Eigen and a tensor of its shape are tensors: `target -
// hand(q)`. `*` stays undefined, as Eigen and NumPy mean different things by it.
template <class Left, Scalar Number, index_t... Extents>
  requires EigenOfShape<Left, Extents...>
auto operator+(Left const& a, tensor<Number, Extents...> const& b) {
  return tensor<typename Left::Scalar, Extents...>(a) + b;
}
template <class Right, Scalar Number, index_t... Extents>
  requires EigenOfShape<Right, Extents...>
auto operator+(tensor<Number, Extents...> const& a, Right const& b) {
  return a + tensor<typename Right::Scalar, Extents...>(b);
}
template <class Left, Scalar Number, index_t... Extents>
  requires EigenOfShape<Left, Extents...>
auto operator-(Left const& a, tensor<Number, Extents...> const& b) {
  return tensor<typename Left::Scalar, Extents...>(a) - b;
}
template <class Right, Scalar Number, index_t... Extents>
  requires EigenOfShape<Right, Extents...>
auto operator-(tensor<Number, Extents...> const& a, Right const& b) {
  return a - tensor<typename Right::Scalar, Extents...>(b);
}

}  // namespace typegrad
