// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

#include <limits>
#include <type_traits>

namespace typegrad {

/// y = the cube root of x, element by element; it has the sign of x.
///
/// shape     x: S  ->  S
/// backward  dx = dy (1/3) / y^2                   reads y
/// domain    all x; within 1 ulp, the slope within 4
/// edge      the slope at 0 is infinite
/// source    NumPy, `numpy.cbrt`
struct cbrt_operation : element_wise<1> {
  static constexpr auto name = "cbrt";
  static constexpr type_rule types = type_rule::real;

  /// The C library's may be 3.4 ulp off, its inverse square 11: a step of Newton's method follows.
  template <class Number>
  static constexpr Number forward(Number const& x) {
    if constexpr (!std::is_arithmetic_v<Number>) {
      return x.each([](auto const& one) { return forward(one); });
    } else {
      Number const root = math::cbrt(x);
      if (__builtin_is_constant_evaluated()) return root;
      Number const square = root * root;
      if (!(square > Number(0) && square <= (std::numeric_limits<Number>::max)())) return root;
      return root + (x / square - root) / Number(3);
    }
  }
  static constexpr auto partial(auto, auto y) { return 1.0 / 3 / square(y); }
};

namespace ops {
using cbrt = cbrt_operation;
}

/// The cube root of x, element by element.
template <Operand Value>
constexpr applied<ops::cbrt, Value> cbrt(Value const& x) {
  return apply<ops::cbrt>(x);
}

}  // namespace typegrad
