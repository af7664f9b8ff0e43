// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/tensor/weak_value.hpp>

#include <bit>
#include <cstdint>
#include <type_traits>

namespace typegrad {

// Not constexpr: in a constant expression its name is the message.
inline void an_integer_in_a_traced_function_must_be_a_double(long long x) {
  refuse_values([=] {
    return sentence{}
        .add("an integer in a traced function must be a double, as all up to 2^53 are; it is ")
        .add_number(x);
  });
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
