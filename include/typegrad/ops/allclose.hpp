// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/weak_literal.hpp>
#include <typegrad/ops/abs.hpp>
#include <typegrad/ops/add.hpp>
#include <typegrad/ops/all.hpp>
#include <typegrad/ops/cast.hpp>
#include <typegrad/ops/equal.hpp>
#include <typegrad/ops/greater_equal.hpp>
#include <typegrad/ops/isfinite.hpp>
#include <typegrad/ops/logical_and.hpp>
#include <typegrad/ops/logical_or.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/sub.hpp>

#include <concepts>

namespace typegrad {

/// The answer of a comparison of values as C++'s own bool. What is traced has none yet.
template <class Answer>
constexpr bool truth_of(Answer const& answer) {
  if constexpr (std::is_same_v<Answer, bool>) {
    return answer;
  } else if constexpr (requires {
                         { answer.item() } -> std::same_as<bool>;
                       }) {
    return answer.item();
  } else {
    static_assert(is_refused<Answer>,
                  "typegrad: allclose and array_equal answer for values: in a traced function "
                  "write all(isclose(a, b)), or all(equal(a, b))");
    return true;
  }
}

/// Where |a - b| <= atol + rtol |b|: a mask, of numbers a bool. Infinities are close to themselves
/// alone, NaN to nothing. source: NumPy, `numpy.isclose`
template <Operand Left, Operand Right>
constexpr auto isclose(Left const& a, Right const& b, double rtol = 1e-5, double atol = 1e-8) {
  if constexpr (is_refused<Left> || is_refused<Right>) {
    return refused{};
  } else {
    auto const x = as_real(a);
    auto const y = as_real(b);
    auto const allowed = add(mul((abs)(y), weak_literal(y, rtol)), weak_literal(y, atol));
    auto const within = less_equal((abs)(sub(x, y)), allowed);
    return logical_or(equal(x, y), logical_and(isfinite(y), within));
  }
}

/// y = whether |a - b| <= atol + rtol |b| everywhere: `allclose(a, b)`, a bool. Variables are
/// compared by their values.
///
/// shape     a: S, b: T  ->  bool, where S and T broadcast
/// backward  none: the answer decides
/// types     integers and masks are compared in float64
/// domain    all a and b
/// edge      infinities are close to themselves alone, NaN to nothing
/// errors    shapes that do not broadcast; values that are traced
/// source    NumPy, `numpy.allclose`
template <Operand Left, Operand Right>
constexpr bool allclose(Left const& a, Right const& b, double rtol = 1e-5, double atol = 1e-8) {
  if constexpr (is_refused<Left> || is_refused<Right>) {
    return true;
  } else {
    auto const close = isclose(a, b, rtol, atol);
    if constexpr (std::is_same_v<decltype(close), bool const>) return close;  // of two numbers
    else return truth_of(all(close));
  }
}
/// Whether a and b have one shape and equal elements: `array_equal(a, b)`, a bool.
template <Operand Left, Operand Right>
constexpr bool array_equal(Left const& a, Right const& b) {
  if constexpr (is_refused<Left> || is_refused<Right>) {
    return true;
  } else if constexpr (ShapeIsLookedUp<Left> || ShapeIsLookedUp<Right>) {
    return extents_of(a) == extents_of(b) && truth_of(all(equal(a, b)));
  } else {
    constexpr bool same_shape = typed_operand<Left>::extents == typed_operand<Right>::extents;
    if constexpr (same_shape) return truth_of(all(equal(a, b)));
    else return false;
  }
}

}  // namespace typegrad
