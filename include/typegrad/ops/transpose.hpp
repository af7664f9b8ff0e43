// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply_encoded.hpp>
#include <typegrad/op/call_words.hpp>
#include <typegrad/shape/permute.hpp>

namespace typegrad {

/// y = x with its axes in another order: axis i of y is axis axes[i] of x.
///
/// shape     x: S  ->  S permuted
/// backward  dx = dy with the inverse permutation  reads nothing
/// domain    all x
/// edge      none: elements stay what they are
/// cost      none: it is a reading with other strides
/// identity  transposed twice is transposed once, or not at all
/// errors    axes that do not name every axis of x once
/// source    NumPy, `numpy.transpose`
struct transpose_operation : operation_defaults {
  static constexpr auto name = "transpose";
  static constexpr operation_kind kind = operation_kind::view;
  static constexpr int arity = 1;
  static constexpr bool linear = true;

  static constexpr axis_list axes_of(list_view<word> attributes) {
    axis_list axes;
    for (word const axis : attributes) axes.append(static_cast<int>(axis));
    return axes;
  }
  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word> attributes) {
    return shape_rule::permute(x[0], axes_of(attributes));
  }
  static constexpr strided_view place(strided_view const& x, typegrad::shape const&,
                                      typegrad::shape const& to, list_view<word> attributes) {
    strided_view view{x.exists, x.offset, {}};
    for (int axis = 0; axis < to.rank; ++axis) view.strides[axis] = x.strides[attributes[axis]];
    return view;
  }
  static constexpr auto identities(auto a) {
    constexpr auto transposed = [](auto x) { return node_of<transpose_operation>(x); };
    return rewrites{
        transposed(a) == a,
        transposed(transposed(a)) == transposed(a),
    };
  }
  static constexpr bool keeps_order(list_view<word> axes) {
    for (int axis = 0; axis < axes.count; ++axis)
      if (axes[axis] != axis) return false;
    return true;
  }
  static constexpr encoded_attributes<max_rank> composed(list_view<word> inner,
                                                         list_view<word> outer) {
    encoded_attributes<max_rank> together;
    for (word const axis : outer) together.append(inner[static_cast<int>(axis)]);
    return together;
  }
  static constexpr auto pullback(int, auto gy, auto y) {
    return transpose_by(gy, shape_rule::inverse_permutation(axes_of(y.attributes())));
  }
};

namespace ops {
using transpose = transpose_operation;
}

/// `x` with its axes in the order `axes`, a permutation without negative numbers.
template <Recordable Symbol>
constexpr Symbol transpose_by(Symbol x, axis_list const& axes) {
  word attributes[max_rank]{};
  for (int axis = 0; axis < axes.count; ++axis) attributes[axis] = axes[axis];
  return record<ops::transpose>({attributes, axes.count}, x);
}

/// The last two axes exchanged: the transposed matrices of a batch.
template <Recordable Symbol>
constexpr Symbol swap_last_axes(Symbol x) {
  axis_list axes;
  for (int axis = 0; axis < x.rank(); ++axis) axes.append(axis);
  axes.values[x.rank() - 1] = x.rank() - 2;
  axes.values[x.rank() - 2] = x.rank() - 1;
  return transpose_by(x, axes);
}

constexpr encoded_attributes<max_rank> encode_axes(axes_result const& axes) {
  encoded_attributes<max_rank> encoded;
  encoded.relation = axes.relation;
  for (int axis = 0; axis < axes.value.count; ++axis) encoded.append(axes.value[axis]);
  return encoded;
}

template <int... Axis>
struct typed_transpose {
  static constexpr encoded_attributes<max_rank> encode(shape const& from) {
    return encode_axes(shape_rule::normalize_permutation(
        sizeof...(Axis) == 0 ? all_axes : make_axes(Axis...), from.rank));
  }
};

/// `x` with its axes reversed, `transpose(x)`, or permuted, `transpose<1, 0, 2>(x)`; negative axes
/// count from the end.
template <int... Axis, Operand Value>
constexpr auto transpose(Value const& x) {
  return apply_encoded<ops::transpose, typed_transpose<Axis...>>(x);
}
/// With an ordinary argument: `transpose(x, {1, 0, 2})`.
template <Recordable Symbol>
constexpr Symbol transpose(Symbol const& x, axis_list const& axes) {
  return record_called<ops::transpose>(
      encode_axes(shape_rule::normalize_permutation(axes, x.extents().rank)), "transpose", x, axes);
}

}  // namespace typegrad
