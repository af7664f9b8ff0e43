// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/interpret/program_memory.hpp>
#include <typegrad/kernel/sum_levels.hpp>

namespace typegrad {

/// The `sum_levels` of a sum of many rows into several results.
struct sum_in_parts {
  location higher;      ///< the sums of parts, then those of parts of parts
  location end;         ///< the element of the loop behind the present part
  int axis = 0;         ///< of the view, from which on rows are added up
  index_t results = 0;  ///< of one turn of the axes in front of it, which has `slice` elements
  index_t slice = 0;
  index_t part = 0;  ///< elements

  bool exists() const { return end.exists(); }
  /// Where the results of slice number `turn` begin.
  index_t first_result(merged_view const& view, index_t turn) const {
    index_t place = 0;
    for (int d = axis - 1; d >= 0; --d) {
      place += turn % view.extents[d] * view.strides[d];
      turn /= view.extents[d];
    }
    return place;
  }
  /// The length of the part that begins so many elements behind the beginning of a slice.
  index_t part_from(index_t in_slice) const {
    return slice - in_slice < part ? slice - in_slice : part;
  }
};

/// Along the first axis that is long, or the first. None if the rows are few, or if there is one
/// result. A run along the innermost axis is added up in lanes, and counts as one row.
inline sum_in_parts find_parts(merged_view const& view, int bytes, program_memory& memory) {
  sum_in_parts made;
  made.axis = view.count;
  for (int d = view.count - 1; d >= 0; --d)
    if (view.strides[d] == 0 &&
        (made.axis == view.count || view.extents[d] > sum_levels::few_rows ||
         view.extents[made.axis] <= sum_levels::few_rows))
      made.axis = d;
  if (made.axis == view.count || view.is_uniform()) return made;
  made.slice = made.results = 1;
  for (int d = made.axis; d < view.count; ++d) {
    made.slice *= view.extents[d];
    if (view.strides[d] != 0) made.results *= view.extents[d];
  }
  int const inner = view.count - 1;
  index_t const length = view.extents[inner];
  index_t const run = view.strides[inner] != 0  ? 1
                      : length < block_elements ? length
                                                : block_elements;
  made.part = sum_levels::rows * run * made.results;
  if (made.slice <= 2 * made.part) return made;
  made.higher = memory.reserve(2 * made.results * bytes);
  made.end = memory.reserve(static_cast<index_t>(sizeof(index_t)));
  return made;
}

}  // namespace typegrad
