// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/constant_arithmetic.hpp>
#include <typegrad/math/wrapping.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = x^2, as one product; integers stay integers.
///
/// shape     x: S  ->  S
/// backward  dx = (2 dy) x, of a tangent dx 2 x    reads x
/// domain    all x
/// edge      infinities and NaN as in IEEE 754; integers wrap around
/// source    NumPy, `numpy.square`
struct square_operation : element_wise<1> {
  static constexpr auto name = "square";
  static constexpr int cost = 1;
  static constexpr growth_rule growth = growth_rule::product;

  template <class Number>
  TYPEGRAD_INLINE_NUMBER static constexpr Number forward(Number const& x) {
    if constexpr (math::wraps_around<Number>) return math::wrapped_product(x, x);
    else if constexpr (math::is_ieee<Number>)
      return __builtin_is_constant_evaluated() ? math::constant::product(x, x) : x * x;
    else return static_cast<Number>(x * x);
  }
  static constexpr auto partial(auto x, auto) { return 2 * x; }
  static constexpr auto pullback(wrt_operand<0>, auto gy, auto x, auto) { return (2 * gy) * x; }
  static constexpr auto identities(auto a) {
    return rewrites{
        square(-a) == square(a),
    };
  }
};

namespace ops {
using square = square_operation;
}

/// x times itself, element by element.
template <Operand Value>
constexpr applied<ops::square, Value> square(Value const& x) {
  return apply<ops::square>(x);
}

}  // namespace typegrad
