// SPDX-License-Identifier: BSL-1.0
#pragma once

// The operations that variables are made of.

#include <typegrad/push_macros.hpp>

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
template <class Function, class Number>
auto numerical_diff(Function const& f, variable<Number> const& x,
                    double eps = difference_step<Number>) {
  static_assert(std::is_floating_point_v<Number>,
                "typegrad: numerical_diff(f, x): integers cannot be moved by eps");
  dynamic_tensor<Number> plus = x.data();
  dynamic_tensor<Number> minus = plus;
  for (Number& element : plus) element += static_cast<Number>(eps);
  for (Number& element : minus) element -= static_cast<Number>(eps);
  auto slope = f(variable<Number>(std::move(plus))).data();
  auto const below = f(variable<Number>(std::move(minus))).data();
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
template <class Function, class Number>
variable<Number> numerical_grad(Function const& f, variable<Number> const& x,
                                double eps = difference_step<Number>) {
  static_assert(std::is_floating_point_v<Number>,
                "typegrad: numerical_grad(f, x): integers cannot be moved by eps");
  dynamic_tensor<Number> moved = x.data();
  dynamic_tensor<Number> slopes = moved;
  for (index_t i = 0; i < moved.size(); ++i) {
    Number const middle = moved.data()[i];
    moved.data()[i] = middle + static_cast<Number>(eps);
    auto const above = f(variable<Number>(moved)).data();
    moved.data()[i] = middle - static_cast<Number>(eps);
    auto const below = f(variable<Number>(moved)).data();
    moved.data()[i] = middle;
    double rise = 0;
    for (index_t k = 0; k < above.size(); ++k)
      rise += static_cast<double>(above.data()[k]) - static_cast<double>(below.data()[k]);
    slopes.data()[i] = static_cast<Number>(rise / (2 * eps));
  }
  return variable<Number>(std::move(slopes));
}

/// The elements of a variable as doubles.
template <class Number>
growing_array<double> elements_of(variable<Number> const& x) {
  growing_array<double> elements;
  for (Number const element : x.data()) elements.push_back(static_cast<double>(element));
  return elements;
}

/// Compares the gradients of `backward` with central differences, one element of the arguments at a
/// time.
///
/// `f` is any callable of variables; of several numbers that it returns, the sum of 2, 3 and 4
/// times every third is differentiated, as `check_grad` of static functions does. The arguments'
/// own gradients are left alone, because `f` is called with copies of them.
///
/// cost      two calls of f for each element of the arguments, and one `backward`
template <class Function, class... Types>
  requires(sizeof...(Types) > 0)
gradient_report check_grad(gradient_tolerance tolerance, Function f, variable<Types> const&... x) {
  std::tuple<variable<Types>...> const leaves(variable<Types>(x.data())...);
  auto y = std::apply(f, leaves);
  using number = typename decltype(y)::value_type;
  dynamic_tensor<number> weights(y.shape());
  for (index_t k = 0; k < weights.size(); ++k)
    weights.data()[k] = static_cast<number>(weight_of_result(k));
  (y * weights).backward();
  double const scale = y.size() == 1 ? weight_of_result(0) : 1;  // one number is shown as it is
  gradient_report report;
  double worst = -1;
  [&]<std::size_t... Index>(std::index_sequence<Index...>) {
    auto const compare = [&]<std::size_t Which, class Other>(
                             std::integral_constant<std::size_t, Which>,
                             variable<Other> const& leaf) {
      auto const alone = [&](variable<Other> const& moved) {
        std::tuple<variable<Types>...> arguments(variable<Types>(x.data())...);
        std::get<Which>(arguments) = moved;
        return std::apply(f, arguments) * weights;
      };
      double const eps = tolerance.eps > 0 ? tolerance.eps : difference_step<Other>;
      growing_array<double> const differences =
          divided(elements_of(numerical_grad(alone, leaf, eps)), scale);
      // A leaf that the result does not depend on has no gradient, which is a zero here.
      growing_array<double> const gradients = leaf.grad().is_none()
                                                  ? growing_array<double>(differences.size())
                                                  : divided(elements_of(leaf.grad()), scale);
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
    (compare(std::integral_constant<std::size_t, Index>{}, std::get<Index>(leaves)), ...);
  }(std::index_sequence_for<Types...>{});
  report.ok = report.wrong == 0;
  return report;
}
template <class Function, class... Types>
  requires(sizeof...(Types) > 0 && !std::is_same_v<Function, gradient_tolerance>)
gradient_report check_grad(Function f, variable<Types> const&... x) {
  return check_grad(gradient_tolerance{}, f, x...);
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
