// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = x, taken for a constant by every derivative.
///
/// shape     x: S  ->  S
/// backward  none
/// domain    all x
/// edge      none: elements stay what they are
/// cost      none: the node is gone after differentiation
/// source    JAX, `jax.lax.stop_gradient`
struct stop_gradient_operation : operation_defaults {
  static constexpr auto name = "stop_gradient";
  static constexpr operation_kind kind = operation_kind::alias;
  static constexpr int arity = 1;

  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word>) {
    return {x[0]};
  }
};

namespace ops {
using stop_gradient = stop_gradient_operation;
}

/// x, through which no derivative passes.
template <Operand Value>
constexpr auto stop_gradient(Value const& x) {
  if constexpr (std::is_same_v<typename joint_front<Value>::type, plain_front>) return x;
  else return apply<ops::stop_gradient>(x);
}

}  // namespace typegrad
