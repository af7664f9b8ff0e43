// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/norm.hpp>
#include <typegrad/ops/variance.hpp>

namespace typegrad {

/// y = the square root of the variance over axes, as `numpy.std`.
///
/// shape     x: S  ->  S without the axes, or with extents 1 there (keepdims)
/// backward  dx = dy (x - mean(x)) / (count y)
/// units     those of x
/// edge      the derivative where all elements are equal is 0
/// domain    squares must neither overflow nor vanish: 1e-150 < |x - mean(x)| < 1e150 in double
/// errors    those of `variance`
/// source    NumPy, `numpy.std`
template <int... Axis, Operand Value, class... Option>
  requires((KeepTag<Option> || DdofTag<Option>) && ...)
constexpr auto standard_deviation(Value const& x, Option... option) {
  (require_more_elements<"standard_deviation", Axis...>(x, option), ...);
  return root_of_squares(variance<Axis...>(x, option...));
}
template <ShapedByType Value>
constexpr refused standard_deviation(Value const&, int) {
  return refuse_axis_argument<Value>();
}
/// With ordinary arguments: `standard_deviation(x, {0})`, `standard_deviation(x, 0, keepdims, 1)`.
template <Recordable Symbol>
constexpr auto standard_deviation(Symbol const& x, axis_list const& axes, bool keep = false,
                                  int degrees = 0) {
  require_axes("standard_deviation", x, axes, keep);
  require_more_elements("standard_deviation", x, axes, keep, degrees);
  return root_of_squares(variance(x, axes, keep, degrees));
}

/// `standard_deviation(x, 0, ddof<1>)`, `standard_deviation(x, 0, ddof<1>, keepdims)`.
template <Recordable Symbol, int Count>
constexpr auto standard_deviation(Symbol const& x, axis_list const& axes, ddof_t<Count>,
                                  bool keep = false) {
  return standard_deviation(x, axes, keep, Count);
}

}  // namespace typegrad
