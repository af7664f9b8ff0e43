// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/select.hpp>
#include <typegrad/ops/share_of_ties.hpp>

#include <limits>

namespace typegrad {

/// y = the smallest element along axes.
///
/// shape     x: S  ->  S without the axes, or with extents 1 there (keepdims)
/// backward  dx = dy where x = y, zero elsewhere   reads x and y
/// domain    all x
/// edge      several smallest elements share dy evenly, in reverse and in forward mode, as in JAX;
///           a NaN is the result
/// errors    an axis outside [-rank, rank), or named twice; no element along the axes
/// source    NumPy, `numpy.min`
struct min_operation : reduction {
  static constexpr auto name = "min";
  static constexpr bool needs_elements = true;

  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word> attributes) {
    shape_result const result = reduction::shape(x, attributes);
    if (result && x[0].size() == 0 && result.value.size() != 0)
      return {{}, "min needs at least one element along the reduced axes"};
    return result;
  }
  template <class Number>
  static constexpr Number identity() {
    if constexpr (std::numeric_limits<Number>::has_infinity)
      return std::numeric_limits<Number>::infinity();
    else return (std::numeric_limits<Number>::max)();
  }
  template <class Number>
  static constexpr Number combine(Number const& a, Number const& b) {
    if constexpr (std::is_integral_v<Number>) return b < a ? b : a;
    else return math::select(b == b, math::select(b < a, b, a), b);
  }
  static constexpr auto pullback(int, auto gy, auto y) { return share_of_ties(gy, y); }
};

namespace ops {
using min = min_operation;
}

/// The smallest element of x, `min(x)`, or along axes, `min<0, -1>(x)`, `min<1>(x, keepdims)`.
///
/// The parentheses keep a macro of this name out, as Arduino defines it. Of two operands:
/// `minimum`.
template <int... Axis, Operand Value>
constexpr auto(min)(Value const& x) {
  return reduce_along<ops::min, false, Axis...>(x);
}
template <int... Axis, Operand Value>
constexpr auto(min)(Value const& x, keepdims_t) {
  return reduce_along<ops::min, true, Axis...>(x);
}
/// With ordinary arguments: `min(x, {1})`. The braces tell it from `min(x, 1)`, no element above 1.
template <Recordable Symbol>
constexpr applied<ops::min, Symbol>(min)(Symbol const& x, axis_list const& axes,
                                         bool keep = false) {
  return record_reduction<ops::min>(x, axes, keep);
}
/// `min`, with ordinary arguments.
template <Recordable Symbol>
constexpr auto amin(Symbol const& x, axis_list const& axes, bool keep = false) {
  return (min)(x, axes, keep);
}
/// `min`.
template <int... Axis, Operand Value, KeepTag... Keep>
constexpr auto amin(Value const& x, Keep... keep) {
  return (min<Axis...>)(x, keep...);
}

}  // namespace typegrad
