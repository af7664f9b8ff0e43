// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/argmax.hpp>

namespace typegrad {

/// y = where the smallest element is: its index along an axis, or its position among all.
///
/// shape     x: S  ->  S without the axis; one number without axis
/// backward  none: the answer is piecewise constant
/// types     int64
/// domain    all x
/// edge      the first of several smallest elements; the first NaN, if there is one
/// errors    an axis outside [-rank, rank); no element
/// source    NumPy, `numpy.argmin`
struct argmin_operation : position_operation {
  static constexpr auto name = "argmin";

  template <class Value>
  static constexpr void kernel(std::int64_t* out, typegrad::shape const&,
                               list_view<word> attributes, reading<Value> x) {
    find(out, attributes, x, [](Value const& a, Value const& b) { return a < b; });
  }
};

namespace ops {
using argmin = argmin_operation;
}

/// The index of the smallest element of x along an axis, `argmin<-1>(x)`, or among all,
/// `argmin(x)`.
template <int... Axis, Operand Value>
constexpr auto argmin(Value const& x) {
  return apply_encoded<ops::argmin, typed_position<Axis...>>(x);
}
template <ShapedByType Value>
constexpr refused argmin(Value const&, int) {
  return refuse_axis_argument<Value>();
}
/// With an ordinary argument: `argmin(x, -1)`.
template <Recordable Symbol>
constexpr applied<ops::argmin, Symbol> argmin(Symbol const& x, axis_list const& axis) {
  return record_called<ops::argmin>(encode_position(x.extents(), axis), "argmin", x, axis);
}

}  // namespace typegrad
