#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/shape/normalize_axes.hpp>
#include <typegrad/shape/open_extent.hpp>

namespace typegrad::shape_rule {

/// `a` without the named axes, whose extents are 1; `all_axes` removes every axis with extent 1.
/// errors: an extent other than 1; those of `normalize_axes`
constexpr shape_result squeeze(shape const& a, axis_list const& axes = all_axes) noexcept {
  axes_result const removed = normalize_axes(axes, a.rank);
  if (!removed) return {{}, removed.relation};
  shape_result result;
  result.value.table = a.table;
  for (int axis = 0; axis < a.rank; ++axis) {
    bool const named = removed.value.contains(axis);
    if (!named || (axes.is_all() && a.extents[axis] != 1)) result.value.append(a.extents[axis]);
    else if (!may_be_equal(a.extents[axis], 1)) return {{}, "a squeezed axis must have extent 1"};
  }
  return result;
}

/// `a` with new axes of extent 1 at the named places of the result: -1 is the last axis of the
/// result.
/// errors: too many axes; those of `normalize_axes` for the rank of the result
constexpr shape_result expand_dims(shape const& a, axis_list const& axes) noexcept {
  int const rank = a.rank + axes.count;
  if (axes.is_all()) return {{}, "the new axes must be named"};
  if (rank > max_rank) return {{}, "the result must have at most 8 axes"};
  axes_result const added = normalize_axes(axes, rank);
  if (!added) return {{}, added.relation};
  shape_result result;
  result.value.table = a.table;
  int old = 0;
  for (int axis = 0; axis < rank; ++axis)
    result.value.append(added.value.contains(axis) ? 1 : a.extents[old++]);
  return result;
}

}  // namespace typegrad::shape_rule
