// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/debug/print_dynamic_tensor.hpp>
#include <typegrad/debug/print_variable.hpp>
#include <typegrad/typegrad.hpp>

#include <typegrad/dynamic/no_grad.hpp>
#include <typegrad/dynamic/variable_front.hpp>

#include <sstream>
#include <string>

#include <support/near.hpp>

/// What the requirements print for ones of shape (2, 3).
inline constexpr char const* ones_text = "variable([[1 1 1]\n          [1 1 1]])";

/// What stream output gives.
template <class X>
std::string printed(X const& value) {
  std::ostringstream stream;
  stream << value;
  return stream.str();
}

/// The words of the shape error that a call throws.
template <class Call>
std::string mistake(Call const& call) {
  try {
    static_cast<void>(call());
  } catch (typegrad::shape_error const& error) {
    return error.what();
  }
  return "no shape_error was thrown";
}

/// The words of the std::exception that a call throws.
template <class Error, class Call>
std::string complaint(Call const& call) {
  try {
    static_cast<void>(call());
  } catch (Error const& error) {
    return error.what();
  }
  return "nothing was thrown";
}

/// The numbers 0, 1, 2, ... as a variable.
template <class T>
typegrad::variable<T> counted(typegrad::shape const& extents) {
  typegrad::dynamic_tensor<T> y(extents);
  T next = 0;
  for (T& element : y) element = next++;
  return y;
}

/// Every element within `ulps` of those in `expected`.
template <class T>
bool near_all(typegrad::variable<T> const& got, typegrad::dynamic_tensor<T> const& expected,
              double ulps = 4) {
  if (!(got.shape() == expected.shape())) return false;
  for (typegrad::index_t i = 0; i < expected.size(); ++i)
    if (!near(got.data().data()[i], static_cast<double>(expected.data()[i]), ulps)) return false;
  return true;
}

// Exact with contraction off (G-17); within 4 ulp where the target contracts to FMA.
#if defined(__FMA__)
inline constexpr double ulps = 4;
#else
inline constexpr double ulps = 0;
#endif
