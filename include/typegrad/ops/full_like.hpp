// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/call_words.hpp>
#include <typegrad/ops/cast.hpp>
#include <typegrad/ops/logical_or.hpp>
#include <typegrad/ops/where.hpp>
#include <typegrad/shape/broadcast.hpp>

namespace typegrad {

/// The value in the scalar type of x, and in its shape where the value broadcasts to that.
template <Operand Value, Operand Fill>
constexpr auto filled_like(Value const& x, Fill const& value) {
  auto const everywhere = logical_or(x, constant_beside<true>(x));  // of the shape of x
  auto const filled = where(everywhere, value, value);
  using result = std::remove_cvref_t<decltype(filled)>;
  if constexpr (is_refused<result>) {
    return refused{};
  } else if constexpr (Recordable<result>) {
    if constexpr (!Recordable<Value>)
      require_call(filled.extents() == extents_of(x) ? nullptr : "the shape must be that of x",
                   "full_like", filled);
    if constexpr (KnowsScalar<Value>) return cast<typename typed_operand<Value>::scalar>(filled);
    else return convert_to(filled, x.type());
  } else {
    static_assert(typed_operand<result>::extents == typed_operand<Value>::extents,
                  "typegrad: full_like(x, value): the value must broadcast to the shape of x");
    return cast<typename typed_operand<Value>::scalar>(filled);
  }
}

/// y = value everywhere, in the shape and the scalar type of x: `full_like(x, 2)`. A tensor is
/// repeated to the shape.
///
/// shape     x: S, value: T  ->  S, which T must broadcast to
/// backward  dvalue = dy summed to T; none to x, whose elements are not read
/// types     those of x: 2.5 like integers is 2
/// domain    all
/// edge      none: NaN in x does not matter
/// cost      none in a traced function: a number, or the value itself, in the shape of x
/// errors    a value that has another shape than S after broadcasting
/// source    NumPy, `numpy.full_like`
template <Operand Value, Operand Fill>
constexpr auto full_like(Value const& x, Fill const& value) {
  if constexpr (is_refused<Value> || is_refused<Fill>) {
    return refused{};
  } else if constexpr (ShapeIsLookedUp<Value> || ShapeIsLookedUp<Fill>) {
    if constexpr (Recordable<Value>)
      require_call(shape_rule::broadcast_to(extents_of(value), x.extents())
                       ? nullptr
                       : "the value must broadcast to the shape of a",
                   "full_like", x);
    return filled_like(x, value);
  } else {
    constexpr bool fits =
        bool(shape_rule::broadcast_to(typed_operand<Fill>::extents, typed_operand<Value>::extents));
    static_assert(fits,
                  "typegrad: full_like(x, value): the value must broadcast to the shape of x");
    if constexpr (fits) return filled_like(x, value);
    else return refused{};
  }
}
/// `full_like(x, 0)`.
template <Operand Value>
constexpr auto zeros_like(Value const& x) {
  return full_like(x, constant_beside<0>(x));
}
/// `full_like(x, 1)`.
template <Operand Value>
constexpr auto ones_like(Value const& x) {
  return full_like(x, constant_beside<1>(x));
}

}  // namespace typegrad
