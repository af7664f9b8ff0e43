// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/constant_arithmetic.hpp>
#include <typegrad/math/wrapping.hpp>
#include <typegrad/op/call_words.hpp>
#include <typegrad/op/encode_axis.hpp>
#include <typegrad/op/reading.hpp>
#include <typegrad/op/scan_axis.hpp>
#include <typegrad/ops/flatten.hpp>

namespace typegrad {

/// y = the running sum along an axis: y_i = x_0 + ... + x_i, or x_i + ... + x_(n-1) in reverse.
///
/// shape     x: S  ->  S
/// backward  dx = the running sum of dy the other way   reads nothing
/// types     integers stay integers; masks give int64
/// domain    all x
/// edge      NaN stays in all sums behind it
/// cost      one addition per element, one after the other
/// source    NumPy, `numpy.cumsum`
///
/// Attributes: the axis; 1 for reverse.
struct cumsum_operation : operation_defaults {
  static constexpr auto name = "cumsum";
  static constexpr operation_kind kind = operation_kind::opaque;
  static constexpr bool is_straight = true;
  static constexpr int arity = 1;
  static constexpr bool linear = true;

  static constexpr scalar_type type(list_view<scalar_type> types, list_view<word>) {
    return types[0] == scalar_type::boolean ? scalar_type::int64 : types[0];
  }
  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word>) {
    return {x[0]};
  }
  template <class Number, class Value>
  static constexpr void kernel(Number* out, typegrad::shape const& result,
                               list_view<word> attributes, reading<Value> x) {
    scan_axis(out, result, attributes, [&](Number total, index_t at) {
      if constexpr (math::wraps_around<Number>)
        return math::wrapped_sum(total, static_cast<Number>(x[at]));
      else if constexpr (math::is_ieee<Number>)
        return __builtin_is_constant_evaluated()
                   ? math::constant::sum(total, static_cast<Number>(x[at]))
                   : total + static_cast<Number>(x[at]);
      else return static_cast<Number>(total + static_cast<Number>(x[at]));
    });
  }
  static constexpr auto pullback(int, auto gy, auto y) {
    word const attributes[] = {y.attributes()[0], 1 - y.attributes()[1]};
    return record<cumsum_operation>({attributes, 2}, gy);
  }
};

namespace ops {
using cumsum = cumsum_operation;
}

/// The running sum along an axis: `cumsum<0>(x)`.
template <int Axis, Operand Value>
constexpr auto cumsum(Value const& x) {
  return apply_encoded<ops::cumsum, typed_axis<Axis>>(x);
}
/// Of all elements in row-major order, a vector, as NumPy: `cumsum(x)`.
template <Operand Value>
constexpr auto cumsum(Value const& x) {
  return cumsum<0>(flatten(x));
}
template <ShapedByType Value>
constexpr refused cumsum(Value const&, int) {
  return refuse_axis_argument<Value>();
}
/// With an ordinary argument: `cumsum(x, 0)`.
template <Recordable Symbol>
constexpr applied<ops::cumsum, Symbol> cumsum(Symbol const& x, int axis) {
  return record_called<ops::cumsum>(encode_axis(x.extents(), axis), "cumsum", x, axis);
}

}  // namespace typegrad
