// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>
#include <typegrad/meta/fields.hpp>
#include <typegrad/tensor/tensor.hpp>

namespace typegrad {

// What is not written yet is meant. GCC 12 calls it a mistake where it does not inline everything
// (-Os for ARM).
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

template <class Value>
TYPEGRAD_INLINE_NUMBER inline Value made_uninitialized();

/// Becomes a member of any type, made in its place: no copy (prvalues are not moved).
struct uninitialized_field {
  template <class Value>
  TYPEGRAD_INLINE_NUMBER operator Value() const {
    return made_uninitialized<Value>();
  }
};

template <class Value, std::size_t... Index>
TYPEGRAD_INLINE_NUMBER inline Value uninitialized_struct(std::index_sequence<Index...>) {
  return Value{((void)Index, uninitialized_field{})...};
}

// Not constexpr: GCC 12 would compute the call while compiling and make zeros of it.
template <class Value>
TYPEGRAD_INLINE_NUMBER inline Value made_uninitialized() {
  if constexpr (is_tensor<Value>) return Value(uninitialized_t{});
  else if constexpr (PlainStruct<Value> && !requires(Value x) { x[0]; })
    return uninitialized_struct<Value>(std::make_index_sequence<count_fields<Value>()>{});
  else return Value{};
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

/// A value whose tensors hold what the memory held; structs member by member. For results, of which
/// every element is written: `X{}` would write them twice (GCC: 257 of 1933 instructions of a
/// gradient of 256 numbers).
template <class Value>
TYPEGRAD_INLINE_NUMBER constexpr Value uninitialized() {
  if (__builtin_is_constant_evaluated()) return Value{};
  return made_uninitialized<Value>();
}

}  // namespace typegrad
