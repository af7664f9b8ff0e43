#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/shape/open_extent.hpp>

namespace typegrad {

/// The largest matrix that is worked on in registers, and has cofactors.
inline constexpr index_t max_small_matrix = 6;

namespace shape_rule {

/// The shape of `a`, a square matrix.
/// errors: rank other than 2; not square; no row
constexpr shape_result square(shape const& a) noexcept {
  if (a.rank != 2 || !may_be_equal(a.extents[0], a.extents[1]))
    return {{}, "a must be a square matrix"};
  if (a.extents[0] == 0) return {{}, "a must have at least one row"};
  return {a};
}
/// The same of few rows.
/// errors: those of `square`; more than 6 rows
constexpr shape_result small_square(shape const& a) noexcept {
  if (shape_result const whole = square(a); !whole) return whole;
  if (a.extents[0] > max_small_matrix)
    return {{}, "a must have at most 6 rows: cofactors of more take too long"};
  return {a};
}

/// The shape of x in a x = b: that of b.
/// errors: those of `square`; b is no vector or matrix with as many rows as a
constexpr shape_result solve(shape const& a, shape const& b) noexcept {
  if (shape_result const whole = square(a); !whole) return whole;
  if (b.rank != 1 && b.rank != 2) return {{}, "b must be a vector or a matrix"};
  if (!may_be_equal(a.extents[0], b.extents[0])) return {{}, "b must have as many rows as a"};
  return {b};
}

}  // namespace shape_rule
}  // namespace typegrad
