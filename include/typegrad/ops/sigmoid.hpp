// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/constant_arithmetic.hpp>
#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = 1 / (1 + e^-x), element by element, without overflow: e^-|x| is all that is computed.
///
/// shape     x: S  ->  S
/// backward  dx = dy y (1 - y)                     reads y
/// domain    all x; 0 at -infinity, 1 at infinity
/// cost      one exponential and one division
struct sigmoid_operation : element_wise<1> {
  static constexpr auto name = "sigmoid";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    if (math::is_constant_nan(x)) return x;
    Number const e = math::exp(-(math::abs)(x));
    return math::select(x < Number(0), e, Number(1)) / (Number(1) + e);
  }
  static constexpr auto partial(auto, auto y) { return y * (1 - y); }
};

namespace ops {
using sigmoid = sigmoid_operation;
}

/// The logistic function 1 / (1 + e^-x), element by element.
template <Operand Value>
constexpr applied<ops::sigmoid, Value> sigmoid(Value const& x) {
  return apply<ops::sigmoid>(x);
}

}  // namespace typegrad
