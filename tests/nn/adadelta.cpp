// SPDX-License-Identifier: BSL-1.0
#include <typegrad/nn/adadelta.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(nn_adadelta)

BOOST_AUTO_TEST_CASE(steps_follow_the_formula) {
  double p = 1, s = 0, u = 0, expected = 1;
  tg::adadelta<double> optimizer;
  for (double const g : {1.0, 2.0, -1.0}) {
    optimizer.update(p, g);
    s = 0.9 * s + 0.1 * g * g;
    double const d = std::sqrt(u + 1e-6) / std::sqrt(s + 1e-6) * g;
    u = 0.9 * u + 0.1 * d * d;
    expected -= d;
    BOOST_TEST(std::abs(p - expected) < 1e-14);
  }
}

BOOST_AUTO_TEST_SUITE_END()
