// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/debug/real_elements.hpp>

namespace typegrad {

/// The step of a central difference: 1e-4 where everything is double, else 2^-7.
///
/// The error is about h^2 |f'''| / 6 from the series and |f| 2^-52 / h (double) or |f| 2^-23 / h
/// (float) from rounding: 1e-4 would leave three digits in float.
template <class Value>
inline constexpr double difference_step = is_double_throughout<Value>() ? 1e-4 : 0x1p-7;

/// (f(x + eps) - f(x - eps)) / (2 eps), all elements of `x` moved at once.
///
/// So it is the derivative, element by element, of an element-wise function, and the sum of the
/// partial derivatives of a reduction (for the sum of squares at 1, 2, 3 it is 12): see
/// `numerical_grad`.
///
/// shape     that of f(x)
/// cost      two calls of f, which is an ordinary call: f may capture and branch
template <class Function, class Value>
constexpr auto numerical_diff(Function const& f, Value const& x,
                              double eps = difference_step<Value>) {
  Value plus = x;
  Value minus = x;
  for_each_real(plus, [&](auto& element) {
    element += static_cast<std::remove_cvref_t<decltype(element)>>(eps);
  });
  for_each_real(minus, [&](auto& element) {
    element -= static_cast<std::remove_cvref_t<decltype(element)>>(eps);
  });
  auto above = f(plus);
  auto const below = f(minus);
  growing_array<double> const subtrahends = real_elements(below);
  double const* next = subtrahends.data();
  for_each_real(above, [&](auto& element) {
    using number = std::remove_cvref_t<decltype(element)>;
    element = (element - static_cast<number>(*next++)) / (2 * static_cast<number>(eps));
  });
  return above;
}

/// The gradient of `f`, or of the sum of what it returns, by central differences, one element at a
/// time.
///
/// shape     that of x, a number, tensor or structure of them; integers in it are not moved
/// cost      two calls of f for each element of x
template <class Function, class Value>
constexpr Value numerical_grad(Function const& f, Value const& x,
                               double eps = difference_step<Value>) {
  Value moved = x;
  growing_array<double> slopes;
  for_each_real(moved, [&](auto& element) {
    using number = std::remove_cvref_t<decltype(element)>;
    number const middle = element;
    element = middle + static_cast<number>(eps);
    growing_array<double> const above = real_elements(f(moved));
    element = middle - static_cast<number>(eps);
    growing_array<double> const below = real_elements(f(moved));
    element = middle;
    double rise = 0;
    for (int i = 0; i < above.size(); ++i) rise += above[i] - below[i];
    slopes.push_back(rise / (2 * eps));
  });
  Value slope = x;
  assign_real_elements(slope, slopes.data());
  return slope;
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
