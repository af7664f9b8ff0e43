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

/// Where extents are not numbers yet: the target, with what is left for the axis `inferred` (-1:
/// none).
///
/// Whether the numbers of elements agree shows when the extents are known, but for what their
/// factors decide.
constexpr shape_result reshape_of_open(shape const& a, shape const& target, int inferred) noexcept {
  shape others = target;
  if (inferred >= 0) others.extents[inferred] = 1;
  others.table = a.table;
  known_extents const of_a(a);
  known_extents const of_others(others);
  shape_result result{target};
  result.value.table = a.table;
  if (inferred < 0) {
    bool const differ =
        of_a.product == 0 ? of_others.product != 0 : of_others.product % of_a.product != 0;
    if (of_others.open_count == 0 && differ)
      return {{}, "the number of elements must stay the same"};
    return result;
  }
  if (of_others.product == 0) return {{}, "the known extents must divide the number of elements"};
  if (a.table != nullptr && is_named(of_others.open))
    return result;  // no argument has it, which is said where names are looked up
  index_t& left = result.value.extents[inferred];
  if (a.table != nullptr) left = quotient_of_extents(a.table, a.size(), others.size());
  else if (of_others.open_count == 0)
    left = of_a.open_count == 1 && of_a.product == of_others.product ? of_a.open : dyn;
  else if (is_named(of_others.open) && of_others.open == of_a.open &&
           of_a.product % of_others.product == 0)
    left = of_a.product / of_others.product;
  else left = dyn;
  return result;
}

/// `wanted` with an extent of -1 (or `dyn`) replaced by what is left. A named extent is that of an
/// argument.
/// errors: a number of elements that changes; two extents of -1; one that does not come out even
constexpr shape_result reshape(shape const& a, shape const& wanted) noexcept {
  shape const target = with_names_looked_up(a.table, wanted);
  int inferred = -1;
  index_t known = 1;
  bool open = is_open(a);
  for (int axis = 0; axis < target.rank; ++axis) {
    index_t const extent = target.extents[axis] == dyn ? -1 : target.extents[axis];
    bool const is_known_later = is_named(extent) || (a.table != nullptr && is_in_table(extent));
    open = open || is_known_later;
    if (extent < -1 && !is_known_later) return {{}, "extents must not be negative, except one -1"};
    if (extent != -1) {
      if (!is_known_later && __builtin_mul_overflow(known, extent, &known))
        return {{}, "the number of elements must stay the same"};
    } else if (inferred < 0) {
      inferred = axis;
    } else {
      return {{}, "at most one extent may be -1"};
    }
  }
  if (open) return reshape_of_open(a, target, inferred);
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
