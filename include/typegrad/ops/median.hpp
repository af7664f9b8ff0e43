// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/flatten.hpp>
#include <typegrad/ops/isnan.hpp>
#include <typegrad/ops/mean.hpp>
#include <typegrad/ops/slice.hpp>
#include <typegrad/ops/sort.hpp>
#include <typegrad/ops/where.hpp>

namespace typegrad {

/// The words of `slice` for the one or two elements in the middle of a sorted axis, or for its last
/// one.
constexpr encoded_attributes<3 * max_rank> encode_middle(shape const& from, int axis, bool last) {
  axis_result const along = shape_rule::normalize_axis(axis, from.rank);
  encoded_attributes<3 * max_rank> encoded;
  encoded.relation = along.relation;
  if (!along) return encoded;
  index_t const count = from.extents[along.value];
  if (is_open(count)) encoded.relation = "the axis of a median must have a known extent";
  else if (count < 1) encoded.relation = "the axis of a median must have elements";
  for (int k = 0; k < from.rank; ++k) {
    bool const here = k == along.value;
    encoded.append(!here ? 0 : last ? count - 1 : (count - 1) / 2);
    encoded.append(1);
    encoded.append(!here ? from.extents[k] : last || count % 2 == 1 ? 1 : 2);
  }
  return encoded;
}
/// The attributes of both parts.
template <int Axis, bool Last>
struct typed_middle {
  static constexpr auto name = "median";
  static constexpr auto call = "median<axis>(a)";
  static constexpr encoded_attributes<3 * max_rank> encode(shape const& from) {
    return encode_middle(from, Axis, Last);
  }
};
/// The mistake in `median` of a value of this type.
template <int Axis, class Value>
struct median_operand : typed_middle<Axis, false> {
  static constexpr char const* relation =
      encode_middle(typed_operand<Value>::extents, Axis, false).relation;
};

/// y = the median along an axis, `median<1>(x)`, `median<1>(x, keepdims)`, or of all elements,
/// `median(x)`: the mean of both in the middle where their count is even.
///
/// shape     x: S  ->  S without the axis, or with extent 1 there (keepdims)
/// backward  dx = dy at the element in the middle, dy / 2 at both of an even count, zero elsewhere;
///           equal elements have the order of `argsort`
/// types     integers and masks become float64
/// domain    all x
/// edge      NaN among the elements gives NaN
/// cost      that of `sort`
/// errors    an axis outside [-rank, rank), without elements, or of an open extent: `fix` it
/// source    NumPy, `numpy.median`
template <int Axis, Operand Value, KeepTag... Keep>
constexpr auto median(Value const& x, Keep... keep) {
  if constexpr (is_refused<Value>) {
    return refused{};
  } else if constexpr (!ShapeIsLookedUp<Value> &&
                       median_operand<Axis, Value>::relation != nullptr) {
    return refuse<ops::slice, median_operand<Axis, Value>, Value>();
  } else {
    auto const sorted = sort<Axis>(as_real(x));
    auto const last =
        sum<Axis>(apply_encoded<ops::slice, typed_middle<Axis, true>>(sorted), keep...);
    return where(isnan(last), last,
                 mean<Axis>(apply_encoded<ops::slice, typed_middle<Axis, false>>(sorted), keep...));
  }
}
template <Operand Value>
constexpr auto median(Value const& x) {
  return median<0>(flatten(x));
}
template <ShapedByType Value>
constexpr refused median(Value const&, int) {
  return refuse_axis_argument<Value>();
}
/// With ordinary arguments: `median(x, -1)`, `median(x, 1, keepdims)`.
template <Recordable Symbol>
constexpr auto median(Symbol const& x, int axis, bool keep = false) {
  require_call(encode_middle(x.extents(), axis, false).relation, "median", x, axis, keep);
  auto const sorted = sort(as_real(x), axis);
  auto const last =
      sum(slice_by(sorted, encode_middle(x.extents(), axis, true).list()), make_axes(axis), keep);
  return where(isnan(last), last,
               mean(slice_by(sorted, encode_middle(x.extents(), axis, false).list()),
                    make_axes(axis), keep));
}

}  // namespace typegrad
