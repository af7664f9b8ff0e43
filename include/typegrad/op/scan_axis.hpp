// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/operation.hpp>
#include <typegrad/shape/shape.hpp>

namespace typegrad {

/// Along an axis, out[at] = last = step(last, at), from last = `first` in each line.
///
/// `attributes` are the axis, and 1 where lines are walked from their end.
///
/// cost      one step per element, one after the other
template <class Number, class Step>
constexpr void scan_axis(Number* out, shape const& extents, list_view<word> attributes, Step&& step,
                         Number first = {}) {
  auto const axis = static_cast<int>(attributes[0]);
  bool const backwards = attributes[1] != 0;
  index_t inner = 1;
  for (int k = axis + 1; k < extents.rank; ++k) inner *= extents.extents[k];
  index_t const n = extents.extents[axis];
  index_t const size = extents.known_size();
  for (index_t line = 0; line < size; line += n * inner)
    for (index_t k = 0; k < inner; ++k) {
      Number last = first;
      for (index_t i = 0; i < n; ++i) {
        index_t const at = line + k + (backwards ? n - 1 - i : i) * inner;
        last = step(last, at);
        out[at] = last;
      }
    }
}

}  // namespace typegrad
