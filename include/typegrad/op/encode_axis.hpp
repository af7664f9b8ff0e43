// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply_encoded.hpp>
#include <typegrad/shape/normalize_axes.hpp>

namespace typegrad {

/// What operations along one axis take for attributes: the axis, counted from the front, and 0 for
/// forwards. errors: an axis outside [-rank, rank)
constexpr encoded_attributes<2> encode_axis(shape const& from, int axis) {
  axis_result const along = shape_rule::normalize_axis(axis, from.rank);
  encoded_attributes<2> encoded;
  encoded.relation = along.relation;
  encoded.append(along.value);
  encoded.append(0);
  return encoded;
}
/// The same of an axis that is part of the type: `cumsum<0>(x)`.
template <int Axis>
struct typed_axis {
  static constexpr encoded_attributes<2> encode(shape const& from) {
    return encode_axis(from, Axis);
  }
};

}  // namespace typegrad
