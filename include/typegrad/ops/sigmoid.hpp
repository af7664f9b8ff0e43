// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/typed_operand.hpp>

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

  template <class T>
  static constexpr T forward(T const& x) {
    T const e = math::exp(-(math::abs)(x));
    return math::select(x < T(0), e, T(1)) / (T(1) + e);
  }
  static constexpr auto partial(auto, auto y) { return y * (1 - y); }
};

namespace ops {
using sigmoid = sigmoid_operation;
}

/// The logistic function 1 / (1 + e^-x), element by element.
template <Operand X>
constexpr applied<ops::sigmoid, X> sigmoid(X const& x) {
  return apply<ops::sigmoid>(x);
}

}  // namespace typegrad
