// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/reshape.hpp>

namespace typegrad {

/// y = the elements of x in row-major order, as a vector. A number becomes a vector of one.
///
/// shape     x: S  ->  (size of S)
/// backward  dx = dy under the shape of x
/// domain    all x
/// edge      none: elements stay what they are
/// cost      that of `reshape`
/// source    NumPy, `numpy.ravel`
template <Operand Value>
constexpr auto flatten(Value const& x) {
  if constexpr (Recordable<Value>) return reshape_to(x, make_shape(x.extents().size()));
  else return reshape<-1>(x);
}

}  // namespace typegrad
