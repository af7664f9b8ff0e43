// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/constant_arithmetic.hpp>
#include <typegrad/math/wrapping.hpp>
#include <typegrad/op/reduction.hpp>
#include <typegrad/ops/lone_part.hpp>

namespace typegrad {

/// y = the sum over axes.
///
/// shape     x: S  ->  S without the axes, or with extents 1 there (keepdims)
/// backward  dx = dy repeated along the axes       reads nothing
/// types     integers stay integers; masks are counted in int64
/// cost      one addition per element; rounding error grows with the number of blocks of lanes
/// identity  the sum of n equal literals is n times one
/// errors    an axis outside [-rank, rank), or named twice
struct sum_operation : reduction {
  static constexpr auto name = "sum";
  static constexpr bool linear = true;
  static constexpr arithmetic_rule arithmetic = arithmetic_rule::sum;

  template <class Number>
  static constexpr Number identity() {
    return Number{};
  }
  template <class Number>
  static constexpr Number combine(Number const& a, Number const& b) {
    if constexpr (math::wraps_around<Number>) return math::wrapped_sum(a, b);
    else if constexpr (math::is_ieee<Number>)
      return std::is_constant_evaluated() ? math::constant::sum(a, b) : a + b;
    else return static_cast<Number>(a + b);
  }
  static constexpr scalar_type type(list_view<scalar_type> types, list_view<word>) {
    return types[0] == scalar_type::boolean ? scalar_type::int64 : types[0];
  }
  static constexpr int simplify(auto& graph, list_view<int> x, list_view<word> attributes,
                                node_signature made) {
    auto const operand = symbol_in(graph, x[0]);
    if (operand.is_uniform() && is_real(made.type)) {
      index_t const count = reduced_count(operand.extents(), axes_of(attributes));
      if (is_open(count)) return sum_of_open_literal(graph, operand.uniform_value(), count, made);
      return intern_literal(graph, made.type, typegrad::shape(graph.shape_at(made.shape_id)),
                            operand.uniform_value() * static_cast<double>(count));
    }
    if (operand.op().kind == operation_kind::join) {
      auto const number = sum_lone_number(operand, axes_of(attributes),
                                          typegrad::shape(graph.shape_at(made.shape_id)));
      if (number.id >= 0) return number.id;
    }
    return reduction::simplify(graph, x, attributes, made);
  }
  /// Of as many equal numbers as an extent says that is not known yet.
  static constexpr int sum_of_open_literal(auto& graph, double value, index_t count,
                                           node_signature made) {
    auto const number = make_literal(graph, made.type, value);
    if (value == 0.0)
      return intern_literal(graph, made.type, typegrad::shape(graph.shape_at(made.shape_id)), 0.0);
    auto const times = symbol_in(graph, intern_extent(graph, made.type, count));
    return broadcast_to(value == 1.0 ? times : number * times,
                        typegrad::shape(graph.shape_at(made.shape_id)))
        .id;
  }
  static constexpr auto pullback(int, auto gy, auto y) { return spread_over_axes(gy, y); }
};

namespace ops {
using sum = sum_operation;
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
/// With ordinary arguments: `sum(x, {0, -1})`, `sum(x, 1, keepdims)`.
template <Recordable Symbol>
constexpr applied<ops::sum, Symbol> sum(Symbol const& x, axis_list const& axes, bool keep = false) {
  return record_reduction<ops::sum>(x, axes, keep);
}

}  // namespace typegrad
