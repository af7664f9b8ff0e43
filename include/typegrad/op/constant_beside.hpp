// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply.hpp>

#include <bit>

namespace typegrad {

/// A real number as a source of `constant_beside`: `real_constant<std::bit_cast<word>(0.2)>`. (Floating-point
/// template arguments: clang has them only from version 18 on.)
template <word Bits>
struct real_constant {
  static constexpr double value = std::bit_cast<double>(Bits);
};
using negative_infinity = real_constant<static_cast<word>(0xfff0000000000000u)>;
template <auto Integer>
struct integer_constant {
  static constexpr auto value = Integer;
};

/// `Source::value`, a number or a tensor of numbers, as an operand beside `x`: what functions that are written in
/// other functions pass in place of a bare number. Typed expressions, whose values are in their types, take it so.
template <class Source, class X>
constexpr auto constant_beside(X const&) {
  if constexpr (requires { operand_traits<X>::template constant<Source>(); })
    return operand_traits<X>::template constant<Source>();
  else return Source::value;
}
template <auto Integer, class X>
constexpr auto constant_beside(X const& x) {
  return constant_beside<integer_constant<Integer>>(x);
}

}  // namespace typegrad
