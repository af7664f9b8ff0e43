#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/push_macros.hpp>

#include <typegrad/debug/array_text.hpp>
#include <typegrad/debug/print_shape.hpp>
#include <typegrad/meta/fields.hpp>
#include <typegrad/meta/results.hpp>
#include <typegrad/tensor/tensor.hpp>
#include <typegrad/tensor/tensor_view.hpp>

#include <iosfwd>
#include <string>

namespace typegrad {

/// The text that NumPy's `str` gives for an array with these values.
template <class Number, index_t... Extents>
  requires std::is_arithmetic_v<Number>
std::string to_string(tensor<Number, Extents...> const& x) {
  return array_text(x.shape(), x.data());
}
template <class Number, index_t... Extents>
std::string to_string(tensor_view<Number, Extents...> const& x) {
  return array_text<std::remove_cv_t<Number>>(x.shape(), x.data());
}

/// `std::cout << x` writes `to_string(x)`.
template <class Number, index_t... Extents>
  requires std::is_arithmetic_v<Number>
std::ostream& operator<<(std::ostream& stream, tensor<Number, Extents...> const& x) {
  return stream << to_string(x);
}
template <class Number, index_t... Extents>
std::ostream& operator<<(std::ostream& stream, tensor_view<Number, Extents...> const& x) {
  return stream << to_string(x);
}
/// `std::cout << results` writes `(2.5, [1. 2.])`.
template <class Traits, class... Values>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& stream,
                                             results<Values...> const& several) {
  char const* before = "(";
  with_fields(several,
              [&](auto const&... value) { ((stream << before << value, before = ", "), ...); });
  return stream << ")";
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
