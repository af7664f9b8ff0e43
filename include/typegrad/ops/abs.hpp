// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = |x|, element by element; integers stay integers.
///
/// shape     x: S  ->  S
/// backward  dx = dy sign(x)                       reads x
/// domain    all x; the most negative integer overflows, as in C
/// edge      the slope at 0 is 0
/// source    NumPy, `numpy.abs`
struct abs_operation : element_wise<1> {
  static constexpr auto name = "abs";
  static constexpr int cost = 1;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return (math::abs)(x);
  }
  static constexpr auto partial(auto x, auto) { return sign(x); }
  static constexpr auto identities(auto a) {
    auto const absolute = [](auto x) { return node_of<abs_operation>(x); };
    return rewrites{
        absolute(-a) == absolute(a),
        absolute(absolute(a)) == absolute(a),
    };
  }
};

namespace ops {
using abs = abs_operation;
}

/// The magnitude of x, element by element.
template <Operand Value>
constexpr applied<ops::abs, Value>(abs)(Value const& x) {
  return apply<ops::abs>(x);
}

}  // namespace typegrad
