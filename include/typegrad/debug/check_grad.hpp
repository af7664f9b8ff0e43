// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/debug/law_report.hpp>
#include <typegrad/debug/law_trace.hpp>
#include <typegrad/debug/numerical_diff.hpp>

namespace typegrad {

/// How far a gradient may be from central differences with step `eps`: `atol + rtol |difference|`.
/// source    DeZero, `gradient_check`
struct gradient_tolerance {
  double rtol = 1e-4;
  double atol = 1e-5;
  double eps = 0;  ///< 0: `difference_step` of the arguments
};

/// The upstream gradient of a result's number: not 1, and not the same everywhere.
constexpr double weight_of_result(index_t which) { return static_cast<double>(2 + which % 3); }
constexpr growing_array<double> divided(growing_array<double> values, double divisor) {
  for (int i = 0; i < values.size(); ++i) values[i] /= divisor;
  return values;
}

/// Compares the gradient in reverse mode with central differences, one element of the arguments at
/// a time.
///
/// `f` is a lambda or function object of numbers, tensors and structures of them; of
/// several numbers that it returns, the sum of 2, 3 and 4 times every third is differentiated, so
/// that a rule that overlooks its upstream gradient is found. Integers among the arguments are not.
///
/// cost      two evaluations of f for each element of the arguments, and one gradient
template <class Function, class... Values>
constexpr gradient_report check_grad(gradient_tolerance tolerance, Function, Values const&... x) {
  using arguments = results<Values...>;
  using value = plain_type<traced_result<Function, Values...>>;
  using value_and_gradient =
      compiled<law_trace<Function, law_answers::value_and_gradient>, value, arguments, arguments>;
  arguments const at{x...};
  value weights{};
  int results_of_f = 0;
  for_each_real(weights, [&](auto& weight) {
    weight = static_cast<std::remove_cvref_t<decltype(weight)>>(weight_of_result(results_of_f++));
  });
  double const scale = results_of_f == 1 ? weight_of_result(0) : 1;  // one number is shown as it is
  arguments const reverse = value_and_gradient::run(weights, at, at).second;
  double const eps = tolerance.eps > 0 ? tolerance.eps : difference_step<arguments>;
  auto const weighted = [&](arguments const& moved) {
    value y = value_and_gradient::run(weights, at, moved).first;
    index_t which = 0;
    for_each_real(y, [&](auto& number) {
      number *= static_cast<std::remove_cvref_t<decltype(number)>>(weight_of_result(which++));
    });
    return y;
  };
  arguments const central = numerical_grad(weighted, at, eps);
  growing_array<double> const gradients = divided(real_elements(reverse), scale);
  growing_array<double> const differences = divided(real_elements(central), scale);
  gradient_report report;
  report.elements = gradients.size();
  double worst = -1;
  int worst_element = 0;
  for (int i = 0; i < gradients.size(); ++i) {
    double const magnitude = differences[i] < 0 ? -differences[i] : differences[i];
    double const allowed = tolerance.atol + tolerance.rtol * magnitude;
    double const by = excess(gradients[i], differences[i], allowed);
    if (by > 1) ++report.wrong;
    if (by <= worst) continue;
    worst = by;
    worst_element = i;
    report.gradient = gradients[i];
    report.difference = differences[i];
    report.allowed = allowed;
  }
  report.ok = report.wrong == 0;
  int number = 0;
  int first = 0;
  auto const locate = [&](auto const& argument) {
    int const count = real_elements(argument).size();
    if (worst_element >= first && worst_element < first + count) {
      report.argument = number;
      report.worst = place_of_real(argument, worst_element - first);
    }
    first += count;
    ++number;
  };
  (locate(x), ...);
  return report;
}
template <class Function, class... Values>
  requires(!std::is_same_v<Function, gradient_tolerance>)
constexpr gradient_report check_grad(Function f, Values const&... x) {
  return check_grad(gradient_tolerance{}, f, x...);
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
