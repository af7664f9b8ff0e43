#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/shape/extent_table.hpp>

#include <type_traits>

namespace typegrad {

/// The largest number of axes that a shape can have.
inline constexpr int max_rank = 8;

/// What counts or numbers something in a call: `{3, 2}`, but neither `{2.5}` nor `{true}`.
template <class Integer>
concept WholeNumber = std::is_integral_v<Integer> && !std::is_same_v<Integer, bool>;
/// An index of an element: an integer, or what becomes one, such as an enumerator; 1.5 is none.
template <class Index>
concept ElementIndex = std::is_convertible_v<Index, index_t> && !std::is_floating_point_v<Index>;

/// The extents of a tensor, outermost axis first; rank 0 is a scalar.
/// Unused extents stay zero, so that equal shapes have equal members.
struct shape {
  int rank = 0;
  index_t extents[max_rank]{};
  extent_table* table =
      nullptr;  ///< of a shape within a graph with open extents: what these are made of

  constexpr shape() = default;
  /// The extents in a call: `{3, 2}` in `reshape(x, {3, 2})`, or one number.
  ///
  /// A constructor of numbers and not of a list, so that their count is checked while compiling.
  template <WholeNumber... Extents>
    requires(sizeof...(Extents) > 0)
  constexpr shape(Extents... extent) noexcept
      : rank(sizeof...(Extents)), extents{static_cast<index_t>(extent)...} {
    static_assert(sizeof...(Extents) <= max_rank, "typegrad: a shape has at most 8 axes");
  }

  /// Extent of `axis`, which is in [0, rank).
  constexpr index_t operator[](int axis) const noexcept { return extents[axis]; }

  /// Number of elements: the product of the extents, 1 for rank 0; open if an extent is known only
  /// at run time.
  constexpr index_t size() const noexcept {
    index_t product = 1;
    for (int axis = 0; axis < rank; ++axis) {
      if (extents[axis] < 0) return open_size();
      product *= extents[axis];
    }
    return product;
  }

  /// The same where no extent is open, as in the kernels of a program.
  constexpr index_t known_size() const noexcept {
    index_t product = 1;
    for (int axis = 0; axis < rank; ++axis) product *= extents[axis];
    return product;
  }

  /// Adds an innermost axis; the rank is below `max_rank`.
  constexpr void append(index_t extent) noexcept { extents[rank++] = extent; }

  friend constexpr bool operator==(shape const& a, shape const& b) noexcept {
    bool equal = a.rank == b.rank;
    for (int axis = 0; equal && axis < a.rank; ++axis) equal = a.extents[axis] == b.extents[axis];
    return equal;
  }

 private:
  constexpr index_t open_size() const noexcept {
    if (table == nullptr) return dyn;
    index_t product = 1;
    for (int axis = 0; axis < rank; ++axis) product = table->product(product, extents[axis]);
    return product;
  }
};

/// `make_shape(2, 3)` is the shape of a matrix with two rows and three columns.
template <class... Extents>
constexpr shape make_shape(Extents... extents) noexcept {
  static_assert(sizeof...(Extents) <= max_rank, "a shape has at most 8 axes");
  shape result;
  (result.append(static_cast<index_t>(extents)), ...);
  return result;
}

/// A list of axes in the caller's order; negative axes count from the end.
/// `all_axes` is a value of its own, because the empty list means "no axis".
struct axis_list {
  int count = 0;
  int values[max_rank]{};

  constexpr axis_list() = default;
  /// The axes in a call: `{0, -1}` in `sum(x, {0, -1})`, or one number.
  template <WholeNumber... Arguments>
    requires(sizeof...(Arguments) > 0)
  constexpr axis_list(Arguments... axis) noexcept
      : count(sizeof...(Arguments)), values{static_cast<int>(axis)...} {
    static_assert(sizeof...(Arguments) <= max_rank, "typegrad: a list has at most 8 axes");
  }

  constexpr int operator[](int place) const noexcept { return values[place]; }

  /// True for `all_axes`, which stands for every axis of a shape not known yet.
  constexpr bool is_all() const noexcept { return count < 0; }

  /// Adds an axis at the end; the count is in [0, max_rank).
  constexpr void append(int axis) noexcept { values[count++] = axis; }

  constexpr bool contains(int axis) const noexcept {
    for (int place = 0; place < count; ++place)
      if (values[place] == axis) return true;
    return false;
  }

  friend constexpr bool operator==(axis_list const&, axis_list const&) = default;
};

/// Every axis, whatever the rank: NumPy's `axis=None`.
inline constexpr axis_list all_axes = [] {
  axis_list axes;
  axes.count = -1;
  return axes;
}();

/// `make_axes(0, -1)`; without arguments it is the empty list, which is not `all_axes`.
template <class... Arguments>
constexpr axis_list make_axes(Arguments... axes) noexcept {
  static_assert(sizeof...(Arguments) <= max_rank, "a list has at most 8 axes");
  axis_list result;
  (result.append(static_cast<int>(axes)), ...);
  return result;
}

/// What a rule of shapes answers: the shape, or the relation that does not hold.
struct shape_result {
  shape value;
  char const* relation = nullptr;  ///< static text of what must hold, "columns of a must equal rows
                                   ///< of b"; null if it does

  /// True if the operands fit.
  constexpr explicit operator bool() const noexcept { return relation == nullptr; }
};

}  // namespace typegrad
