// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/shape/strided_view.hpp>

namespace typegrad {

/// The extents of a kernel's result as a program gives them that knows them: `Extents::known`, and
/// in `Extents::is_small` whether little code is wanted rather than little time, in `is_steady`
/// whether no jump may depend on the numbers, in `is_one_of_many` whether the program has so many
/// of these kernels that they should be calls of one function.
template <class Extents>
concept KnownExtents = requires { Extents::known; };

/// A row of a matrix, elements `step` apart.
template <class Number>
struct row_reading {
  Number const* first;
  index_t step;

  constexpr Number operator()(index_t j) const { return first[j * step]; }
};

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
#if !defined(__clang__)
  /// A row that is found at run time, by one pointer: GCC would compute the address of each element
  /// from the number of the row.
  constexpr row_reading<Number> row(index_t i) const {
    Number const* first = data + view.offset + i * view.strides[0];
    if (!__builtin_is_constant_evaluated()) asm("" : "+r"(first));
    return {first, view.strides[1]};
  }
#endif
};

/// An operand whose elements were computed one by one: those at places known while compiling are in
/// registers.
template <class Number>
struct reading_of_registers : reading<Number> {
  static constexpr bool are_in_registers = true;
};

/// A matrix, or a vector as its only column, at strides that a function is told.
template <class Number>
struct strided_matrix {
  Number const* first;
  index_t down;
  index_t right;

  constexpr explicit strided_matrix(reading<Number> const& x)
      : first(x.data + x.view.offset),
        down(x.view.strides[0]),
        right(x.extents.rank == 1 ? 0 : x.view.strides[1]) {}
  constexpr Number operator()(index_t i, index_t j) const { return first[i * down + j * right]; }
};

/// The elements of a matrix or a vector in row-major order.
template <class Number, class Elements>
constexpr void copy_rows(Number* to, shape const& extents, Elements const& from) {
  index_t const columns = extents.rank == 1 ? 1 : extents.extents[1];
  for (index_t i = 0; i < extents.extents[0]; ++i)
    for (index_t j = 0; j < columns; ++j)
      to[i * columns + j] = static_cast<Number>(extents.rank == 1 ? from(i) : from(i, j));
}

}  // namespace typegrad
