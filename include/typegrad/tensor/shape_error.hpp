// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/shape/shape.hpp>

#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>

namespace typegrad {

/// Thrown at run time where shapes, axes, indices or counts do not fit; the words name the call,
/// the relation that must hold and the shapes. Nothing was changed then. Of the host: the static
/// mode reports while compiling.
class shape_error : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

/// "(2, 3)", "(3,)", or "a number" for rank 0.
inline std::string shape_text(shape const& extents) {
  if (extents.rank == 0) return "a number";
  std::string text = "(";
  for (int axis = 0; axis < extents.rank; ++axis)
    text += (axis > 0 ? ", " : "") + std::to_string(extents.extents[axis]);
  return text + (extents.rank == 1 ? ",)" : ")");
}

/// A call of its own even where programs are flattened: the text is a thousand instructions.
[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_shape(char const* before,
                                                                shape const& extents,
                                                                char const* behind = "") {
  throw shape_error(before + shape_text(extents) + behind);
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_rank() {
  throw shape_error("a tensor has at most 8 axes");
}

/// Number of elements of a shape that memory is to be found for.
/// errors: shape_error for a negative extent, and where the elements take more bytes than there are
/// addresses; extents
///         of 0 do not excuse the others, as in NumPy
template <class Number>
index_t checked_size(shape const& extents) {
  constexpr index_t most =
      (std::numeric_limits<index_t>::max)() / static_cast<index_t>(sizeof(Number));
  if (extents.rank < 0 || extents.rank > max_rank) refuse_rank();
  index_t product = 1;
  bool empty = false;
  for (int axis = 0; axis < extents.rank; ++axis) {
    index_t const extent = extents.extents[axis];
    if (extent < 0) refuse_shape("extents must not be negative: ", extents);
    if (extent == 0) empty = true;
    else if (extent > most / product)
      refuse_shape("a tensor of shape ", extents, " is larger than memory can be");
    else product *= extent;
  }
  return empty ? 0 : product;
}

}  // namespace typegrad
