#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/shape/normalize_axes.hpp>

namespace typegrad::shape_rule {

/// The reduced axes in ascending order, so that equal reductions compare equal.
/// errors: those of `normalize_axes`
constexpr axes_result reduced_axes(shape const& a, axis_list const& axes) noexcept {
  axes_result result = normalize_axes(axes, a.rank);
  if (result && !axes.is_all()) result.value = sorted_axes(result.value, a.rank);
  return result;
}

/// The shape left when `axes` are reduced: they disappear, or become 1 with `keepdims`.
/// The empty list reduces nothing, `all_axes` everything.
/// errors: those of `normalize_axes`
constexpr shape_result reduce(shape const& a, axis_list const& axes,
                              bool keepdims = false) noexcept {
  axes_result const reduced = normalize_axes(axes, a.rank);
  if (!reduced) return {{}, reduced.relation};
  shape_result result;
  result.value.table = a.table;
  for (int axis = 0; axis < a.rank; ++axis) {
    if (!reduced.value.contains(axis)) result.value.append(a.extents[axis]);
    else if (keepdims) result.value.append(1);
  }
  return result;
}

}  // namespace typegrad::shape_rule
