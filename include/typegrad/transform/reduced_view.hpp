// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/operation.hpp>

namespace typegrad {

/// Where a reduction over an index space puts each element: stride 0 along the reduced axes.
///
/// The attributes of a reduction are `keepdims` and then its axes, normalised and sorted.
constexpr strided_view reduced_view(shape const& from, list_view<word> attributes) {
  strided_view view{true, 0, {}};
  index_t stride = 1;
  for (int axis = from.rank - 1; axis >= 0; --axis) {
    bool reduced = false;
    for (int i = 1; i < attributes.count; ++i) reduced = reduced || attributes[i] == axis;
    if (reduced) continue;
    view.strides[axis] = stride;
    stride *= from.extents[axis];
  }
  return view;
}

}  // namespace typegrad
