// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/shape/strided_view.hpp>

namespace typegrad {

/// The extents of a kernel's result as a program gives them that knows them: `Extents::known`, and
/// in `Extents::is_small` whether little code is wanted rather than little time, in `is_steady`
/// whether no jump may depend on the numbers.
template <class Extents>
concept KnownExtents = requires { Extents::known; };

/// An operand of an opaque operation's kernel: elements at strides of somebody's memory.
template <class Number>
struct reading {
  Number const* data;
  typegrad::shape extents;
  strided_view view;

  /// The element at row-major position `position`.
  constexpr Number operator[](index_t position) const {
    index_t place = view.offset;
    for (int axis = extents.rank - 1; axis >= 0; --axis) {
      place += position % extents.extents[axis] * view.strides[axis];
      position /= extents.extents[axis];
    }
    return data[place];
  }
  /// The element at an index of one or two axes.
  constexpr Number operator()(index_t i) const { return data[view.offset + i * view.strides[0]]; }
  constexpr Number operator()(index_t i, index_t j) const {
    return data[view.offset + i * view.strides[0] + j * view.strides[1]];
  }
};

}  // namespace typegrad
