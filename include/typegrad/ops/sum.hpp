// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/reduction.hpp>

namespace typegrad {

/// y = the sum over axes.
///
/// shape     x: S  ->  S without the axes, or with extents 1 there (keepdims)
/// backward  dx = dy repeated along the axes       reads nothing
/// cost      one addition per element; rounding error grows with the number of blocks of lanes
struct sum_operation : reduction {
  static constexpr auto name = "sum";
  static constexpr bool linear = true;

  template <class T>
  static constexpr T identity() {
    return T{};
  }
  template <class T>
  static constexpr T combine(T const& a, T const& b) {
    return static_cast<T>(a + b);
  }
  static constexpr auto pullback(int, auto gy, auto y) { return spread_over_axes(gy, y); }
};

namespace ops {
using sum = sum_operation;
}

/// The sum of all elements of x, `sum(x)`, or over axes, `sum<0, -1>(x)`, `sum<1>(x, keepdims)`.
template <int... Axis, Operand X>
constexpr auto sum(X const& x) {
  return reduce_along<ops::sum, false, Axis...>(x);
}
template <int... Axis, Operand X>
constexpr auto sum(X const& x, keepdims_t) {
  return reduce_along<ops::sum, true, Axis...>(x);
}
template <Recordable Symbol>
constexpr Symbol sum(Symbol x, axis_list const& axes, bool keep = false) { return record_reduction<ops::sum>(x, axes, keep); }

}  // namespace typegrad
