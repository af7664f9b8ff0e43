// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/constant_beside.hpp>
#include <typegrad/ops/cast.hpp>
#include <typegrad/ops/equal.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/sqrt.hpp>
#include <typegrad/ops/sum.hpp>
#include <typegrad/ops/where.hpp>

namespace typegrad {

/// The square root of a sum of squares, with derivative 0 where all of them are 0.
template <class Value>
constexpr auto root_of_squares(Value const& total) {
  auto const zero = constant_beside<0>(total);
  auto const none = equal(total, zero);
  return where(none, zero, sqrt(where(none, constant_beside<1>(total), total)));
}

/// y = the square root of the sum of x^2 over axes: the length of a vector, the Frobenius norm of a
/// matrix.
///
/// shape     x: S  ->  S without the axes, or with extents 1 there (keepdims)
/// backward  dx = dy x / y                         reads x and y
/// edge      the derivative at 0 is 0, the subgradient of least length
/// domain    squares must neither overflow nor vanish: 1e-150 < |x| < 1e150, as in
///           `numpy.linalg.norm`
/// errors    an axis outside [-rank, rank), or named twice
template <int... Axis, Operand Value, KeepTag... Keep>
constexpr auto norm(Value const& x, Keep... keep) {
  auto const real = as_real(x);
  return root_of_squares(sum<Axis...>(real * real, keep...));
}
/// With ordinary arguments: `norm(x, {0, 1})`, `norm(x, -1, keepdims)`.
template <Recordable Symbol>
constexpr auto norm(Symbol const& x, axis_list const& axes, bool keep = false) {
  require_axes("norm", x, axes, keep);
  auto const real = as_real(x);
  return root_of_squares(sum(real * real, axes, keep));
}

}  // namespace typegrad
