// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/cast.hpp>
#include <typegrad/ops/diff.hpp>
#include <typegrad/ops/div.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/pad.hpp>

namespace typegrad {

/// What `gradient` asks: null, or what does not hold.
constexpr char const* relation_of_gradient(shape const& y, int axis) {
  axis_result const along = shape_rule::normalize_axis(axis, y.rank);
  if (!along) return along.relation;
  index_t const extent = y.extents[along.value];
  return is_open(extent) || extent >= 2 ? nullptr : "the axis must have at least two elements";
}
/// The mistake in `gradient<Axis>` of an operand of this type.
template <int Axis, class Value>
struct gradient_operand {
  static constexpr auto name = "gradient";
  static constexpr char const* relation = relation_of_gradient(typed_operand<Value>::extents, Axis);
};

/// Each of x and its neighbour after it, or before it, the outermost ones being their own.
template <int Axis, bool Later, Operand Value>
constexpr auto between_neighbours(Value const& x) {
  return apply_encoded<ops::slice, typed_neighbours<Axis, Later>>(pad<"edge", 1, 1, Axis>(x));
}

/// Slopes from the changes of neighbours that are a number apart from each other.
template <int Axis, Operand Change, Operand Distance>
constexpr auto slopes_at_equal_distances(Change const& change, Distance const& distance) {
  auto const half = mul(change, 0.5);
  return div(add(between_neighbours<Axis, false>(half), between_neighbours<Axis, true>(half)),
             as_real(distance));
}
/// Slopes from the changes of neighbours at places along the last axis.
template <int Axis, Operand Change, Operand Places>
constexpr auto slopes_at_places(Change const& change, Places const& places) {
  auto const step = diff(as_real(places));
  auto const slope = div(change, step);
  auto const before = between_neighbours<-1, false>(step);
  auto const after = between_neighbours<-1, true>(step);
  return div(add(mul(after, between_neighbours<Axis, false>(slope)),
                 mul(before, between_neighbours<Axis, true>(slope))),
             add(before, after));
}
template <int Axis, Operand Value, Operand Spacing>
constexpr auto slopes_along(Value const& y, Spacing const& spacing) {
  auto const change = diff<Axis>(as_real(y));
  if constexpr (Recordable<Spacing>)
    return spacing.extents().rank == 0 ? slopes_at_equal_distances<Axis>(change, spacing)
                                       : slopes_at_places<Axis>(change, spacing);
  else if constexpr (typed_operand<Spacing>::extents.rank == 0)
    return slopes_at_equal_distances<Axis>(change, spacing);
  else return slopes_at_places<Axis>(change, spacing);
}

/// g = the slopes of y along an axis, `gradient<0>(y)`; of a vector, `gradient(y)`: half the
/// difference of the neighbours, of the outermost elements the difference from the only one.
/// Divided by a distance, `gradient(y, 0.1)`, or at places x, `gradient(y, x)`, a parabola's slope.
///
/// shape     y: S, x: a number, or (n,) along the last axis  ->  S
/// backward  dy and dx by the rule itself
/// types     integers and masks become float64, before they are subtracted
/// domain    all y; no two places alike
/// edge      as `-` and `/`
/// errors    an axis outside [-rank, rank), or of fewer than two elements; no axis of several, of
///           which NumPy makes a list
/// source    NumPy, `numpy.gradient`
template <int Axis, Operand Value, Operand Spacing = int>
constexpr auto gradient(Value const& y, Spacing const& spacing = 1) {
  if constexpr (is_refused<Value> || is_refused<Spacing>) {
    return refused{};
  } else if constexpr (Recordable<Value>) {
    require_call(relation_of_gradient(y.extents(), Axis), "gradient", y, Axis);
    return slopes_along<Axis>(y, spacing);
  } else {
    using rule = gradient_operand<Axis, Value>;
    if constexpr (rule::relation != nullptr) return refuse<ops::slice, rule, Value>();
    else return slopes_along<Axis>(y, spacing);
  }
}
template <Operand Value, Operand Spacing = int>
constexpr auto gradient(Value const& y, Spacing const& spacing = 1) {
  if constexpr (Recordable<Value>) {
    require_call(y.extents().rank == 1
                     ? nullptr
                     : "a must be a vector; of several axes name one, gradient<0>(a)",
                 "gradient", y);
    return gradient<0>(y, spacing);
  } else if constexpr (is_refused<Value>) {
    return refused{};
  } else {
    constexpr bool is_vector = typed_operand<Value>::extents.rank == 1;
    static_assert(is_vector,
                  "typegrad: gradient(y) takes a vector; of several axes name one, gradient<0>(y); "
                  "the derivative of a function is grad(f)(x)");
    if constexpr (is_vector) return gradient<0>(y, spacing);
    else return refused{};
  }
}

/// What is left of a call that takes samples for a function.
struct function_without_samples {
  constexpr refused operator()(auto const&...) const { return {}; }
};
/// `gradient(f)` of a function f: one sentence.
template <class Function, class... Others>
  requires(!Operand<Function>)
constexpr function_without_samples gradient(Function const&, Others const&...) {
  static_assert(Operand<Function>,
                "typegrad: gradient(y) is NumPy's, the slopes of samples y; the gradient of a "
                "function is grad(f)(x)");
  return {};
}

}  // namespace typegrad
