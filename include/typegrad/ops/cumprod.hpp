// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/constant_arithmetic.hpp>
#include <typegrad/math/wrapping.hpp>
#include <typegrad/op/call_words.hpp>
#include <typegrad/op/encode_axis.hpp>
#include <typegrad/op/masked_adjoint.hpp>
#include <typegrad/op/reading.hpp>
#include <typegrad/op/scan_axis.hpp>
#include <typegrad/ops/broadcast_to.hpp>
#include <typegrad/ops/flatten.hpp>
#include <typegrad/ops/recurrence.hpp>

namespace typegrad {

/// y = the running product along an axis: y_i = x_0 ... x_i.
///
/// shape     x: S  ->  S
/// backward  dx_i = y_(i-1) s_i with s_i = dy_i + x_(i+1) s_(i+1)                  reads x and y
/// domain    all x
/// edge      right where one element or several are zero, in derivatives of every order: nothing is
///           divided
/// types     integers stay integers; masks give int64
/// cost      one product per element, one after the other
/// errors    an axis outside [-rank, rank)
/// source    NumPy, `numpy.cumprod`
///
/// Attributes: the axis; 0.
struct cumprod_operation : operation_defaults {
  static constexpr auto name = "cumprod";
  static constexpr operation_kind kind = operation_kind::opaque;
  static constexpr bool is_straight = true;
  static constexpr int arity = 1;

  static constexpr scalar_type type(list_view<scalar_type> types, list_view<word>) {
    return types[0] == scalar_type::boolean ? scalar_type::int64 : types[0];
  }
  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word>) {
    return {x[0]};
  }
  template <class Number, class Value>
  static constexpr void kernel(Number* out, typegrad::shape const& result,
                               list_view<word> attributes, reading<Value> x) {
    auto const step = [&](Number total, index_t at) {
      auto const factor = static_cast<Number>(x[at]);
      if constexpr (math::wraps_around<Number>) return math::wrapped_product(total, factor);
      else if constexpr (math::is_ieee<Number>)
        return __builtin_is_constant_evaluated() ? math::constant::product(total, factor)
                                                 : total * factor;
      else return static_cast<Number>(total * factor);
    };
    scan_axis(out, result, attributes, step, Number(1));
  }
  static constexpr auto pullback(int, auto gy, auto y) {
    auto const axis = static_cast<int>(y.attributes()[0]);
    auto const x = y.operand(0);
    auto const ones = broadcast_to(literal_like(x, 1.0), typegrad::shape(x.extents()));
    auto const before = shifted(y, axis, false) + (ones - shifted(ones, axis, false));
    auto const slope = [&](auto factors) {
      return before * recurrence(shifted(factors, axis, true), gy, axis, true);
    };
    if (!gy.op().selects) return slope(x);
    // Nothing of what stands behind the last element that a mask leaves.
    auto const needed = nonzero(recurrence(ones, seen_through_masks(gy), axis, true));
    return select_by(needed, slope(select_by(needed, x, ones)), literal_like(x, 0.0));
  }
};

namespace ops {
using cumprod = cumprod_operation;
}

/// The running product along an axis: `cumprod<0>(x)`.
template <int Axis, Operand Value>
constexpr auto cumprod(Value const& x) {
  return apply_encoded<ops::cumprod, typed_axis<Axis>>(x);
}
/// Of all elements in row-major order, a vector, as NumPy: `cumprod(x)`.
template <Operand Value>
constexpr auto cumprod(Value const& x) {
  return cumprod<0>(flatten(x));
}
template <ShapedByType Value>
constexpr refused cumprod(Value const&, int) {
  return refuse_axis_argument<Value>();
}
/// With an ordinary argument: `cumprod(x, 0)`.
template <Recordable Symbol>
constexpr applied<ops::cumprod, Symbol> cumprod(Symbol const& x, int axis) {
  return record_called<ops::cumprod>(encode_axis(x.extents(), axis), "cumprod", x, axis);
}

}  // namespace typegrad
