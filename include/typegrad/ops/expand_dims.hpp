// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/reshape.hpp>
#include <typegrad/shape/squeeze.hpp>

namespace typegrad {

/// The shape of `expand_dims<Axis...>(x)`.
template <int... Axis>
struct expanded {
  static constexpr auto name = "expand_dims";
  static constexpr shape_result result_of(shape const& from) {
    return shape_rule::expand_dims(from, make_axes(Axis...));
  }
};

/// y = x with new axes of extent 1 at these places of the result: `expand_dims<-1>(x)` makes a
/// column of a vector.
///
/// shape     x: (n,)  ->  (n, 1) by expand_dims<-1>
/// backward  dx = dy under the shape of x
/// domain    all x
/// edge      none: elements stay what they are
/// cost      none
/// errors    an axis outside the result, or named twice; more than 8 axes
/// source    NumPy, `numpy.expand_dims`
template <int... Axis, Operand Value>
constexpr auto expand_dims(Value const& x) {
  return reshape_by<expanded<Axis...>>(x);
}
/// With ordinary arguments: `expand_dims(x, {0, -1})`.
template <Recordable Symbol>
constexpr Symbol expand_dims(Symbol const& x, axis_list const& axes) {
  shape_result const wanted = shape_rule::expand_dims(x.extents(), axes);
  require_call(wanted.relation, "expand_dims", x, axes);
  return reshape_to(x, wanted.value);
}

}  // namespace typegrad
