// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/shape/open_extent.hpp>

namespace typegrad {

/// The largest number of elements that a shape may ask for: their bytes can still be counted.
inline constexpr index_t most_elements = PTRDIFF_MAX / 16;

namespace shape_rule {

/// `a`, if a tensor of that shape can exist. Asked of shapes that a call names at run time; open
/// extents count as 1.
/// errors: a negative extent; more elements than memory has addresses, where zeros among the
/// extents count as 1
constexpr shape_result countable(shape const& a) noexcept {
  index_t size = 1;
  for (int axis = 0; axis < a.rank; ++axis) {
    index_t const extent = a.extents[axis];
    if (extent == dyn || is_named(extent) || (a.table != nullptr && is_in_table(extent))) continue;
    if (extent < 0) return {{}, "extents must not be negative"};
    if (extent > 1 && size > most_elements / extent)
      return {{}, "the elements must fit into memory"};
    size *= extent > 1 ? extent : 1;
  }
  return {a};
}

/// The same of a value that exists at run time: all of its extents are numbers.
/// errors: those of `countable`; an open extent, which is a negative number
constexpr shape_result known_and_countable(shape const& a) noexcept {
  for (int axis = 0; axis < a.rank; ++axis)
    if (a.extents[axis] < 0) return {{}, "extents must not be negative"};
  return countable(a);
}

}  // namespace shape_rule

/// The number of elements of a tensor with these extents; -1 where there cannot be as many.
template <index_t... Extents>
inline constexpr index_t elements_of_extents = [] {
  constexpr index_t extents[] = {1, Extents...};
  index_t count = 1;
  bool is_empty = false;
  for (index_t const extent : extents) {
    if (extent < 0 || (extent > 0 && count > most_elements / extent)) return index_t{-1};
    if (extent == 0) is_empty = true;
    else count *= extent;
  }
  return is_empty ? 0 : count;
}();

}  // namespace typegrad
