// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/reshape.hpp>

namespace typegrad {

/// y = the elements of x in row-major order, as a vector. A number becomes a vector of one.
///
/// shape     x: S  ->  (size of S)
/// backward  dx = dy under the shape of x
/// cost      that of `reshape`
template <Operand X>
  requires(!Recordable<X>)
constexpr auto flatten(X const& x) {
  return reshape<-1>(x);
}
template <Recordable Symbol>
constexpr Symbol flatten(Symbol x) {
  return reshape_to(x, make_shape(x.extents().size()));
}

}  // namespace typegrad
