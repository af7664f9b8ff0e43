#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/debug/array_text.hpp>
#include <typegrad/tensor/tensor.hpp>
#include <typegrad/tensor/tensor_view.hpp>

#include <ostream>
#include <string>

namespace typegrad {

/// The text that NumPy's `str` gives for an array with these values.
template <class T, index_t... E>
  requires std::is_arithmetic_v<T>
std::string to_string(tensor<T, E...> const& x) {
  return array_text(x.shape(), x.data());
}
template <class T, index_t... E>
std::string to_string(tensor_view<T, E...> const& x) {
  return array_text<std::remove_cv_t<T>>(x.shape(), x.data());
}

/// `std::cout << x` writes `to_string(x)`.
template <class T, index_t... E>
  requires std::is_arithmetic_v<T>
std::ostream& operator<<(std::ostream& stream, tensor<T, E...> const& x) {
  return stream << to_string(x);
}
template <class T, index_t... E>
std::ostream& operator<<(std::ostream& stream, tensor_view<T, E...> const& x) {
  return stream << to_string(x);
}

}  // namespace typegrad
