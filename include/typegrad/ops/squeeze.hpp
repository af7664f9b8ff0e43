// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/reshape.hpp>
#include <typegrad/shape/squeeze.hpp>

namespace typegrad {

/// The shape of `squeeze<Axis...>(x)`.
template <class X, int... Axis>
struct squeezed {
  static constexpr auto name = "squeeze";
  static constexpr char const* call = "squeeze<...>(a)";
  static constexpr shape_result result = shape_rule::squeeze(
      typed_operand<X>::extents, sizeof...(Axis) == 0 ? all_axes : make_axes(Axis...));
};

/// y = x without axes of extent 1: without all of them, `squeeze(x)`, or those named, `squeeze<0, -1>(x)`.
///
/// backward  dx = dy under the shape of x
/// cost      none
/// errors    a named axis whose extent is not 1, outside [-rank, rank), or named twice
template <int... Axis, Operand X>
  requires(!Recordable<X>)
constexpr auto squeeze(X const& x) {
  return reshape_by<squeezed<X, Axis...>>(x);
}
template <Recordable Symbol>
constexpr Symbol squeeze(Symbol x, axis_list const& axes = all_axes) {
  shape_result const wanted = shape_rule::squeeze(x.extents(), axes);
  if (!wanted) shapes_must_fit(wanted.relation);
  return reshape_to(x, wanted.value);
}

}  // namespace typegrad
