// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/div.hpp>
#include <typegrad/ops/sum.hpp>

namespace typegrad {

/// y = the sum over axes, divided by the number of elements that went into it.
///
/// shape     x: S  ->  S without the axes, or with extents 1 there (keepdims)
/// backward  dx = dy / count, repeated along the axes
/// types     integers and masks give float64
/// errors    an axis outside [-rank, rank), or named twice
template <int... Axis, Operand X, KeepTag... Keep>
constexpr auto mean(X const& x, Keep... keep) {
  return div(sum<Axis...>(x, keep...), count_along<Axis...>(x));
}
template <Recordable Symbol>
constexpr Symbol mean(Symbol x, axis_list const& axes, bool keep = false) {
  return div(sum(x, axes, keep), reduced_count(x.extents(), axes));
}

}  // namespace typegrad
