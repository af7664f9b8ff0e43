// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/math/rounded_to.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = sin(pi x) / (pi x), 1 at 0, element by element: NumPy's sinc.
///
/// shape     x: S  ->  S; integers become float64
/// backward  dx = dy (cos(pi x) - y) / x, by its series for |x| < 1/2, where that cancels
///           reads x and y
/// domain    all x
/// edge      NaN at infinities; the slope at 0 is 0
/// source    DLMF 3.3.43
struct sinc_operation : element_wise<1> {
  static constexpr auto name = "sinc";
  static constexpr type_rule types = type_rule::real;

  // pi to 21 digits (OEIS A000796)
  static constexpr double pi = 3.14159265358979323846;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    Number const angle = x * math::rounded_to<Number>(pi);
    Number const one(1);
    auto const at_zero = angle == Number(0);
    return math::select(at_zero, one, math::sin(angle) / math::select(at_zero, one, angle));
  }
  /// The series of (cos t - sin t / t) / t in t^2: (-1)^k 2k / (2k + 1)! from k = 1 on.
  static constexpr auto slope_near_zero(auto x) {
    auto const square_of_angle = square(pi * x);
    auto sum = literal_like(x, 0.0);
    for (int k = 10; k > 0; --k) {
      double factorial = 1;
      for (int i = 2; i <= 2 * k + 1; ++i) factorial *= i;
      sum = sum * square_of_angle + (k % 2 == 0 ? 2.0 : -2.0) * k / factorial;
    }
    return pi * pi * x * sum;
  }
  static constexpr auto partial(auto x, auto y) {
    auto const is_near = abs(x) < 0.5;
    return where(is_near, slope_near_zero(x), (cos(pi * x) - y) / where(is_near, 1, x));
  }
};

namespace ops {
using sinc = sinc_operation;
}

/// sin(pi x) / (pi x), element by element.
template <Operand Value>
constexpr applied<ops::sinc, Value> sinc(Value const& x) {
  return apply<ops::sinc>(x);
}

}  // namespace typegrad
