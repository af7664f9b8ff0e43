// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/shape/normalize_axes.hpp>
#include <typegrad/shape/stride_list.hpp>
#include <typegrad/tensor/shape_error.hpp>

#include <type_traits>

namespace typegrad {

[[noreturn]] inline void refuse_index_count(std::size_t count, shape const& extents) {
  std::string words = "x(i, j, ...): takes exactly one index for each axis of x, not " +
                      std::to_string(count) + "; x is " + shape_text(extents);
  if (extents == make_shape(static_cast<index_t>(count)))  // x({2, 3}) for x(shape{2, 3})
    words += "; numbers in braces are its elements, a shape is tg::shape{2, 3}";
  throw shape_error(words);
}
[[noreturn]] inline void refuse_index(index_t index, int axis, shape const& extents) {
  throw shape_error("x(i, j, ...): every index must lie in [0, extent) of its axis; index " +
                    std::to_string(index) + " of axis " + std::to_string(axis) + ", x is " +
                    shape_text(extents));
}

/// Where element (indices...) stands, counted from element (0, 0, ...).
/// errors: shape_error for another number of indices than axes, and outside [0, extent)
template <class... Indices>
index_t strided_position(shape const& extents, stride_list const& strides, Indices... indices) {
  if (sizeof...(Indices) != static_cast<std::size_t>(extents.rank))
    refuse_index_count(sizeof...(Indices), extents);
  index_t position = 0;
  int axis = 0;
  [[maybe_unused]] auto const step = [&](index_t index) {
    if (index < 0 || index >= extents.extents[axis]) refuse_index(index, axis, extents);
    position += index * strides.values[axis];
    ++axis;
  };
  (step(static_cast<index_t>(indices)), ...);
  return position;
}

/// The same in row-major memory.
template <class... Indices>
index_t row_major_position(shape const& extents, Indices... indices) {
  if (sizeof...(Indices) != static_cast<std::size_t>(extents.rank))
    refuse_index_count(sizeof...(Indices), extents);
  index_t position = 0;
  int axis = 0;
  [[maybe_unused]] auto const step = [&](index_t index) {
    if (index < 0 || index >= extents.extents[axis]) refuse_index(index, axis, extents);
    position = position * extents.extents[axis] + index;
    ++axis;
  };
  (step(static_cast<index_t>(indices)), ...);
  return position;
}

/// The extent of an axis, negative ones from the end.
/// errors: shape_error outside [-rank, rank)
inline index_t checked_extent(shape const& extents, int axis) {
  axis_result const normal = shape_rule::normalize_axis(axis, extents.rank);
  if (!normal)
    throw shape_error("x.extent(" + std::to_string(axis) + "): " + normal.relation + "; x is " +
                      shape_text(extents));
  return extents.extents[normal.value];
}

/// Python's `len`: the extent of the first axis.
/// errors: shape_error for rank 0
inline index_t checked_length(shape const& extents) {
  if (extents.rank == 0) throw shape_error("x.len(): a tensor of rank 0 has no length");
  return extents.extents[0];
}

}  // namespace typegrad
