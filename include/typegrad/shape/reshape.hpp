#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/shape/shape.hpp>

namespace typegrad::shape_rule {

/// The target shape with its one -1, if any, replaced by what is left of the elements of `a`.
/// errors: two extents of -1; a count of elements that changes or does not divide
constexpr shape_result reshape(shape const& a, shape const& target) noexcept {
  int inferred = -1;
  index_t known = 1;
  for (int axis = 0; axis < target.rank; ++axis) {
    index_t const extent = target.extents[axis];
    if (extent < -1) return {{}, "extents must not be negative, except one -1"};
    if (extent != -1) {
      known *= extent;
    } else if (inferred < 0) {
      inferred = axis;
    } else {
      return {{}, "at most one extent may be -1"};
    }
  }
  index_t const size = a.size();
  shape_result result{target};
  if (inferred < 0) {
    if (known != size) return {{}, "the number of elements must stay the same"};
    return result;
  }
  if (known == 0 || size % known != 0)
    return {{}, "the known extents must divide the number of elements"};
  result.value.extents[inferred] = size / known;
  return result;
}

}  // namespace typegrad::shape_rule
