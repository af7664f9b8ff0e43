// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/call_words.hpp>
#include <typegrad/op/encode_axis.hpp>
#include <typegrad/op/reading.hpp>

#include <cstdint>

namespace typegrad {

/// Puts count positions in order, in place and without other memory: a heap sort. `before(i, j)` is
/// a strict order of 0 to count - 1, without ties.
template <class Before>
constexpr void sort_positions(std::int64_t* at, index_t stride, index_t count, Before before) {
  auto const sift = [&](index_t root, index_t end) {
    std::int64_t const moving = at[root * stride];
    for (index_t child = 2 * root + 1; child < end; child = 2 * root + 1) {
      if (child + 1 < end && before(at[child * stride], at[(child + 1) * stride])) ++child;
      if (!before(moving, at[child * stride])) break;
      at[root * stride] = at[child * stride];
      root = child;
    }
    at[root * stride] = moving;
  };
  for (index_t i = 0; i < count; ++i) at[i * stride] = i;
  for (index_t root = count / 2; root > 0; --root) sift(root - 1, count);
  for (index_t end = count; end > 1; --end) {
    std::int64_t const last = at[(end - 1) * stride];
    at[(end - 1) * stride] = at[0];
    at[0] = last;
    sift(0, end - 1);
  }
}

/// y = the indices along an axis that put x in ascending order.
///
/// shape     x: S  ->  S
/// backward  none: the answer is piecewise constant
/// types     int64
/// domain    all x
/// edge      equal elements keep their order, NaN stands last
/// cost      n log2(n) comparisons a line, no memory
/// errors    an axis outside [-rank, rank)
/// source    NumPy, `numpy.argsort(x, axis, kind="stable")`
///
/// Attributes: the axis; 0.
struct argsort_operation : operation_defaults {
  static constexpr auto name = "argsort";
  static constexpr operation_kind kind = operation_kind::opaque;
  static constexpr int arity = 1;

  static constexpr scalar_type type(list_view<scalar_type>, list_view<word>) {
    return scalar_type::int64;
  }
  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word>) {
    return {x[0]};
  }
  template <class Value>
  static constexpr void kernel(std::int64_t* out, typegrad::shape const& result,
                               list_view<word> attributes, reading<Value> x) {
    auto const axis = static_cast<int>(attributes[0]);
    index_t inner = 1;
    for (int k = axis + 1; k < result.rank; ++k) inner *= result.extents[k];
    index_t const n = result.extents[axis];
    index_t const size = result.known_size();
    for (index_t line = 0; line < size; line += n * inner)
      for (index_t k = line; k < line + inner; ++k)
        sort_positions(out + k, inner, n, [&](std::int64_t i, std::int64_t j) {
          Value const a = x[k + static_cast<index_t>(i) * inner];
          Value const b = x[k + static_cast<index_t>(j) * inner];
          if (a < b || (a == a && b != b)) return true;
          return !(b < a) && (a == a) == (b == b) && i < j;
        });
  }
};

namespace ops {
using argsort = argsort_operation;
}

/// The indices that sort x along an axis: `argsort<-1>(x)`.
template <int Axis, Operand Value>
constexpr auto argsort(Value const& x) {
  return apply_encoded<ops::argsort, typed_axis<Axis>>(x);
}
/// The last axis, as NumPy: `argsort(x)`.
template <Operand Value>
constexpr auto argsort(Value const& x) {
  return argsort<-1>(x);
}
template <ShapedByType Value>
constexpr refused argsort(Value const&, int) {
  return refuse_axis_argument<Value>();
}
/// With an ordinary argument: `argsort(x, -1)`.
template <Recordable Symbol>
constexpr applied<ops::argsort, Symbol> argsort(Symbol const& x, int axis) {
  return record_called<ops::argsort>(encode_axis(x.extents(), axis), "argsort", x, axis);
}

}  // namespace typegrad
