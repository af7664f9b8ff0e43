// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/scalar_type.hpp>
#include <typegrad/op/value_error.hpp>

#include <bit>
#include <cstdint>
#include <type_traits>

namespace typegrad {

/// Whether a whole number of one type is one of another.
template <class Number, class Value>
constexpr bool is_in_range(Value x) {
  auto const converted = static_cast<Number>(x);
  return static_cast<Value>(converted) == x && (converted < Number(0)) == (x < Value(0));
}

// Not constexpr: in a constant expression their names are the messages.
inline void an_integer_beside_integers_must_fit_into_their_type(scalar_type type, long long x) {
  refuse_values([=] {
    return sentence{}
        .add("an integer beside values of ")
        .add(name_of(type))
        .add(" must fit into ")
        .add(name_of(type))
        .add("; it is ")
        .add_number(x)
        .add(type == scalar_type::int32 ? "; cast<std::int64_t>(a) makes room" : "");
  });
}
inline void an_integer_in_a_traced_function_must_be_a_double(long long x) {
  refuse_values([=] {
    return sentence{}
        .add("an integer in a traced function must be a double, as all up to 2^53 are; it is ")
        .add_number(x);
  });
}

/// A number in the type that it takes beside others (`operand_scalars`). An integer beside integers
/// must fit, as in NumPy 2.
///
/// errors    value_error; TYPEGRAD_ASSERT without exceptions
template <class Number, class Value>
constexpr Number weak_value(Value x) {
  if constexpr (std::is_integral_v<Number> && std::is_integral_v<Value> &&
                sizeof(Value) >= sizeof(Number) && !std::is_same_v<Value, Number> &&
                !std::is_same_v<Number, bool>) {
    if (!is_in_range<Number>(x))
      an_integer_beside_integers_must_fit_into_their_type(scalar_type_of<Number>,
                                                          static_cast<long long>(x));
  }
  return static_cast<Number>(x);
}

/// A number as a literal of a graph holds it: exact, of integers too.
///
/// errors    value_error, TYPEGRAD_ASSERT without exceptions, for an integer that no double is
template <class Value>
constexpr double exact_double(Value x) {
  if constexpr (std::is_integral_v<Value> && sizeof(Value) > 4) {
    auto const size = x < 0 ? 0 - static_cast<std::uint64_t>(x) : static_cast<std::uint64_t>(x);
    int const lowest = std::countr_zero(size);
    if (size >> (lowest % 64) >> 53 != 0)
      an_integer_in_a_traced_function_must_be_a_double(static_cast<long long>(x));
  }
  return static_cast<double>(x);
}

}  // namespace typegrad
