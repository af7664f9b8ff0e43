// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <cmath>

#include "workload.hpp"

namespace tg = typegrad;

namespace {

constexpr int terms = 10;

// Two products on one side, thirty functions on the other and ten more for its slope.
constexpr auto response = [](auto x, auto y, auto z) {
  if (x < 1) return x * y + z * z;
  auto sum = 0 * x;
  for (int k = 1; k <= terms; ++k)
    sum += tg::exp(-0.125 * k * x) * tg::sin(k * y) + tg::log(k + z * z);
  return sum;
};

struct value_and_slopes {
  double value, of_x, of_y, of_z;
};
using generated_result = tg::results<double, tg::results<double, double, double>>;
static_assert(sizeof(generated_result) == sizeof(value_and_slopes));

}  // namespace

extern "C" [[gnu::noinline]] generated_result generated_dear_side(double x, double y, double z) {
  return tg::value_and_grad(response, tg::wrt<0, 1, 2>)(x, y, z);
}

extern "C" [[gnu::noinline]] value_and_slopes by_hand_dear_side(double x, double y, double z) {
  if (x < 1) return {x * y + z * z, y, x, 2 * z};
  double value = 0, of_x = 0, of_y = 0, of_logs = 0;
  double const square = z * z;
  for (int k = 1; k <= terms; ++k) {
    double const fall = exp(-0.125 * k * x);
    double sine, cosine;
    sincos(k * y, &sine, &cosine);
    value += fall * sine + log(k + square);
    of_x += -0.125 * k * (fall * sine);
    of_y += k * (fall * cosine);
    of_logs += 1 / (k + square);
  }
  return {value, of_x, of_y, 2 * z * of_logs};
}

namespace {

constexpr double inputs[] = {0.5, 2, -1, 1.5, 0.3, 0.8, -3, 0.25, 2};

void generated(double const* x, double* result) {
  write_numbers(generated_dear_side(x[0], x[1], x[2]), result);
}
void by_hand(double const* x, double* result) {
  write_numbers(by_hand_dear_side(x[0], x[1], x[2]), result);
}

}  // namespace

workload const dear_side{"dear_side", inputs, 3, 3, 4, generated, by_hand};
