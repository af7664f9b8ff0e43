// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/debug/array_text.hpp>
#include <typegrad/debug/print_shape.hpp>
#include <typegrad/tensor/dynamic_tensor.hpp>

#include <iosfwd>
#include <string>

namespace typegrad {

/// The text that NumPy's `str` gives for an array with these values.
template <class Number>
std::string to_string(dynamic_tensor<Number> const& x) {
  return array_text(x.shape(), x.data());
}
template <class Number>
std::string to_string(dynamic_view<Number> const& x) {
  return to_string(dynamic_tensor<std::remove_const_t<Number>>(x));
}

/// `std::cout << x` writes `to_string(x)`.
template <class Number>
std::ostream& operator<<(std::ostream& stream, dynamic_tensor<Number> const& x) {
  return stream << to_string(x);
}
template <class Number>
std::ostream& operator<<(std::ostream& stream, dynamic_view<Number> const& x) {
  return stream << to_string(x);
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
