// SPDX-License-Identifier: BSL-1.0
#pragma once

// Lanes first: loops ask for their width. Then the operations that variables are made of.
#include <typegrad/kernel/vector_lanes.hpp>

#include <typegrad/ops.hpp>

#include <typegrad/debug/check_grad.hpp>
#include <typegrad/dynamic/variable.hpp>

#include <tuple>
#include <utility>

namespace typegrad {

/// (f(x + eps) - f(x - eps)) / (2 eps) for a function of a variable, all elements moved at once.
///
/// shape     that of f(x)
/// cost      two calls of f, which is any callable from variable to variable
template <class F, class T>
auto numerical_diff(F const& f, variable<T> const& x, double eps = difference_step<T>) {
  static_assert(std::is_floating_point_v<T>,
                "typegrad: numerical_diff(f, x): integers cannot be moved by eps");
  dynamic_tensor<T> plus = x.data();
  dynamic_tensor<T> minus = plus;
  for (T& element : plus) element += static_cast<T>(eps);
  for (T& element : minus) element -= static_cast<T>(eps);
  auto slope = f(variable<T>(std::move(plus))).data();
  auto const below = f(variable<T>(std::move(minus))).data();
  using number = typename decltype(slope)::value_type;
  for (index_t i = 0; i < slope.size(); ++i)
    slope.data()[i] = (slope.data()[i] - below.data()[i]) / (2 * static_cast<number>(eps));
  return variable<number>(std::move(slope));
}

/// The gradient of `f`, or of the sum of what it returns, by central differences, one element of x
/// at a time.
///
/// shape     that of x
/// cost      two calls of f for each element of x
template <class F, class T>
variable<T> numerical_grad(F const& f, variable<T> const& x, double eps = difference_step<T>) {
  static_assert(std::is_floating_point_v<T>,
                "typegrad: numerical_grad(f, x): integers cannot be moved by eps");
  dynamic_tensor<T> moved = x.data();
  dynamic_tensor<T> slopes = moved;
  for (index_t i = 0; i < moved.size(); ++i) {
    T const middle = moved.data()[i];
    moved.data()[i] = middle + static_cast<T>(eps);
    auto const above = f(variable<T>(moved)).data();
    moved.data()[i] = middle - static_cast<T>(eps);
    auto const below = f(variable<T>(moved)).data();
    moved.data()[i] = middle;
    double rise = 0;
    for (index_t k = 0; k < above.size(); ++k)
      rise += static_cast<double>(above.data()[k]) - static_cast<double>(below.data()[k]);
    slopes.data()[i] = static_cast<T>(rise / (2 * eps));
  }
  return variable<T>(std::move(slopes));
}

/// The elements of a variable as doubles.
template <class T>
growing_array<double> elements_of(variable<T> const& x) {
  growing_array<double> elements;
  for (T const element : x.data()) elements.push_back(static_cast<double>(element));
  return elements;
}

/// Compares the gradients of `backward` with central differences, one element of the arguments at a
/// time.
///
/// `f` is any callable of variables; the sum of what it returns is differentiated. The arguments'
/// own gradients are left alone, because `f` is called with copies of them.
///
/// cost      two calls of f for each element of the arguments, and one `backward`
template <class F, class... T>
  requires(sizeof...(T) > 0)
gradient_report check_grad(gradient_tolerance tolerance, F f, variable<T> const&... x) {
  std::tuple<variable<T>...> const leaves(variable<T>(x.data())...);
  std::apply(f, leaves).backward();
  gradient_report report;
  double worst = -1;
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    auto const compare = [&]<std::size_t Which, class U>(std::integral_constant<std::size_t, Which>,
                                                         variable<U> const& leaf) {
      auto const alone = [&](variable<U> const& moved) {
        std::tuple<variable<T>...> arguments(variable<T>(x.data())...);
        std::get<Which>(arguments) = moved;
        return std::apply(f, arguments);
      };
      growing_array<double> const differences = elements_of(
          numerical_grad(alone, leaf, tolerance.eps > 0 ? tolerance.eps : difference_step<U>));
      // A leaf that the result does not depend on has no gradient, which is a zero here.
      growing_array<double> const gradients = leaf.grad().is_none()
                                                  ? growing_array<double>(differences.size())
                                                  : elements_of(leaf.grad());
      law_finding const finding = compare_numbers(
          "check_grad", gradients, differences,
          [&](double expected) {
            return tolerance.atol + tolerance.rtol * (expected < 0 ? -expected : expected);
          },
          [](int element) { return element_place{0, {}, element}; });
      report.elements += finding.compared;
      report.wrong += finding.wrong;
      double const by =
          finding.allowed > 0 ? excess(finding.got, finding.expected, finding.allowed) : -1;
      if (by <= worst) return;
      worst = by;
      report.argument = static_cast<int>(Which);
      report.worst = finding.worst;
      report.worst.extents = leaf.shape();
      report.gradient = finding.got;
      report.difference = finding.expected;
      report.allowed = finding.allowed;
    };
    (compare(std::integral_constant<std::size_t, I>{}, std::get<I>(leaves)), ...);
  }(std::index_sequence_for<T...>{});
  report.ok = report.wrong == 0;
  return report;
}
template <class F, class... T>
  requires(sizeof...(T) > 0 && !std::is_same_v<F, gradient_tolerance>)
gradient_report check_grad(F f, variable<T> const&... x) {
  return check_grad(gradient_tolerance{}, f, x...);
}

}  // namespace typegrad
