// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/call_words.hpp>
#include <typegrad/op/constant_beside.hpp>
#include <typegrad/op/open_call.hpp>
#include <typegrad/ops/cast.hpp>
#include <typegrad/ops/div.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/sub.hpp>
#include <typegrad/ops/sum.hpp>

namespace typegrad {

/// What `mean_squared_error` asks of its operands: null, or what does not hold.
constexpr char const* relation_of_alike(shape const& a, shape const& b) {
  return shape_rule::may_be_equal(a, b)
             ? nullptr
             : "a must have the shape of b: (n, 1) and (n,) would broadcast to (n, n)";
}
/// The mistake in `mean_squared_error` of operands of these types.
template <class Left, class Right>
struct alike_for_error {
  static constexpr auto name = "mean_squared_error";
  static constexpr char const* relation =
      relation_of_alike(typed_operand<Left>::extents, typed_operand<Right>::extents);
  static constexpr char const* relation_of(shape const& a, shape const& b) {
    return relation_of_alike(a, b);
  }
  static constexpr sentence words() { return words_of_call(name, {}, 2); }
  static constexpr bool is_decided(shape const& a, shape const& b) { return a == b; }
};

/// y = the sum of (a - b)^2 over all elements, divided by the extent of the first axis, the size of
/// the batch.
///
/// shape     a, b: S  ->  one number
/// backward  da = 2 dy (a - b) / n, db = -da       reads a and b
/// types     integers are subtracted in float64
/// domain    all a and b
/// edge      NaN among the elements gives NaN
/// errors    unequal shapes: (n, 1) and (n,) would broadcast to (n, n)
/// source    DeZero, `mean_squared_error`; the mean over all elements is `mean((a - b) * (a - b))`
template <Operand Left, Operand Right>
constexpr auto mean_squared_error(Left const& a, Right const& b) {
  using rule = alike_for_error<Left, Right>;
  if constexpr (is_refused<Left> || is_refused<Right>) {
    return refused{};
  } else if constexpr (rule::relation != nullptr && !Recordable<Left> && !Recordable<Right>) {
    return refuse<ops::sub, rule, Left, Right>();
  } else if constexpr (ShapeIsLookedUp<Left> || ShapeIsLookedUp<Right>) {
    shape const extents = extents_of(a);
    ask<rule>(a, b);
    auto const difference = as_real(a) - as_real(b);
    return div(sum(difference * difference),
               count_beside(difference, extents.rank == 0 ? 1 : extents.extents[0]));
  } else {
    constexpr shape extents = typed_operand<Left>::extents;
    auto const difference = as_real(a) - as_real(b);
    if constexpr (extents.rank == 0) return difference * difference;
    else
      return div(sum(difference * difference),
                 constant_beside<static_cast<int>(extents.extents[0])>(a));
  }
}

}  // namespace typegrad
