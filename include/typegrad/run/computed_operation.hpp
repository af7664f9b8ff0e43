// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/steady_number.hpp>
#include <typegrad/op/operation_object.hpp>
#include <typegrad/transform/plan.hpp>

#include <type_traits>

namespace typegrad {

/// A number as one that is steady; a block of lanes already is.
template <class Number>
constexpr auto steady(Number const& x) {
  if constexpr ((std::is_arithmetic_v<Number> || NumberType<Number>) &&
                math::IsSelectedByBits<Number>)
    return steady_number<Number>(x);
  else return x;
}
template <class Number>
constexpr Number number_of(steady_number<Number> x) {
  return x.number();
}
template <class Number>
constexpr Number number_of(Number const& x) {
  return x;
}

/// An operation that computes with steady numbers; while compiling, no time is to be kept.
template <class Op>
struct steady_operation : Op {
  template <class... Operand>
  TYPEGRAD_INLINE static constexpr auto forward(Operand const&... x) {
    if (__builtin_is_constant_evaluated()) return Op::forward(x...);
    return number_of(Op::forward(steady(x)...));
  }
  template <class Number>
  TYPEGRAD_INLINE static constexpr Number combine(Number const& a, Number const& b) {
    if (__builtin_is_constant_evaluated()) return static_cast<Number>(Op::combine(a, b));
    return static_cast<Number>(number_of(Op::combine(steady(a), steady(b))));
  }
};

/// The operation of a node as `Program` computes it.
template <class Program, int Node>
using computed_operation =
    std::conditional_t<Program::limits.sides == branches::never,
                       steady_operation<operation_at<Program::flat.nodes[Node].op>>,
                       operation_at<Program::flat.nodes[Node].op>>;

}  // namespace typegrad
