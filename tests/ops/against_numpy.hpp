// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "numpy_reference.hpp"

#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

/// The array `numpy::a`, and 0, 1, 2, ... in any shape.
inline constexpr auto numpy_a = [] {
  typegrad::tensor<double, 2, 3, 4> a;
  for (int i = 0; i < 24; ++i) a.data()[i] = numpy::a[i];
  return a;
}();
template <class T, typegrad::index_t... E>
inline constexpr auto counted = [] {
  typegrad::tensor<T, E...> x;
  int i = 0;
  for (T& element : x) element = static_cast<T>(i++);
  return x;
}();

/// Whether a number or a tensor holds what NumPy gives, up to a few roundings; integers exactly.
template <class X, class T, std::size_t Size>
boost::test_tools::predicate_result is_near(X const& x, T const (&expected)[Size]) {
  auto const* const values = typegrad::first_element(x);
  std::size_t size = 1;
  if constexpr (requires { x.size(); }) size = static_cast<std::size_t>(x.size());
  boost::test_tools::predicate_result result(size == Size);
  if (size != Size) result.message() << size << " elements, NumPy gives " << Size;
  for (std::size_t i = 0; i < Size && result; ++i) {
    auto const value = static_cast<double>(values[i]);
    auto const wanted = static_cast<double>(expected[i]);
    double const error = value < wanted ? wanted - value : value - wanted;
    if (error <= 0x1p-46 * (1 + (wanted < 0 ? -wanted : wanted))) continue;
    result = false;
    result.message() << "element " << i << " is " << value << ", NumPy gives " << wanted;
  }
  return result;
}
