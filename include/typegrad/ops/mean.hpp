// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/constant_beside.hpp>
#include <typegrad/ops/cast.hpp>
#include <typegrad/ops/div.hpp>
#include <typegrad/ops/sum.hpp>

namespace typegrad {

template <class Value, int Less, int... Axis>
struct elements_along {
  static constexpr index_t value =
      reduced_count(typed_operand<Value>::extents, named_axes<Axis...>) - Less;
};
/// The number of elements that a reduction of `x` combines, less `Less`, as an operand.
template <int Less, int... Axis, class Value>
constexpr auto count_operand(Value const& x) {
  if constexpr (ShapeIsLookedUp<Value> && Less == 0)
    return count_beside(x, count_along<Axis...>(x));
  else if constexpr (ShapeIsLookedUp<Value>) return count_beside(x, count_along<Axis...>(x)) - Less;
  else return constant_beside<elements_along<Value, Less, Axis...>>(x);
}

/// y = the sum over axes, divided by the number of elements that went into it.
///
/// shape     x: S  ->  S without the axes, or with extents 1 there (keepdims)
/// backward  dx = dy / count, repeated along the axes
/// types     integers and masks are added up in float64
/// domain    all x
/// edge      NaN of no elements
/// errors    an axis outside [-rank, rank), or named twice
/// source    NumPy, `numpy.mean`
template <int... Axis, Operand Value, KeepTag... Keep>
constexpr auto mean(Value const& x, Keep... keep) {
  return div(sum<Axis...>(as_real(x), keep...), count_operand<0, Axis...>(x));
}
template <ShapedByType Value>
constexpr refused mean(Value const&, int) {
  return refuse_axis_argument<Value>();
}
/// With ordinary arguments: `mean(x, {0, -1})`, `mean(x, 1, keepdims)`.
template <Recordable Symbol>
constexpr auto mean(Symbol const& x, axis_list const& axes, bool keep = false) {
  require_axes("mean", x, axes, keep);
  return div(sum(as_real(x), axes, keep), count_beside(x, reduced_count(x.extents(), axes)));
}

}  // namespace typegrad
