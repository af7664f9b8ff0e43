// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply.hpp>
#include <typegrad/op/reading.hpp>
#include <typegrad/op/scan_axis.hpp>
#include <typegrad/ops/slice.hpp>

namespace typegrad {

/// `x` one place further along an axis, or one place back, with a zero where nothing comes from.
template <Recordable Symbol>
constexpr Symbol shifted(Symbol x, int axis, bool back) {
  shape const extents = x.extents();
  index_t const n = extents.extents[axis];
  index_t count = n > 0 ? n - 1 : 0;
  if constexpr (requires { x.graph->open; })
    if (is_open(n)) count = x.graph->open.table.range_count(n, 1, omitted, 1);
  word region[3 * max_rank]{};
  for (int k = 0; k < extents.rank; ++k) {
    region[3 * k] = k == axis && !back ? 1 : 0;
    region[3 * k + 1] = 1;
    region[3 * k + 2] = k == axis ? count : extents.extents[k];
  }
  return join_into(slice_along(x, axis, back ? 1 : 0, count), extents, {region, 3 * extents.rank});
}

/// y = the solution of y_i = a_i y_(i-1) + b_i along an axis, from y_(-1) = 0; or of y_i = a_i
/// y_(i+1) + b_i from y_n = 0.
///
/// shape     a: S, b: S  ->  S
/// backward  db_i = a_(i+1) db_(i+1) + dy_i, the recurrence the other way; da_i = db_i y_(i-1)
///           reads a and y
/// cost      one product and one addition per element, one after the other
///
/// Attributes: the axis; 1 for the other way. A cumulative sum has a = 1; cumulative products begin
/// with b.
struct recurrence_operation : operation_defaults {
  static constexpr auto name = "recurrence";
  static constexpr operation_kind kind = operation_kind::opaque;
  static constexpr bool is_straight = true;
  static constexpr int arity = 2;

  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word>) {
    return {x[1]};
  }
  template <class Number, class Left, class Right>
  static constexpr void kernel(Number* out, typegrad::shape const& result,
                               list_view<word> attributes, Left const& a, Right const& b) {
    scan_axis(out, result, attributes, [&](Number last, index_t at) {
      return static_cast<Number>(static_cast<Number>(a[at]) * last + static_cast<Number>(b[at]));
    });
  }
  static constexpr auto pullback(int which, auto gy, auto y) {
    auto const axis = static_cast<int>(y.attributes()[0]);
    bool const backwards = y.attributes()[1] != 0;
    auto const db = recurrence(shifted(y.operand(0), axis, !backwards), gy, axis, !backwards);
    return which == 1 ? db : db * shifted(y, axis, backwards);
  }
};

namespace ops {
using recurrence = recurrence_operation;
}

/// y_i = a_i y_(i-1) + b_i along an axis, for a and b of one shape and type.
template <Recordable Symbol>
constexpr Symbol recurrence(Symbol a, Symbol b, int axis, bool backwards = false) {
  word const attributes[] = {axis, backwards ? 1 : 0};
  return record<ops::recurrence>({attributes, 2}, a, b);
}

}  // namespace typegrad
