// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/constant_beside.hpp>
#include <typegrad/ops/add.hpp>
#include <typegrad/ops/cast.hpp>
#include <typegrad/ops/equal.hpp>
#include <typegrad/ops/exp.hpp>
#include <typegrad/ops/isfinite.hpp>
#include <typegrad/ops/log.hpp>
#include <typegrad/ops/max.hpp>
#include <typegrad/ops/reshape.hpp>
#include <typegrad/ops/stop_gradient.hpp>
#include <typegrad/ops/sub.hpp>
#include <typegrad/ops/sum.hpp>
#include <typegrad/ops/where.hpp>

#include <limits>

namespace typegrad {

/// The logarithm of a sum of exponentials of numbers whose largest is `largest`.
template <class Value, class Sum>
constexpr auto shifted_logsumexp(Value const& x, auto const& largest, Sum const& sum_of) {
  auto const shift = where(isfinite(largest), largest, constant_beside<0>(largest));
  auto const total = sum_of(exp(x - stop_gradient(shift)));
  return log(where(equal(total, constant_beside<0>(total)), constant_beside<1>(total), total)) +
         stop_gradient(largest);  // total 0: every element is -infinity
}

template <int... Axis>
struct reduced_shape {
  /// Of what keeps the axes: the same.
  static constexpr shape_result result_of(shape const& from) {
    return shape_rule::reduce(from, named_axes<Axis...>);
  }
};

/// y = log(sum(exp(x))) over axes, without overflow.
///
/// shape     x: S  ->  S without the axes, or with extents 1 there (keepdims)
/// backward  dx = dy softmax(x); reads the exponentials and their sum, so nothing is exponentiated
///           again
/// domain    all x; elements of -infinity count for nothing, and have derivative 0, also where
///           there is no other
/// edge      infinity gives infinity and the derivative NaN
/// errors    an axis outside [-rank, rank), or named twice; no element along the axes
/// source    SciPy, `special.logsumexp`
template <int... Axis, Operand Value, KeepTag... Keep>
constexpr auto logsumexp(Value const& x, Keep...) {
  auto const real = as_real(x);
  auto const sums = shifted_logsumexp(real, (max<Axis...>)(real, keepdims),
                                      [](auto const& e) { return sum<Axis...>(e, keepdims); });
  if constexpr (sizeof...(Keep) > 0) return sums;
  else if constexpr (Recordable<Value>)
    return reshape_to(sums, shape_rule::reduce(x.extents(), named_axes<Axis...>).value);
  else return reshape_by<reduced_shape<Axis...>>(sums);
}
template <ShapedByType Value>
constexpr refused logsumexp(Value const&, int) {
  return refuse_axis_argument<Value>();
}
/// With ordinary arguments: `logsumexp(x, {0, 1})`, `logsumexp(x, -1, keepdims)`.
template <Recordable Symbol>
constexpr auto logsumexp(Symbol const& x, axis_list const& axes, bool keep = false) {
  require_axes("logsumexp", x, axes, keep);
  auto const real = as_real(x);
  auto const sums = shifted_logsumexp(real, (max)(real, axes, true),
                                      [&](auto const& e) { return sum(e, axes, true); });
  return reshape_to(sums, shape_rule::reduce(x.extents(), axes, keep).value);
}

}  // namespace typegrad
