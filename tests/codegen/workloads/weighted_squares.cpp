// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include "workload.hpp"

namespace tg = typegrad;

namespace {

constexpr int n = 256;

// One loop for the value and the gradient, which is returned by value: 2 KiB that must be neither
// zeroed nor copied.
constexpr auto f = [](auto const& w, auto const& x) { return tg::sum(w * x * x); };

struct value_and_gradient {
  double value;
  double gradient[n];
};

using generated_result = tg::results<double, tg::tensor<double, n>>;
static_assert(sizeof(generated_result) == sizeof(value_and_gradient));

}  // namespace

extern "C" [[gnu::noinline]] generated_result generated_weighted_squares(
    tg::tensor<double, n> const& w, tg::tensor<double, n> const& x) {
  return tg::value_and_grad(f, tg::wrt<1>)(w, x);
}

extern "C" [[gnu::noinline]] value_and_gradient by_hand_weighted_squares(double const* w,
                                                                         double const* x) {
  value_and_gradient result;
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    double const product = w[i] * x[i];
    result.gradient[i] = 2 * product;
    sum += product * x[i];
  }
  result.value = sum;
  return result;
}

namespace {

constexpr double inputs[] = {0.5, 1.5, -2.0};

void generated(double const* x, double* result) {
  tg::tensor<double, n> weights, points;
  for (int i = 0; i < n; ++i) {
    weights.data()[i] = 0.01 * i + *x;
    points.data()[i] = *x - 0.02 * i;
  }
  write_numbers(generated_weighted_squares(weights, points), result);
}
void by_hand(double const* x, double* result) {
  double weights[n], points[n];
  for (int i = 0; i < n; ++i) {
    weights[i] = 0.01 * i + *x;
    points[i] = *x - 0.02 * i;
  }
  write_numbers(by_hand_weighted_squares(weights, points), result);
}

}  // namespace

workload const weighted_squares{"weighted_squares", inputs, 3, 1, 1 + n, generated, by_hand};
