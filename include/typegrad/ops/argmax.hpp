// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/reading.hpp>
#include <typegrad/op/reduction.hpp>

namespace typegrad {

/// What argmax and argmin share: the position along one axis, or in row-major order (attribute -1).
struct position_operation : operation_defaults {
  static constexpr operation_kind kind = operation_kind::opaque;
  static constexpr int arity = 1;

  static constexpr scalar_type type(list_view<scalar_type>, list_view<word>) {
    return scalar_type::int64;
  }
  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word> attributes) {
    auto const axis = static_cast<int>(attributes[0]);
    if ((axis < 0 ? x[0].size() : x[0].extents[axis]) == 0)
      return {{}, "there must be at least one element to point at"};
    return shape_rule::reduce(x[0], axis < 0 ? all_axes : make_axes(axis));
  }
  /// Calls `better(new, old)`; the first of several best elements stays, and so does the first NaN.
  template <class Value>
  static constexpr void find(std::int64_t* out, list_view<word> attributes, reading<Value> const& x,
                             auto better) {
    auto const axis = static_cast<int>(attributes[0]);
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored \
    "-Wmaybe-uninitialized"  // GCC 12 takes a shape that was copied in parts for unset
#endif
    index_t inner = 1;
    for (int k = axis + 1; axis >= 0 && k < x.extents.rank; ++k) inner *= x.extents.extents[k];
    index_t const size = x.extents.known_size();
    index_t const n = axis < 0 ? size : x.extents.extents[axis];
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif
    for (index_t first = 0; first < size; first += n * inner)
      for (index_t k = 0; k < inner; ++k) {
        Value best = x[first + k];
        std::int64_t position = 0;
        for (index_t i = 1; i < n && best == best; ++i) {
          Value const next = x[first + k + i * inner];
          if (!better(next, best) && next == next) continue;
          best = next;
          position = i;
        }
        *out++ = position;
      }
  }
};

constexpr encoded_attributes<1> encode_position(shape const& from, axis_list const& axis) {
  encoded_attributes<1> encoded;
  if (axis.is_all()) {
    encoded.append(-1);
    return encoded;
  }
  if (axis.count != 1) {
    encoded.relation = "argmax and argmin look along one axis or all";
    return encoded;
  }
  axis_result const along = shape_rule::normalize_axis(axis[0], from.rank);
  encoded.relation = along.relation;
  encoded.append(along.value);
  return encoded;
}
template <int... Axis>
struct typed_position {
  static_assert(sizeof...(Axis) <= 1, "typegrad: argmax and argmin look along one axis or all");
  static constexpr encoded_attributes<1> encode(shape const& from) {
    return encode_position(from, named_axes<Axis...>);
  }
};

/// y = where the largest element is: its index along an axis, or its position among all.
///
/// shape     x: S  ->  S without the axis; one number without axis
/// backward  none: the answer is piecewise constant
/// types     int64
/// domain    all x
/// edge      the first of several largest elements; the first NaN, if there is one
/// errors    an axis outside [-rank, rank); no element
/// source    NumPy, `numpy.argmax`
struct argmax_operation : position_operation {
  static constexpr auto name = "argmax";

  template <class Value>
  static constexpr void kernel(std::int64_t* out, typegrad::shape const&,
                               list_view<word> attributes, reading<Value> x) {
    find(out, attributes, x, [](Value const& a, Value const& b) { return b < a; });
  }
};

namespace ops {
using argmax = argmax_operation;
}

/// The index of the largest element of x along an axis, `argmax<-1>(x)`, or among all, `argmax(x)`.
template <int... Axis, Operand Value>
constexpr auto argmax(Value const& x) {
  return apply_encoded<ops::argmax, typed_position<Axis...>>(x);
}
template <ShapedByType Value>
constexpr refused argmax(Value const&, int) {
  return refuse_axis_argument<Value>();
}
/// With an ordinary argument: `argmax(x, -1)`.
template <Recordable Symbol>
constexpr applied<ops::argmax, Symbol> argmax(Symbol const& x, axis_list const& axis) {
  return record_called<ops::argmax>(encode_position(x.extents(), axis), "argmax", x, axis);
}

}  // namespace typegrad
