// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/reshape.hpp>
#include <typegrad/shape/squeeze.hpp>

namespace typegrad {

/// The shape of `squeeze<Axis...>(x)`.
template <int... Axis>
struct squeezed {
  static constexpr auto name = "squeeze";
  static constexpr shape_result result_of(shape const& from) {
    return shape_rule::squeeze(from, sizeof...(Axis) == 0 ? all_axes : make_axes(Axis...));
  }
};

/// y = x without axes of extent 1: without all of them, `squeeze(x)`, or those named, `squeeze<0,
/// -1>(x)`.
///
/// shape     x: (1, n, 1)  ->  (n,)
/// backward  dx = dy under the shape of x
/// domain    all x
/// edge      none: elements stay what they are
/// cost      none
/// errors    a named axis whose extent is not 1, outside [-rank, rank), or named twice
/// source    NumPy, `numpy.squeeze`
template <int... Axis, Operand Value>
constexpr auto squeeze(Value const& x) {
  return reshape_by<squeezed<Axis...>>(x);
}
/// With ordinary arguments: `squeeze(x, {0, -1})`.
template <Recordable Symbol>
constexpr Symbol squeeze(Symbol const& x, axis_list const& axes) {
  shape_result const wanted = shape_rule::squeeze(x.extents(), axes);
  require_call(wanted.relation, "squeeze", x, axes);
  return reshape_to(x, wanted.value);
}

}  // namespace typegrad
