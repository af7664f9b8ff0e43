// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/constant_beside.hpp>
#include <typegrad/ops/cast.hpp>
#include <typegrad/ops/equal.hpp>
#include <typegrad/ops/expand_dims.hpp>

namespace typegrad {

/// 0, 1, ..., Depth - 1.
template <class T, index_t Depth>
constexpr tensor<T, Depth> class_numbers() {
  tensor<T, Depth> numbers;
  T next{};
  for (T& number : numbers) number = next++;
  return numbers;
}

template <class T, index_t Depth>
struct class_numbers_constant {
  static constexpr tensor<T, Depth> value = class_numbers<T, Depth>();
};

/// y = 1 at the place that an integer names, 0 elsewhere: `one_hot<10>(labels)`, in float `one_hot<10, float>(labels)`.
///
/// shape     labels: S  ->  S with a new last axis of extent Depth
/// backward  none
/// edge      a label outside [0, Depth) gives zeros only
/// errors    labels that are not integers
template <index_t Depth, Scalar T = double, Operand X>
constexpr auto one_hot(X const& labels) {
  using label = typename typed_operand<X>::scalar;
  static_assert(std::is_integral_v<label> && !std::is_same_v<label, bool>,
                "typegrad: one_hot<depth>(labels): the labels must be integers");
  return cast<T>(equal(expand_dims<-1>(labels),
                       constant_beside<class_numbers_constant<label, Depth>>(labels)));
}

}  // namespace typegrad
