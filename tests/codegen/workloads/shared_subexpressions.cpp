// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <cmath>

#include "workload.hpp"

namespace tg = typegrad;

namespace {

constexpr auto f = [](auto a, auto b, auto c, auto d) {
  return tg::log(a * b + tg::sin(c)) / (1 + tg::exp(-d)) + a * tg::sqrt(b * b + c * c);
};

struct value_and_gradient {
  double value;
  double gradient[4];
};

using generated_result = tg::results<double, tg::results<double, double, double, double>>;
static_assert(sizeof(generated_result) == sizeof(value_and_gradient));

}  // namespace

extern "C" [[gnu::noinline]] generated_result generated_shared_subexpressions(double a, double b,
                                                                              double c, double d) {
  return tg::value_and_grad(f, tg::wrt<0, 1, 2, 3>)(a, b, c, d);
}

extern "C" [[gnu::noinline]] value_and_gradient by_hand_shared_subexpressions(double a, double b,
                                                                              double c, double d) {
  double sin_c, cos_c;
  sincos(c, &sin_c, &cos_c);
  double const inside = a * b + sin_c;
  double const decay = exp(-d);
  double const reciprocal = 1 / (1 + decay);
  double const quotient = log(inside) * reciprocal;
  double const root = sqrt(b * b + c * c);
  double const slope_of_log = reciprocal / inside;
  double const slope_of_root = a / root;
  return {quotient + a * root,
          {slope_of_log * b + root, slope_of_log * a + slope_of_root * b,
           slope_of_log * cos_c + slope_of_root * c, quotient * reciprocal * decay}};
}

namespace {

constexpr double inputs[] = {1.3, 0.7, 0.4, 0.9, 2.1, 1.9, -0.6, -1.2, 0.8, 3.0, 1.4, 0.1};

void generated(double const* x, double* result) {
  write_numbers(generated_shared_subexpressions(x[0], x[1], x[2], x[3]), result);
}
void by_hand(double const* x, double* result) {
  write_numbers(by_hand_shared_subexpressions(x[0], x[1], x[2], x[3]), result);
}

}  // namespace

workload const shared_subexpressions{"shared_subexpressions", inputs, 3, 4, 5, generated, by_hand};
