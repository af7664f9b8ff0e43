#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/shape/open_extent.hpp>

namespace typegrad::shape_rule {

/// The shape of `a + b`: axes are aligned at the right, extents are equal or one of them is 1.
/// Both operands may be stretched; rank 0 goes with everything. An extent that is known only at run
/// time is never stretched: it goes with another one of the same name, with `dyn`, and with 1.
/// errors: two extents that differ and are not 1
/// source: NumPy, "General broadcasting rules"
constexpr shape_result broadcast(shape const& a, shape const& b) noexcept {
  shape const& shorter = a.rank < b.rank ? a : b;
  shape_result result{a.rank < b.rank ? b : a};
  int const added = result.value.rank - shorter.rank;
  result.value.table = table_of(a, b);
  for (int axis = 0; axis < shorter.rank; ++axis) {
    index_t& extent = result.value.extents[added + axis];
    index_t const other = shorter.extents[axis];
    if (extent == other || other == 1) continue;
    if (is_open(extent) && is_open(other) && may_be_equal(extent, other)) {
      extent = common_extent(extent, other);
      continue;
    }
    if (extent != 1)
      return {{}, "extents of a and b, aligned at the last axis, must be equal or 1"};
    extent = other;
  }
  return result;
}

/// `target`, if `a` can be read as if it had that shape.
/// errors: fewer axes in the target; an extent of a that is neither 1 nor the target's
constexpr shape_result broadcast_to(shape const& a, shape const& target) noexcept {
  int const added = target.rank - a.rank;
  if (added < 0) return {{}, "the target must have at least as many axes as a"};
  for (int axis = 0; axis < a.rank; ++axis)
    if (a.extents[axis] != 1 && !may_be_equal(a.extents[axis], target.extents[added + axis]))
      return {{}, "extents of a, aligned at the last axis, must be 1 or equal those of the target"};
  return {target};
}

/// `target`, if summing over added and stretched axes of `a` gives exactly that shape.
/// errors: a target that does not broadcast to the shape of a
constexpr shape_result sum_to(shape const& a, shape const& target) noexcept {
  if (!broadcast_to(target, a)) return {{}, "the target must broadcast to the shape of a"};
  return {target};
}

/// The common shape of operands that must not be stretched, as in a loss.
/// errors: any difference, (3, 1) against (3,) included
constexpr shape_result same_shape(shape const& a, shape const& b) noexcept {
  if (!may_be_equal(a, b)) return {{}, "a and b must have the same shape"};
  return {common_shape(a, b)};
}

/// The axes of `to` along which an operand of shape `from` is repeated; `from` broadcasts to `to`.
/// These are the axes to sum over in order to undo the broadcast.
constexpr axis_list stretched_axes(shape const& from, shape const& to) noexcept {
  axis_list result;
  int const added = to.rank - from.rank;
  for (int axis = 0; axis < to.rank; ++axis)
    if (axis < added || (from.extents[axis - added] == 1 && to.extents[axis] != 1))
      result.append(axis);
  return result;
}

}  // namespace typegrad::shape_rule
