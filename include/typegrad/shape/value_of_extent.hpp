// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/shape/slice.hpp>

namespace typegrad {

/// The value of an extent of a table, or of a number, given those of the table's factors.
template <class Table>
constexpr index_t value_of_extent(Table const& table, index_t const* factors, index_t extent) {
  if (!is_in_table(extent)) return extent;
  extent_polynomial const& polynomial = table.extents[number_in_table(extent)];
  index_t value = polynomial.constant;
  for (int i = 0; i < polynomial.count; ++i) {
    index_t product = polynomial.terms[i].coefficient;
    for (int const factor : polynomial.terms[i].factors)
      if (factor >= 0) product *= factors[factor];
    value += product;
  }
  return value;
}

/// The value of factor `i`, which is no axis, given those of the factors before it.
template <class Table>
constexpr index_t value_of_factor(Table const& table, index_t const* factors, int i) {
  extent_factor const& factor = table.factors[i];
  index_t const a = value_of_extent(table, factors, factor.a);
  switch (factor.kind) {
    case extent_kind::range_count:
      return shape_rule::normalize_range(take_range(factor.b, factor.c, factor.step), a).extent;
    case extent_kind::range_start:
      return shape_rule::normalize_range(take_range(factor.b, factor.c, factor.step), a).start;
    default:
      break;
  }
  index_t const b = value_of_extent(table, factors, factor.b);
  switch (factor.kind) {
    case extent_kind::quotient:
      return b == 0 ? 0 : a / b;
    case extent_kind::minimum:
      return a < b ? a : b;
    case extent_kind::sum:
      return a + b;
    default:
      return a * b;
  }
}

/// Puts numbers in the place of a table's extents.
template <class Table>
constexpr shape with_values(Table const& table, index_t const* factors, shape extents) {
  for (int axis = 0; axis < extents.rank; ++axis)
    extents.extents[axis] = value_of_extent(table, factors, extents.extents[axis]);
  extents.table = nullptr;
  return extents;
}

}  // namespace typegrad
