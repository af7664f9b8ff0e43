#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/shape/open_extent.hpp>

namespace typegrad::shape_rule {

/// The product of the extents that are numbers, and the open one where there is just one: else 0.
struct known_extents {
  index_t product = 1;
  index_t open = 0;
  int open_count = 0;

  constexpr explicit known_extents(shape const& a) noexcept {
    for (int axis = 0; axis < a.rank; ++axis) {
      index_t const extent = a.extents[axis];
      if (!is_open(extent)) product *= extent;
      else open = ++open_count == 1 ? extent : 0;
    }
  }
};

/// Where `a` has extents that are not numbers yet: what is left for `inferred` (-1: none) beside `known` elements.
constexpr shape_result reshape_of_open(shape const& a, shape const& target, int inferred, index_t known) noexcept {
  known_extents const of_a(a);
  shape_result result{target};
  if (inferred >= 0) {
    if (known == 0) return {{}, "the known extents must divide the number of elements"};
    result.value.extents[inferred] = of_a.open_count == 1 && of_a.product == known ? of_a.open : dyn;
  } else if (of_a.product == 0 ? known != 0 : known % of_a.product != 0) {
    return {{}, "the number of elements must stay the same"};
  }
  return result;
}

/// The target shape with its one -1 or `dyn`, if any, replaced by what is left of the elements of `a`.
/// errors: two extents of -1; a count of elements that changes or does not divide
constexpr shape_result reshape(shape const& a, shape const& target) noexcept {
  int inferred = -1;
  index_t known = 1;
  for (int axis = 0; axis < target.rank; ++axis) {
    index_t const extent = target.extents[axis] == dyn ? -1 : target.extents[axis];
    if (extent < -1) return {{}, "extents must not be negative, except one -1"};
    if (extent != -1) {
      if (__builtin_mul_overflow(known, extent, &known)) return {{}, "the number of elements must stay the same"};
    } else if (inferred < 0) {
      inferred = axis;
    } else {
      return {{}, "at most one extent may be -1"};
    }
  }
  if (is_open(a)) return reshape_of_open(a, target, inferred, known);
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
