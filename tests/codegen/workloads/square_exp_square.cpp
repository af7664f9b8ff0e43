// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <cmath>

#include "workload.hpp"

namespace tg = typegrad;

namespace {

constexpr auto f = [](auto x) { return tg::square(tg::exp(tg::square(x))); };

struct value_and_slope {
  double value;
  double slope;
};

using generated_result = tg::results<double, double>;
static_assert(sizeof(generated_result) == sizeof(value_and_slope));

}  // namespace

extern "C" [[gnu::noinline]] generated_result generated_square_exp_square(double x) {
  return tg::value_and_grad(f)(x);
}

extern "C" [[gnu::noinline]] value_and_slope by_hand_square_exp_square(double x) {
  double const e = exp(x * x);
  double const y = e * e;
  return {y, 4 * x * y};
}

namespace {

constexpr double inputs[] = {0.3, -1.1, 1.7};

void generated(double const* x, double* result) {
  write_numbers(generated_square_exp_square(x[0]), result);
}
void by_hand(double const* x, double* result) {
  write_numbers(by_hand_square_exp_square(x[0]), result);
}

}  // namespace

workload const square_exp_square{"square_exp_square", inputs, 3, 1, 2, generated, by_hand};
