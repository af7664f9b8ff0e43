// SPDX-License-Identifier: BSL-1.0
// Models over a thousand steps, beside central differences of the same code run plainly.
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_long_loops)

namespace {

constexpr int steps = 1000;
using signal = tg::tensor<double, steps>;

// A recurrent cell that is to foretell the next number of a signal.
template <class T> struct cell {
  tg::tensor<T, 4, 4> w;
  tg::tensor<T, 4> u;
  tg::tensor<T, 4> b;
};
constexpr auto prediction_error = [](auto const& net, auto const& xs) {
  auto const [last, errors] = tg::scan(
      [&](auto const& s, auto const& x) {
        auto const& [h, foretold] = s;
        auto const next = tg::tanh(tg::matmul(net.w, h) + net.u * x + net.b);
        return tg::results{tg::results{next, tg::sum(next)}, foretold - x};
      },
      tg::results{tg::zeros<double, 4>(), 0.0}, xs);
  return tg::sum(errors * errors) / steps;
};

// Kalman filter for a position that is measured and a speed that is not: the negative logarithm of
// the likelihood of what was measured, given the noise of the motion and of the measurements.
constexpr auto likelihood = [](auto motion, auto noise, auto const& measured) {
  tg::tensor<double, 2, 2> const f{{1.0, 0.1}, {0.0, 1.0}};
  tg::tensor<double, 2, 2> const q{{0.0025, 0.05}, {0.05, 1.0}};
  tg::tensor<double, 2> const h{1.0, 0.0};
  auto const [last, terms] = tg::scan(
      [&](auto const& s, auto const& z) {
        auto const& [x, p] = s;
        auto const ahead = tg::matmul(f, x);
        auto const spread = tg::matmul(f, tg::matmul(p, tg::transpose(f))) + motion * q;
        auto const column = tg::matmul(spread, h);
        auto const variance = tg::dot(h, column) + noise;
        auto const surprise = z - tg::dot(h, ahead);
        auto const gain = column / variance;
        return tg::results{tg::results{ahead + gain * surprise, spread - tg::outer(gain, column)},
                           0.5 * (tg::log(variance) + surprise * surprise / variance)};
      },
      tg::results{tg::tensor<double, 2>{0.0, 0.0},
                  tg::tensor<double, 2, 2>{{1.0, 0.0}, {0.0, 1.0}}},
      measured);
  return tg::sum(terms);
};

signal wave() {
  signal x;
  for (int i = 0; i < steps; ++i) x(i) = std::sin(0.1 * i) + 0.2 * std::cos(0.73 * i);
  return x;
}
}  // namespace

BOOST_AUTO_TEST_CASE(a_recurrent_network) {
  signal const xs = wave();
  cell<double> net{};
  cell<double> direction{};
  for (int i = 0; i < 16; ++i) {
    net.w.data()[i] = 0.3 * std::sin(1.7 * i);
    direction.w.data()[i] = std::cos(2.3 * i);
  }
  for (int i = 0; i < 4; ++i) {
    net.u(i) = 0.2 * i - 0.3;
    net.b(i) = 0.1;
    direction.u(i) = 0.5 - 0.2 * i;
    direction.b(i) = 0.3;
  }
  auto const along = [&](double t) {
    cell<double> moved = net;
    moved.w = net.w + t * direction.w;
    moved.u = net.u + t * direction.u;
    moved.b = net.b + t * direction.b;
    return prediction_error(moved, xs);
  };
  cell<double> const g = tg::grad(prediction_error)(net, xs);
  double const slope =
      tg::sum(g.w * direction.w) + tg::sum(g.u * direction.u) + tg::sum(g.b * direction.b);
  BOOST_TEST(slope == (along(1e-5) - along(-1e-5)) / 2e-5, boost::test_tools::tolerance(1e-7));
}

BOOST_AUTO_TEST_CASE(a_kalman_filter) {
  signal const z = wave();
  auto const [value, slopes] = tg::value_and_grad(likelihood, tg::wrt<0, 1>)(0.3, 0.2, z);
  BOOST_TEST(value == likelihood(0.3, 0.2, z), boost::test_tools::tolerance(1e-12));
  auto const close = boost::test_tools::tolerance(1e-6);
  BOOST_TEST(
      slopes.first == (likelihood(0.3 + 1e-5, 0.2, z) - likelihood(0.3 - 1e-5, 0.2, z)) / 2e-5,
      close);
  BOOST_TEST(
      slopes.second == (likelihood(0.3, 0.2 + 1e-5, z) - likelihood(0.3, 0.2 - 1e-5, z)) / 2e-5,
      close);
}

BOOST_AUTO_TEST_SUITE_END()
