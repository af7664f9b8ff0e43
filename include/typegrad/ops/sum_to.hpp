// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/reshape.hpp>
#include <typegrad/ops/sum.hpp>
#include <typegrad/shape/countable.hpp>

namespace typegrad {

/// `x` summed to the shape `target`, which must broadcast to the shape of `x`: the transpose of
/// `broadcast_to`.
template <Recordable Symbol>
constexpr applied<ops::sum, Symbol> sum_to(Symbol const& x, shape target) {
  if constexpr (std::is_same_v<applied<ops::sum, Symbol>, Symbol>)
    if (x.extents() == target && x.type() != scalar_type::boolean) return x;
  shape_result const fits = shape_rule::sum_to(x.extents(), target);
  require_call(fits.relation, "sum_to", x, target);
  if constexpr (ThrowsMistakes<Symbol>)
    require_call(shape_rule::known_and_countable(target).relation, "sum_to", x, target);
  auto const summed = sum(x, shape_rule::stretched_axes(target, x.extents()), true);
  if constexpr (requires { x.graph->open; })
    for (int axis = target.rank - 1, own = summed.rank() - 1; axis >= 0; --axis, --own)
      if (is_open(summed.extents()[own]))
        x.graph->take_for_equal(summed.extents()[own], target.extents[axis]);
  return reshape_to(summed, target);
}

/// `sum_to<Extents...>(x)`, see `apply_recorded`.
template <index_t... Extents>
struct summed_to {
  static constexpr auto name = "sum_to";
  template <class Number>
  using scalar_of = std::conditional_t<std::is_same_v<Number, bool>, std::int64_t, Number>;
  static constexpr shape_result result_of(shape const& from) {
    return shape_rule::sum_to(from, make_shape(Extents...));
  }
  static constexpr auto record(auto const& x) { return sum_to(x, make_shape(Extents...)); }
};

/// y = x summed to the extents `Extents...`, which must broadcast to the shape of x: `sum_to<1,
/// 3>(x)`.
///
/// shape     x: (2, 3)  ->  (1, 3) by sum_to<1, 3>
/// backward  dx = dy repeated to the shape of x
/// domain    all x
/// edge      as `sum`
/// errors    extents that do not broadcast to those of x
/// source    DeZero, `sum_to`
template <index_t... Extents, Operand Value>
constexpr auto sum_to(Value const& x) {
  return apply_recorded<ops::sum, summed_to<Extents...>>(x);
}

/// The adjoint of an operand that was read as broadcast: summed back to the operand's shape.
template <Recordable Symbol>
constexpr Symbol unbroadcast(Symbol adjoint, Symbol operand) {
  if (adjoint.graph->node(adjoint.id).shape_id == operand.graph->node(operand.id).shape_id)
    return adjoint;
  shape const target = operand.extents();
  return sum_to(adjoint, target);
}

}  // namespace typegrad
