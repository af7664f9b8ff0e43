// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/constant_arithmetic.hpp>
#include <typegrad/math/wrapping.hpp>
#include <typegrad/op/reduction.hpp>
#include <typegrad/ops/lone_part.hpp>
#include <typegrad/ops/matmul.hpp>
#include <typegrad/shape/element_set.hpp>

namespace typegrad {

/// y = the sum over axes.
///
/// shape     x: S  ->  S without the axes, or with extents 1 there (keepdims)
/// backward  dx = dy repeated along the axes       reads nothing
/// types     integers keep their type and wrap around, int32 too, which NumPy adds up in int64;
///           masks are counted in int64
/// domain    all x
/// edge      0 of no elements; NaN among them gives NaN
/// cost      one addition per element. Along the innermost axis long sums are made of parts of 128
///           blocks of lanes, which are added up by themselves: float loses no more digits than
///           NumPy's pairwise sums. Along the others they are made of parts of 256 rows (of fixed
///           and open extents where one row's results are at most 4 KB), where NumPy adds row
///           after row
/// identity  the sum of n equal literals is n times one; the sums of a product of two matrices,
///           (m, k) and (k, n), are made of the sums of these, and the product is never formed: its
///           error is at most m + n + k roundings of the sum of |a(i, l) b(l, j)|, where that of
///           the product's sum is m n + k
/// errors    an axis outside [-rank, rank), or named twice
/// source    NumPy, `numpy.sum`
struct sum_operation : reduction {
  static constexpr auto name = "sum";
  static constexpr bool linear = true;
  static constexpr arithmetic_rule arithmetic = arithmetic_rule::sum;

  template <class Number>
  static constexpr Number identity() {
    return Number{};
  }
  template <class Number>
  TYPEGRAD_INLINE_NUMBER static constexpr Number combine(Number const& a, Number const& b) {
    if constexpr (math::wraps_around<Number>) return math::wrapped_sum(a, b);
    else if constexpr (math::is_ieee<Number>)
      return __builtin_is_constant_evaluated() ? math::constant::sum(a, b) : a + b;
    else return static_cast<Number>(a + b);
  }
  static constexpr scalar_type type(list_view<scalar_type> types, list_view<word>) {
    return types[0] == scalar_type::boolean ? scalar_type::int64 : types[0];
  }
  static constexpr symbol simplify(auto x, list_view<word> attributes, node_signature made) {
    typegrad::shape const extents = shape_made(x, made);
    if (x.is_uniform() && is_real(made.type))
      return sum_of_literal(x, reduced_count(x.extents(), axes_of(attributes)), made);
    if (auto const number = sum_lone_number(x, axes_of(attributes), extents); number.id >= 0)
      return number;
    if (auto const sums = sum_of_product(x, attributes, made); sums.id >= 0) return sums;
    return reduction::simplify(x, attributes, made);
  }
  /// The sums of a product of matrices by those of its factors: of its rows the product of the sums
  /// of the left factor's, of its columns likewise. Zeros of the structure, which a product leaves
  /// out (docs/edge_rules.md), would meet infinities here: factors that may have such stay.
  static constexpr symbol sum_of_product(auto x, list_view<word> attributes, node_signature made) {
    if (!is_node_of<matmul_operation>(x) || x.rank() != 2 || !is_real(made.type) ||
        x.graph->rounds_as_written)
      return {};
    auto const a = x.operand(0);
    auto const b = x.operand(1);
    if (a.rank() != 2 || b.rank() != 2 || a.type() != made.type || b.type() != made.type ||
        x.extents()[0] == 1 || x.extents()[1] == 1 || !has_only_data(a) || !has_only_data(b))
      return {};
    axis_list const axes = axes_of(attributes);
    auto left = a;
    auto right = b;
    if (axes.contains(0)) left.id = sum_along(a, 0).id;
    if (axes.contains(1)) right.id = sum_along(b, 1).id;
    auto const sums =
        axes.contains(0) && axes.contains(1) ? sum_along(left * right, 0) : matmul_of(left, right);
    return reshape_to(sums, shape_made(x, made));
  }
  static constexpr auto sum_along(auto x, int axis) {
    word const attributes[] = {0, axis};
    return record<sum_operation>({attributes, 2}, x);
  }
  /// Whether no element is known to be a zero or a one of the structure.
  static constexpr bool has_only_data(auto x) {
    operation const& op = x.op();
    return op.kind == operation_kind::input ||
           (op.kind == operation_kind::element_wise && !op.linear && !op.selects) ||
           (!is_open(x.extents().size()) && x.extents().size() > element_set::room);
  }
  /// `count` times the number whose literal `x` is. An extent that is not known yet is a value.
  static constexpr symbol sum_of_literal(auto x, index_t count, node_signature made) {
    double const one = x.uniform_value();
    if (!is_open(count) || one == 0.0)
      return uniform_literal(*x.graph, made, one == 0.0 ? one : one * static_cast<double>(count));
    auto const times = symbol_in(*x.graph, intern_extent(*x.graph, made.type, count));
    return broadcast_to(one == 1.0 ? times : make_literal(*x.graph, made.type, one) * times,
                        shape_made(x, made));
  }
  static constexpr auto pullback(int, auto gy, auto y) { return spread_over_axes(gy, y); }
};

namespace ops {
using sum = sum_operation;
}

template <Recordable Symbol>
constexpr Symbol sum_of_vector(Symbol x) {
  return sum_operation::sum_along(x, 0);
}

/// The sum of all elements of x, `sum(x)`, or over axes, `sum<0, -1>(x)`, `sum<1>(x, keepdims)`.
template <int... Axis, Operand Value>
constexpr auto sum(Value const& x) {
  return reduce_along<ops::sum, false, Axis...>(x);
}
template <int... Axis, Operand Value>
constexpr auto sum(Value const& x, keepdims_t) {
  return reduce_along<ops::sum, true, Axis...>(x);
}
/// The sum over no axis: x itself.
template <Operand Value>
constexpr Value sum(Value const& x, no_axes_t) {
  return x;
}
template <ShapedByType Value>
constexpr refused sum(Value const&, int) {
  return refuse_axis_argument<Value>();
}
/// With ordinary arguments: `sum(x, {0, -1})`, `sum(x, 1, keepdims)`.
template <Recordable Symbol>
constexpr applied<ops::sum, Symbol> sum(Symbol const& x, axis_list const& axes, bool keep = false) {
  return record_reduction<ops::sum>(x, axes, keep);
}

}  // namespace typegrad
