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
/// identity  |-x| = |x|,  ||x|| = |x|
struct abs_operation : element_wise<1> {
  static constexpr auto name = "abs";

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return (math::abs)(x);
  }
  static constexpr auto partial(auto x, auto) { return sign(x); }
  static constexpr symbol simplify(auto x, node_signature) {
    if (is_negated(x)) return record<abs_operation>({}, x.operand(0));
    if (is_node_of<abs_operation>(x)) return x;
    return {};
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
