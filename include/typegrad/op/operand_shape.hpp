// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply.hpp>
#include <typegrad/tensor/tensor.hpp>

namespace typegrad {

template <class T, index_t... E>
  requires Scalar<T>
struct operand_traits<tensor<T, E...>> {
  using front = plain_front;
  using scalar = T;
  static constexpr shape extents = make_shape(E...);
};

/// Shape and scalar type of an operand whose type tells them.
template <class X>
struct plain_operand {
  static constexpr shape extents{};
  using scalar = X;
};
template <class T, index_t... E>
struct plain_operand<tensor<T, E...>> {
  static constexpr shape extents = make_shape(E...);
  using scalar = T;
};
template <class X>
using typed_operand = std::conditional_t<LibraryValue<X>&& requires {
  typename operand_traits<X>::scalar;
}, operand_traits<X>, plain_operand<X>>;

}  // namespace typegrad
