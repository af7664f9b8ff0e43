// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <cmath>

#include "workload.hpp"

namespace tg = typegrad;

namespace {

constexpr double root_half = 0.70710678118654752440;             // sqrt(1 / 2)
constexpr double one_over_root_two_pi = 0.39894228040143267794;  // 1 / sqrt(2 pi)

// The price of a European call (Black and Scholes 1973): spot, strike, rate, volatility, time to
// maturity.
constexpr auto price = [](auto spot, auto strike, auto rate, auto volatility, auto time) {
  auto const deviation = volatility * tg::sqrt(time);
  auto const d1 =
      (tg::log(spot / strike) + (rate + 0.5 * volatility * volatility) * time) / deviation;
  auto const d2 = d1 - deviation;
  return spot * tg::normal_cdf(d1) - strike * tg::exp(-(rate * time)) * tg::normal_cdf(d2);
};

struct price_and_sensitivities {
  double price;
  double sensitivities[5];
};

using generated_result = tg::results<double, tg::results<double, double, double, double, double>>;
static_assert(sizeof(generated_result) == sizeof(price_and_sensitivities));

}  // namespace

extern "C" [[gnu::noinline]] generated_result generated_black_scholes(double spot, double strike,
                                                                      double rate,
                                                                      double volatility,
                                                                      double time) {
  return tg::value_and_grad(price, tg::wrt<0, 1, 2, 3, 4>)(spot, strike, rate, volatility, time);
}

// The chain rule written out, everything shared.
extern "C" [[gnu::noinline]] price_and_sensitivities by_hand_black_scholes(
    double spot, double strike, double rate, double volatility, double time) {
  double const root = sqrt(time);
  double const deviation = volatility * root;
  double const drift = rate + 0.5 * volatility * volatility;
  double const d1 = (log(spot / strike) + drift * time) / deviation;
  double const d2 = d1 - deviation;
  double const n1 = 0.5 * erfc(d1 * -root_half);
  double const n2 = 0.5 * erfc(d2 * -root_half);
  double const discount = exp(-(rate * time));
  double const present_strike = strike * discount;
  double const paid = present_strike * n2;
  double const adjoint_of_d2 = -present_strike * one_over_root_two_pi * exp(-0.5 * d2 * d2);
  double const adjoint_of_d1 = spot * one_over_root_two_pi * exp(-0.5 * d1 * d1) + adjoint_of_d2;
  double const adjoint_of_sum = adjoint_of_d1 / deviation;
  double const adjoint_of_deviation = -adjoint_of_d2 - adjoint_of_sum * d1;
  double const adjoint_of_drift = adjoint_of_sum * time;
  return {
      spot * n1 - paid,
      {n1 + adjoint_of_sum / spot, -discount * n2 - adjoint_of_sum / strike,
       adjoint_of_drift + paid * time, adjoint_of_deviation * root + adjoint_of_drift * volatility,
       adjoint_of_sum * drift + paid * rate + 0.5 * adjoint_of_deviation * volatility / root}};
}

// Knows that spot phi(d1) = strike e^(-rate time) phi(d2), by which most of the chain rule cancels.
extern "C" [[gnu::noinline]] price_and_sensitivities closed_form_black_scholes(
    double spot, double strike, double rate, double volatility, double time) {
  double const root = sqrt(time);
  double const deviation = volatility * root;
  double const d1 =
      (log(spot / strike) + (rate + 0.5 * volatility * volatility) * time) / deviation;
  double const n1 = 0.5 * erfc(d1 * -root_half);
  double const n2 = 0.5 * erfc((d1 - deviation) * -root_half);
  double const discounted = exp(-(rate * time)) * n2;
  double const paid = strike * discounted;
  double const density = spot * one_over_root_two_pi * exp(-0.5 * d1 * d1);
  return {spot * n1 - paid,
          {n1, -discounted, paid * time, density * root,
           rate * paid + 0.5 * density * volatility / root}};
}

namespace {

constexpr double inputs[] = {100, 105, 0.03, 0.25, 0.75, 42,  40, 0.1,
                             0.2, 0.5, 80,   120,  0.01, 0.6, 2};

void generated(double const* x, double* result) {
  write_numbers(generated_black_scholes(x[0], x[1], x[2], x[3], x[4]), result);
}
void by_hand(double const* x, double* result) {
  write_numbers(by_hand_black_scholes(x[0], x[1], x[2], x[3], x[4]), result);
}
void closed_form(double const* x, double* result) {
  write_numbers(closed_form_black_scholes(x[0], x[1], x[2], x[3], x[4]), result);
}

}  // namespace

workload const black_scholes{"black_scholes", inputs, 3, 5, 6, generated, by_hand, closed_form};
