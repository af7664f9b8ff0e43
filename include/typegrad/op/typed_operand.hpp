// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/operand_traits.hpp>
#include <typegrad/shape/shape.hpp>

namespace typegrad {

/// Shape and scalar type of an operand whose type tells them.
template <class Value>
struct plain_operand {
  static constexpr shape extents{};
  using scalar = Value;
};
template <NumberToConvert Value>
struct plain_operand<Value> : plain_operand<converted_number<Value>> {};
template <class Value>
using typed_operand = std::conditional_t<LibraryValue<Value>&& requires {
  typename operand_traits<Value>::scalar;
}, operand_traits<Value>, plain_operand<Value>>;

}  // namespace typegrad
