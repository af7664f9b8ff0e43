// SPDX-License-Identifier: BSL-1.0
#include <typegrad/nn/adagrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(nn_adagrad)

BOOST_AUTO_TEST_CASE(steps_follow_the_formula) {
  double p = 1, h = 0, expected = 1;
  tg::adagrad<double> optimizer{.learning_rate = 0.1};
  for (double const g : {1.0, 2.0, -1.0}) {
    optimizer.update(p, g);
    h += g * g;
    expected -= 0.1 * g / (std::sqrt(h) + 1e-8);
    BOOST_TEST(std::abs(p - expected) < 1e-14);
  }
}

BOOST_AUTO_TEST_SUITE_END()
