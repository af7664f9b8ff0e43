// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/shape/shape.hpp>

namespace typegrad {

/// A reading of memory: element (i, j, ...) stands at `offset + i * strides[0] + j * strides[1] +
/// ...`.
///
/// units     elements
struct strided_view {
  bool exists = false;  ///< false: no strides describe it, so the elements must be copied
  index_t offset = 0;
  index_t strides[max_rank]{};

  friend constexpr bool operator==(strided_view const&, strided_view const&) = default;
};

/// The reading of a whole row-major array.
constexpr strided_view contiguous_view(shape const& extents) {
  strided_view view{true, 0, {}};
  index_t stride = 1;
  for (int axis = extents.rank - 1; axis >= 0; --axis) {
    view.strides[axis] = stride;
    stride *= extents.extents[axis];
  }
  return view;
}

/// Whether a view reads an array of this shape element after element from its start.
constexpr bool is_contiguous(strided_view const& view, shape const& extents) {
  index_t stride = 1;
  for (int axis = extents.rank - 1; axis >= 0; --axis) {
    if (extents.extents[axis] != 1 && view.strides[axis] != stride) return false;
    stride *= extents.extents[axis];
  }
  return view.exists;
}

/// The same elements over more axes, aligned at the right: read again along those that are added,
/// and along those where there is only one.
constexpr strided_view aligned_view(strided_view const& view, shape const& own, int rank) {
  strided_view aligned{true, view.offset, {}};
  for (int axis = rank - 1, k = own.rank - 1; k >= 0; --axis, --k)
    aligned.strides[axis] = own.extents[k] == 1 ? 0 : view.strides[k];
  return aligned;
}

/// Splits a row-major position into an index and follows strides.
constexpr index_t follow(strided_view const& view, shape const& extents, index_t position) {
  index_t place = view.offset;
  for (int axis = extents.rank - 1; axis >= 0; --axis) {
    place += position % extents.extents[axis] * view.strides[axis];
    position /= extents.extents[axis];
  }
  return place;
}

}  // namespace typegrad
