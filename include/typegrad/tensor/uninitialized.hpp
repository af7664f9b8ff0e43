// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/fields.hpp>
#include <typegrad/tensor/tensor.hpp>

namespace typegrad {

template <class X>
X made_uninitialized();

/// Becomes a member of any type, made in its place: no copy (prvalues are not moved).
struct uninitialized_field {
  template <class X>
  operator X() const {
    return made_uninitialized<X>();
  }
};

template <class X, std::size_t... I>
X uninitialized_struct(std::index_sequence<I...>) {
  return X{((void)I, uninitialized_field{})...};
}

// Not constexpr: GCC 12 would compute the call while compiling and make zeros of it.
template <class X>
X made_uninitialized() {
  if constexpr (is_tensor<X>) return X(uninitialized_t{});
  else if constexpr (PlainStruct<X> && !requires(X x) { x[0]; })
    return uninitialized_struct<X>(std::make_index_sequence<count_fields<X>()>{});
  else return X{};
}

/// A value whose tensors hold what the memory held; structs member by member. For results, of which
/// every element is written: `X{}` would write them twice (GCC: 257 of 1933 instructions of a
/// gradient of 256 numbers).
template <class X>
constexpr X uninitialized() {
  if (std::is_constant_evaluated()) return X{};
  return made_uninitialized<X>();
}

}  // namespace typegrad
