#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/shape/normalize_axes.hpp>

namespace typegrad::shape_rule {

/// rank - 1, ..., 1, 0: the permutation of a transpose without axes.
constexpr axis_list reversed_axes(int rank) noexcept {
  axis_list result;
  for (int axis = rank; axis-- > 0;) result.append(axis);
  return result;
}

/// The permutation with every axis counted from the front; `all_axes` reverses.
/// errors: not every axis exactly once
constexpr axes_result normalize_permutation(axis_list const& axes, int rank) noexcept {
  if (axes.is_all()) return {reversed_axes(rank)};
  if (axes.count != rank) return {{}, "the permutation must name every axis of a once"};
  return normalize_axes(axes, rank);
}

/// The permutation that undoes a normalised one: `inverse[axes[k]] == k`.
constexpr axis_list inverse_permutation(axis_list const& axes) noexcept {
  axis_list result;
  result.count = axes.count;
  for (int place = 0; place < axes.count; ++place) result.values[axes[place]] = place;
  return result;
}

/// Axis k of the result is axis `axes[k]` of `a`.
/// errors: not every axis exactly once
constexpr shape_result permute(shape const& a, axis_list const& axes) noexcept {
  axes_result const order = normalize_permutation(axes, a.rank);
  if (!order) return {{}, order.relation};
  shape_result result;
  result.value.table = a.table;
  for (int place = 0; place < a.rank; ++place) result.value.append(a.extents[order.value[place]]);
  return result;
}

}  // namespace typegrad::shape_rule
