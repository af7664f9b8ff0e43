// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/constant_arithmetic.hpp>
#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = ln(1 + e^x), element by element, without overflow: max(x, 0) + ln(1 + e^-|x|).
///
/// shape     x: S  ->  S
/// backward  dx = dy sigmoid(x)                    reads x
/// domain    all x
/// edge      0 at -infinity, infinite at infinity
/// source    JAX, `jax.nn.softplus`
struct softplus_operation : element_wise<1> {
  static constexpr auto name = "softplus";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    if (math::is_constant_nan(x)) return x;
    return (math::max)(x, Number(0)) + math::log1p(math::exp(-(math::abs)(x)));
  }
  static constexpr auto partial(auto x, auto) { return sigmoid(x); }
};

namespace ops {
using softplus = softplus_operation;
}

/// ln(1 + e^x), element by element: a smooth relu.
template <Operand Value>
constexpr applied<ops::softplus, Value> softplus(Value const& x) {
  return apply<ops::softplus>(x);
}

}  // namespace typegrad
