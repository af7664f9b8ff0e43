// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply.hpp>
#include <typegrad/tensor/tensor.hpp>

namespace typegrad {

template <class Number, index_t... Extents>
  requires Scalar<Number>
struct operand_traits<tensor<Number, Extents...>> {
  using front = plain_front;
  using scalar = Number;
  static constexpr shape extents = make_shape(Extents...);
};

/// Shape and scalar type of an operand whose type tells them.
template <class Value>
struct plain_operand {
  static constexpr shape extents{};
  using scalar = Value;
};
template <class Number, index_t... Extents>
struct plain_operand<tensor<Number, Extents...>> {
  static constexpr shape extents = make_shape(Extents...);
  using scalar = Number;
};
template <class Value>
using typed_operand = std::conditional_t<LibraryValue<Value>&& requires {
  typename operand_traits<Value>::scalar;
}, operand_traits<Value>, plain_operand<Value>>;

}  // namespace typegrad
