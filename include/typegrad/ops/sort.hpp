// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/argsort.hpp>

namespace typegrad {

/// y = the elements of x along an axis in an order: y_i = x_(order_i), or with the attribute 1 for
/// back y_(order_i) = x_i. `order` has each index once in a line, as `argsort` gives it.
///
/// backward  dx = dy the other way                 reads order
///
/// Attributes: the axis; 1 for back.
struct put_in_order_operation : operation_defaults {
  static constexpr auto name = "put_in_order";
  static constexpr operation_kind kind = operation_kind::opaque;
  static constexpr bool moves = true;
  static constexpr int arity = 2;

  static constexpr scalar_type type(list_view<scalar_type> types, list_view<word>) {
    return types[0];
  }
  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word>) {
    return {x[0]};
  }
  template <class Number, class Value, class Order>
  static constexpr void kernel(Number* out, typegrad::shape const& result,
                               list_view<word> attributes, Value const& x, Order const& order) {
    auto const axis = static_cast<int>(attributes[0]);
    bool const back = attributes[1] != 0;
    index_t inner = 1;
    for (int k = axis + 1; k < result.rank; ++k) inner *= result.extents[k];
    index_t const n = result.extents[axis];
    index_t const size = result.known_size();
    for (index_t line = 0; line < size; line += n * inner)
      for (index_t k = line; k < line + n * inner; ++k) {
        index_t const other = line + (k - line) % inner + static_cast<index_t>(order[k]) * inner;
        out[back ? other : k] = static_cast<Number>(x[back ? k : other]);
      }
  }
  static constexpr auto pullback(int which, auto gy, auto y) {
    word const attributes[] = {y.attributes()[0], 1 - y.attributes()[1]};
    return which == 0 ? record<put_in_order_operation>({attributes, 2}, gy, y.operand(1))
                      : decltype(gy){};
  }
};

/// What `sort<Axis>(x)` asks of x and of its order.
template <int Axis>
struct typed_order {
  static constexpr auto name = "sort";
  static constexpr encoded_attributes<2> encode(shape const& from, shape const&) {
    return encode_axis(from, Axis);
  }
};

namespace ops {
using put_in_order = put_in_order_operation;
}

/// y = x in ascending order along an axis.
///
/// shape     x: S  ->  S
/// backward  dx = dy where it came from; equal elements have an order, that of `argsort`, so that
///           each gets the slope of its place
/// types     those of x
/// domain    all x
/// edge      NaN stands last
/// cost      that of `argsort`, and one more visit of each element
/// errors    an axis outside [-rank, rank)
/// source    NumPy, `numpy.sort(x, axis)`
template <int Axis, Operand Value>
constexpr auto sort(Value const& x) {
  return apply_encoded<ops::put_in_order, typed_order<Axis>>(x, argsort<Axis>(x));
}
/// The last axis, as NumPy: `sort(x)`.
template <Operand Value>
constexpr auto sort(Value const& x) {
  return sort<-1>(x);
}
template <ShapedByType Value>
constexpr refused sort(Value const&, int) {
  return refuse_axis_argument<Value>();
}
/// With an ordinary argument: `sort(x, -1)`.
template <Recordable Symbol>
constexpr Symbol sort(Symbol const& x, int axis) {
  auto const encoded = encode_axis(x.extents(), axis);
  require_call(encoded.relation, "sort", x, axis);
  return record<ops::put_in_order>(encoded.list(), x, record<ops::argsort>(encoded.list(), x));
}

}  // namespace typegrad
