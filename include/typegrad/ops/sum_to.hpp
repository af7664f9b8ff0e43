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
    if (x.extents() == target) return x;
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

/// The axes and the shape of `sum_to<Extents...>(x)`.
template <class Value, index_t... Extents>
struct summed_to {
  static constexpr auto name = "sum_to";
  static constexpr char const* call = "sum_to<...>(a)";
  static constexpr shape_result result =
      shape_rule::sum_to(typed_operand<Value>::extents, make_shape(Extents...));
  static constexpr axis_list axes =
      result ? shape_rule::stretched_axes(make_shape(Extents...), typed_operand<Value>::extents)
             : axis_list{};
  static constexpr encoded_attributes<max_rank + 1> value =
      encode_reduction(typed_operand<Value>::extents, axes, true);
  static constexpr char const* relation_of(shape const& from) {
    return shape_rule::sum_to(from, make_shape(Extents...)).relation;
  }
  static constexpr auto record(auto const& x) { return sum_to(x, make_shape(Extents...)); }
};

/// `x` summed to the extents `Extents...`, which must broadcast to the shape of x: `sum_to<1,
/// 3>(x)`.
///
/// backward  dx = dy repeated to the shape of x
/// errors    extents that do not broadcast to those of x
template <index_t... Extents, Operand Value>
constexpr auto sum_to(Value const& x) {
  using rule = summed_to<Value, Extents...>;
  if constexpr (Recordable<Value>) {
    shape const target = make_shape(Extents...);
    require_spelled<ops::sum, rule>(shape_rule::sum_to(x.extents(), target).relation, x);
    return sum_to(x, target);
  } else if constexpr (!rule::result) return refuse<ops::sum, encoded_shape<rule>, Value>();
  else if constexpr (OpenOperand<Value>) return apply_looked_up<ops::sum, rule>(x);
  else return reshape_by<rule>(apply_encoded<ops::sum, rule>(x));
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
