// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/reshape.hpp>

namespace typegrad {

/// The outer product, y(i, j) = a(i) b(j), as `numpy.outer`: operands of other ranks are read as
/// one row of elements.
///
/// shape     m elements, n elements  ->  (m, n)
/// backward  that of `*`: da = dy b, db = dy^T a
/// domain    all a and b
/// edge      as `*`
/// cost      one multiplication per element, in one loop with what surrounds it
/// source    NumPy, `numpy.outer`
template <Operand Left, Operand Right>
constexpr auto outer(Left const& a, Right const& b) {
  return reshape<-1, 1>(a) * reshape<1, -1>(b);
}
template <Recordable Symbol>
constexpr Symbol outer(Symbol const& a, Symbol const& b) {
  return reshape_to(a, make_shape(a.extents().size(), 1)) *
         reshape_to(b, make_shape(1, b.extents().size()));
}

}  // namespace typegrad
