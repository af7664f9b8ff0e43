// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/join.hpp>

namespace typegrad {

// A lone part is a join of one operand that does not fill it: what a part of a tensor sends back in
// reverse mode and what a Jacobian is seeded with. Operations that meet one compute on the part, so
// that the zeros around it cost nothing. That a zero times an infinity would be NaN is left aside:
// these zeros are exact.

constexpr bool is_lone_part(auto x) {
  if (x.op().kind != operation_kind::join || x.operand_count() != 1) return false;
  index_t const part = x.operand(0).extents().size();
  index_t const whole = x.extents().size();
  return !is_open(part) && !is_open(whole) && part < whole;
}
/// A lone part of rank 0.
constexpr bool is_lone_number(auto x) { return is_lone_part(x) && x.operand(0).rank() == 0; }

/// The index along `axis` at which the region of a lone part starts.
constexpr index_t start_of_part(auto part, int axis) {
  return static_cast<index_t>(part.attributes()[1 + part.rank() + 3 * axis]);
}
/// The row-major position of a lone number.
constexpr index_t position_of_number(auto part) {
  index_t position = 0;
  for (int axis = 0; axis < part.rank(); ++axis)
    position = position * part.extents()[axis] + start_of_part(part, axis);
  return position;
}

/// The items of the region of a lone part, as those of a slice.
template <Recordable Symbol>
constexpr growing_array<word> region_of_part(Symbol part) {
  growing_array<word> region;
  for (int i = 1 + part.rank(); i < part.attributes().count; ++i)
    region.push_back(part.attributes()[i]);
  return region;
}
/// `value` in the place of a lone part.
template <Recordable Symbol>
constexpr Symbol in_place_of(Symbol part, Symbol value) {
  growing_array<word> const region = region_of_part(part);
  return join_into(value, shape(part.extents()), {region.data(), region.size()});
}

/// The product of a lone part and a factor of rank 0 or of its own shape; `{}` otherwise.
template <Recordable Symbol>
constexpr Symbol scale_lone_part(Symbol part, Symbol factor) {
  if (!is_lone_part(part) || (factor.rank() != 0 && !(factor.extents() == part.extents())))
    return {};
  if (factor.rank() == 0) return in_place_of(part, part.operand(0) * factor);
  growing_array<word> const region = region_of_part(part);
  return in_place_of(
      part, part.operand(0) * slice_by(factor, list_view<word>{region.data(), region.size()}));
}

/// A lone part under a mask of rank 0, zero where it does not have the answer `side`: the mask goes
/// to the part; `{}` otherwise.
template <Recordable Symbol>
constexpr Symbol mask_lone_part(Symbol mask, Symbol part, bool side) {
  if (mask.rank() != 0 || !is_lone_part(part)) return {};
  auto const inner = part.operand(0);
  auto const zero = literal_like(inner, 0.0);
  return in_place_of(part, side ? select_by(mask, inner, zero) : select_by(mask, zero, inner));
}

/// A lone number under another shape of the same size; `{}` where `x` is none.
template <Recordable Symbol>
constexpr Symbol reshape_lone_number(Symbol x, shape const& target) {
  if (!is_lone_number(x)) return {};
  return place_number(x.operand(0), target, position_of_number(x));
}

/// The sum of a lone number over axes; `{}` where `x` is none.
template <Recordable Symbol>
constexpr Symbol sum_lone_number(Symbol x, axis_list const& axes, shape const& target) {
  if (!is_lone_number(x)) return {};
  index_t position = 0;
  for (int axis = 0; axis < x.rank(); ++axis)
    if (!axes.contains(axis)) position = position * x.extents()[axis] + start_of_part(x, axis);
  return place_number(x.operand(0), target, position);
}

/// Row `row` of a matrix, or the element of a vector.
template <Recordable Symbol>
constexpr Symbol row_of(Symbol x, index_t row) {
  if (x.rank() == 1) return element_of(x, row);
  word const region[] = {row, 1, -1, 0, 1, x.extents()[1]};
  return slice_by(x, list_view<word>{region, 6});
}
template <Recordable Symbol>
constexpr Symbol column_of(Symbol x, index_t column) {
  if (x.rank() == 1) return element_of(x, column);
  word const region[] = {0, 1, x.extents()[0], column, 1, -1};
  return slice_by(x, list_view<word>{region, 6});
}

/// The matrix product where one factor is a lone number: a row or a column of the other; `{}` where
/// none is.
template <Recordable Symbol>
constexpr Symbol product_with_lone_number(Symbol a, Symbol b, shape const& target) {
  if (a.rank() > 2 || b.rank() > 2) return {};
  if (is_lone_number(b)) {
    auto const scaled = column_of(a, start_of_part(b, 0)) * b.operand(0);
    if (b.rank() == 1) return scaled;
    if (b.extents()[1] == 1) return reshape_to(scaled, target);
    word const region[] = {0, 1, target.extents[0], start_of_part(b, 1), 1, -1};
    return join_into(scaled, target,
                     list_view<word>{region + (a.rank() == 1 ? 3 : 0), a.rank() == 1 ? 3 : 6});
  }
  if (is_lone_number(a)) {
    int const inner = a.rank() - 1;
    auto const scaled = a.operand(0) * row_of(b, start_of_part(a, inner));
    if (a.rank() == 1) return scaled;
    if (a.extents()[0] == 1) return reshape_to(scaled, target);
    word const region[] = {
        start_of_part(a, 0), 1, -1, 0, 1, target.rank == 2 ? target.extents[1] : 1};
    return join_into(scaled, target, list_view<word>{region, 3 * target.rank});
  }
  return {};
}

}  // namespace typegrad
