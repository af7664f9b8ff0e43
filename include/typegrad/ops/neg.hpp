// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/wrapping.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/ops/add.hpp>

namespace typegrad {

/// y = -x, element by element.
///
/// shape     x: S  ->  S
/// backward  dx = -dy                              reads nothing
/// domain    all x
/// edge      infinities and NaN as in IEEE 754; integers wrap around; of a mask -x is of int32
/// source    NumPy, `numpy.negative`
struct neg_operation : element_wise<1> {
  static constexpr auto name = "neg";
  static constexpr int cost = 1;
  static constexpr bool linear = true;
  static constexpr growth_rule growth = growth_rule::sum;

  template <class Number>
  TYPEGRAD_INLINE_NUMBER static constexpr Number forward(Number const& x) {
    if constexpr (math::wraps_around<Number>) return math::wrapped_difference(Number(0), x);
    else return static_cast<Number>(-x);
  }
  static constexpr auto pullback(wrt_operand<0>, auto gy, auto, auto) { return -gy; }
  static constexpr auto identities(auto a) {
    return rewrites{
        -(-a) == a,
        of_join([](auto x, node_signature) { return scale_lone_part(x, literal_like(x, -1.0)); }),
    };
  }
};

namespace ops {
using neg = neg_operation;
}

/// -x, element by element.
template <LibraryValue Value>
constexpr applied<ops::neg, Value> operator-(Value const& x) {
  return apply<ops::neg>(x);
}
template <LibraryValue Value>
  requires Masks<Value, Value>
constexpr auto operator-(Value const& x) {
  return -cast<std::int32_t>(x);
}
/// x itself.
template <LibraryValue Value>
  requires(!MasksOfCpp<Value, Value>)
constexpr Value operator+(Value const& x) {
  return x;
}
template <Operand Value>
constexpr applied<ops::neg, Value> neg(Value const& x) {
  return apply<ops::neg>(x);
}

}  // namespace typegrad
