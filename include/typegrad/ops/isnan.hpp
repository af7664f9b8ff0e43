// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/classify.hpp>
#include <typegrad/op/mask_operation.hpp>
#include <typegrad/op/typed_operand.hpp>

namespace typegrad {

/// y = whether x is NaN, element by element: a mask.
///
/// shape     x: S  ->  S, boolean
/// backward  none: the answer is piecewise constant
/// domain    all; integers never are
struct isnan_operation : mask_operation<1> {
  static constexpr auto name = "isnan";

  template <class Number>
  static constexpr auto forward(Number const& x) {
    return math::isnan(x);
  }
  static constexpr symbol simplify(auto x, node_signature made) {
    return x.is_uniform()
               ? uniform_literal(*x.graph, made, math::isnan(x.uniform_value()) ? 1.0 : 0.0)
               : symbol{};
  }
};

namespace ops {
using isnan = isnan_operation;
}

/// The mask of where x is NaN.
template <Operand Value>
constexpr applied<ops::isnan, Value> isnan(Value const& x) {
  return apply<ops::isnan>(x);
}

}  // namespace typegrad
