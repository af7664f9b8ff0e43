// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/constant_arithmetic.hpp>
#include <typegrad/math/wrapping.hpp>
#include <typegrad/op/reduction.hpp>
#include <typegrad/ops/concatenate.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/recurrence.hpp>
#include <typegrad/ops/slice.hpp>
#include <typegrad/ops/transpose.hpp>

namespace typegrad {

/// For each element of each row of the matrix `x` the product of the others, times `factor` (one
/// for each row).
///
/// The row is folded in halves until one number is left, then the products come back the way they
/// went: no division, so zeros need no case of their own.
/// cost      3 products an element, 2 log2(n) nodes
constexpr auto products_of_others(auto x, auto factor) {
  growing_array<decltype(x)> levels;
  for (levels.push_back(x); levels.back().extents()[1] > 1;) {
    auto const level = levels.back();
    index_t const n = level.extents()[1];
    auto const folded = slice_along(level, 1, 0, n / 2) * slice_along(level, 1, n / 2, n / 2);
    if (n % 2 == 0) {
      levels.push_back(folded);
    } else {
      growing_array<decltype(x)> parts;
      parts.push_back(folded);
      parts.push_back(slice_along(level, 1, n - 1, 1));
      levels.push_back(concatenate(parts, 1));
    }
  }
  auto others = factor;
  for (int i = levels.size() - 2; i >= 0; --i) {
    index_t const half = levels[i].extents()[1] / 2;
    auto const above = slice_along(others, 1, 0, half);
    growing_array<decltype(x)> parts;
    parts.push_back(above * slice_along(levels[i], 1, half, half));
    parts.push_back(above * slice_along(levels[i], 1, 0, half));
    if (levels[i].extents()[1] % 2 != 0) parts.push_back(slice_along(others, 1, half, 1));
    others = concatenate(parts, 1);
  }
  return others;
}

/// The same where the number of columns is known only in a call: the products of those before,
/// times the products of those behind.
/// cost      6 products an element
constexpr auto products_of_others_in_open_rows(auto x, auto factor) {
  auto const ones = broadcast_to(literal_like(x, 1.0), shape(x.extents()));
  auto const before = [&](bool back) {
    auto const inside = shifted(ones, 1, back);  // 0 for the first, which begins with 1
    return recurrence(shifted(x, 1, back), ones - inside, 1, back);
  };
  return before(false) * before(true) * factor;
}

/// y = the product over axes.
///
/// shape     x: S  ->  S without the axes, or with extents 1 there (keepdims)
/// backward  dx = dy times the product of the other elements                        reads x
/// domain    all x
/// edge      right where one element or several are zero, in derivatives of every order: nothing is
///           divided
/// types     integers stay integers; masks give int64
/// errors    an axis outside [-rank, rank), or named twice
/// source    NumPy, `numpy.prod`
struct prod_operation : reduction {
  static constexpr auto name = "prod";

  static constexpr scalar_type type(list_view<scalar_type> types, list_view<word>) {
    return types[0] == scalar_type::boolean ? scalar_type::int64 : types[0];
  }
  template <class Number>
  static constexpr Number identity() {
    return Number{1};
  }
  template <class Number>
  static constexpr Number combine(Number const& a, Number const& b) {
    if constexpr (math::wraps_around<Number>) return math::wrapped_product(a, b);
    else if constexpr (math::is_ieee<Number>)
      return __builtin_is_constant_evaluated() ? math::constant::product(a, b) : a * b;
    else return static_cast<Number>(a * b);
  }
  static constexpr auto pullback(int, auto gy, auto y) {
    auto const x = y.operand(0);
    axis_list const reduced = axes_of(y.attributes());
    axis_list order = shape_rule::other_axes(reduced, x.rank());
    for (int i = 0; i < reduced.count; ++i) order.append(reduced[i]);
    typegrad::shape const moved = shape_rule::permute(x.extents(), order).value;
    index_t const count = reduced_count(x.extents(), reduced);
    index_t const rows = y.extents().size();
    if (count == 0 || rows == 0)
      return broadcast_to(literal_like(gy, 0.0), typegrad::shape(x.extents()));
    auto const by_rows = reshape_to(transpose_by(x, order), make_shape(rows, count));
    auto const factor = reshape_to(gy, make_shape(rows, 1));
    auto const others = is_open(count) ? products_of_others_in_open_rows(by_rows, factor)
                                       : products_of_others(by_rows, factor);
    return transpose_by(reshape_to(others, moved), shape_rule::inverse_permutation(order));
  }
};

namespace ops {
using prod = prod_operation;
}

/// The product of all elements of x, `prod(x)`, or over axes, `prod<0, -1>(x)`, `prod<1>(x,
/// keepdims)`.
template <int... Axis, Operand Value>
constexpr auto prod(Value const& x) {
  return reduce_along<ops::prod, false, Axis...>(x);
}
template <int... Axis, Operand Value>
constexpr auto prod(Value const& x, keepdims_t) {
  return reduce_along<ops::prod, true, Axis...>(x);
}
template <ShapedByType Value>
constexpr refused prod(Value const&, int) {
  return refuse_axis_argument<Value>();
}
/// With ordinary arguments: `prod(x, {0, -1})`, `prod(x, 1, keepdims)`.
template <Recordable Symbol>
constexpr applied<ops::prod, Symbol> prod(Symbol const& x, axis_list const& axes,
                                          bool keep = false) {
  return record_reduction<ops::prod>(x, axes, keep);
}

}  // namespace typegrad
