#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/shape/shape.hpp>

namespace typegrad {

/// One axis in [0, rank), or the relation that does not hold.
struct axis_result {
  int value = 0;
  char const* relation = nullptr;

  constexpr explicit operator bool() const noexcept { return relation == nullptr; }
};

/// Axes in [0, rank), or the relation that does not hold.
struct axes_result {
  axis_list value;
  char const* relation = nullptr;

  constexpr explicit operator bool() const noexcept { return relation == nullptr; }
};

namespace shape_rule {

/// The axis counted from the front: -1 of rank 3 is 2.
/// errors: outside [-rank, rank)
constexpr axis_result normalize_axis(int axis, int rank) noexcept {
  if (axis < -rank || axis >= rank) return {0, "every axis must lie in [-rank, rank)"};
  return {axis < 0 ? axis + rank : axis};
}

/// The axes counted from the front, in the given order; `all_axes` becomes 0, 1, ..., rank - 1.
/// errors: an axis outside [-rank, rank), or named twice (1 and -1 of rank 2 are one axis)
constexpr axes_result normalize_axes(axis_list const& axes, int rank) noexcept {
  axes_result result;
  if (axes.is_all()) {
    for (int axis = 0; axis < rank; ++axis) result.value.append(axis);
    return result;
  }
  unsigned seen = 0;
  for (int place = 0; place < axes.count; ++place) {
    axis_result const axis = normalize_axis(axes[place], rank);
    if (!axis) return {{}, axis.relation};
    unsigned const bit = 1u << axis.value;
    if ((seen & bit) != 0) return {{}, "no axis may be named twice"};
    seen |= bit;
    result.value.append(axis.value);
  }
  return result;
}

/// Normalised axes in ascending order, for rules that do not depend on the order.
constexpr axis_list sorted_axes(axis_list const& axes, int rank) noexcept {
  axis_list result;
  for (int axis = 0; axis < rank; ++axis)
    if (axes.contains(axis)) result.append(axis);
  return result;
}

/// The axes of a shape that are not in a normalised list, ascending.
constexpr axis_list other_axes(axis_list const& axes, int rank) noexcept {
  axis_list result;
  for (int axis = 0; axis < rank; ++axis)
    if (!axes.contains(axis)) result.append(axis);
  return result;
}

}  // namespace shape_rule
}  // namespace typegrad
