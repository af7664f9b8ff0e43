// SPDX-License-Identifier: BSL-1.0
#include "same_everywhere.hpp"

BOOST_AUTO_TEST_SUITE(agreement_models)

/// Where the hand of a planar robot arm with three joints is.
constexpr auto hand = [](auto const& angles) {
  constexpr double length[] = {0.5, 0.4, 0.2};
  auto const first = tg::slice<0>(angles);
  auto const second = first + tg::slice<1>(angles);
  auto const third = second + tg::slice<2>(angles);
  return tg::stack(
      length[0] * tg::cos(first) + length[1] * tg::cos(second) + length[2] * tg::cos(third),
      length[0] * tg::sin(first) + length[1] * tg::sin(second) + length[2] * tg::sin(third));
};

/// The price of a European call (Black and Scholes 1973).
constexpr auto call_price = [](auto const& spot, auto const& strike, auto const& rate,
                               auto const& volatility, auto const& time) {
  auto const deviation = volatility * tg::sqrt(time);
  auto const d1 =
      (tg::log(spot / strike) + (rate + 0.5 * volatility * volatility) * time) / deviation;
  return spot * tg::normal_cdf(d1) -
         strike * tg::exp(-(rate * time)) * tg::normal_cdf(d1 - deviation);
};

/// Each row to mean 0 and variance 1, nearly.
constexpr auto layer_normalization = [](auto const& rows) {
  auto const centred = rows - tg::mean<-1>(rows, tg::keepdims);
  return centred / tg::sqrt(tg::mean<-1>(centred * centred, tg::keepdims) + 0.1);
};

/// A pendulum with friction, two steps of the midpoint rule; a loop with reassignment.
constexpr auto pendulum = [](auto const& angle, auto const& speed) {
  auto const acceleration = [](auto const& a, auto const& s) {
    return -9.81 * tg::sin(a) - 0.1 * s;
  };
  auto a = angle + 0.0;
  auto s = speed + 0.0;
  for (int step = 0; step < 2; ++step) {
    auto const half_a = a + 0.005 * s;
    auto const half_s = s + 0.005 * acceleration(a, s);
    a = a + 0.01 * half_s;
    s = s + 0.01 * acceleration(half_a, half_s);
  }
  return a * s;
};

agreement const table[] = {
    {"robot arm", 4, hand, tg::tensor<double, 3>{0.3, 0.4, 0.5}},
    // Its second derivatives are differences of terms twice their size, which are rounded otherwise
    // where products are fused (-march=native) and where quotients share a reciprocal (1.5 ulp).
    {"Black-Scholes", 12, call_price, tg::tensor<double, 2>{100, 95},
     tg::tensor<double, 2>{105, 90}, tg::tensor<double, 2>{0.05, 0.02},
     tg::tensor<double, 2>{0.2, 0.3}, tg::tensor<double, 2>{1, 0.5}},
    {"pendulum", 4, pendulum, tg::tensor<double, 2>{0.5, 1}, tg::tensor<double, 2>{0.1, -0.3}},
    {"layer normalization", 4, layer_normalization,
     tg::tensor<double, 2, 3>{{0.3, -0.7, 0.2}, {-0.9, 0.4, 1.6}}},
};

BOOST_AUTO_TEST_SUITE_END()
