// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/number_type.hpp>
#include <typegrad/tensor/value_error.hpp>

#include <limits>
#include <type_traits>

namespace typegrad {

/// False for a fraction where an integer is wanted.
template <class Value, class Number>
inline constexpr bool keeps_fraction =
    !(std::is_integral_v<Number> && std::is_floating_point_v<Value>);

/// Whether a whole number of one type is one of another.
template <class Number, class Value>
constexpr bool is_in_range(Value x) {
  auto const converted = static_cast<Number>(x);
  return static_cast<Value>(converted) == x && (converted < Number(0)) == (x < Value(0));
}

/// Whether all integers of one type are numbers of another; real types take every integer, rounded.
template <class Number, class Value>
inline constexpr bool takes_every =
    !std::is_integral_v<Number> || !std::is_integral_v<Value> || std::is_same_v<Number, bool> ||
    std::is_same_v<Number, Value> ||
    (std::numeric_limits<Value>::digits <= std::numeric_limits<Number>::digits &&
     (!std::is_signed_v<Value> || std::is_signed_v<Number>));

// Not constexpr: in a constant expression its name is the message.
[[gnu::cold, gnu::noinline]] inline void an_integer_among_integers_must_fit_into_their_type(
    int bits, bool is_signed, unsigned long long size, bool is_negative) {
  refuse_values([=] {
    sentence type;
    type.add(is_signed ? "int" : "uint").add_number(bits);
    sentence words;
    words.add("an integer among values of ").add(type).add(" must fit into ").add(type);
    words.add("; it is ").add(is_negative ? "-" : "").add_unsigned(size);
    return words.add(bits < 64 && is_signed ? "; values of int64 have room" : "");
  });
}

/// A number in the type that it takes as an element, or beside other numbers (`operand_scalars`).
/// An integer among integers must fit, as in NumPy 2.
///
/// errors    value_error; TYPEGRAD_ASSERT without exceptions
template <class Number, class Value>
constexpr Number weak_value(Value const& x) noexcept(takes_every<Number, Value>) {
  if constexpr (!takes_every<Number, Value>)
    if (!is_in_range<Number>(x))
      an_integer_among_integers_must_fit_into_their_type(
          static_cast<int>(8 * sizeof(Number)), std::is_signed_v<Number>,
          x < 0 ? 0 - static_cast<unsigned long long>(x) : static_cast<unsigned long long>(x),
          x < 0);
  return static_cast<Number>(x);
}

}  // namespace typegrad
