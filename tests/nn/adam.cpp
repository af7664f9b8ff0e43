// SPDX-License-Identifier: BSL-1.0
#include <typegrad/nn/adam.hpp>

#include <nn/network.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(nn_adam)

// The first step of the paper's form is -lr g / (|g| + eps), whatever the betas.
BOOST_AUTO_TEST_CASE(the_first_step_has_the_size_of_the_learning_rate) {
  network<double> p{};
  network<double> g{};
  g.scale = 4;
  g.first.offset(0) = -1e-3;
  tg::adam<network<double>> optimizer{.learning_rate = 0.25};
  optimizer.update(p, g);
  BOOST_TEST(std::abs(p.scale - -0.25 * 4 / (4 + 1e-8)) < 1e-15);
  BOOST_TEST(std::abs(p.first.offset(0) - 0.25 * 1e-3 / (1e-3 + 1e-8)) < 1e-15);
  BOOST_TEST(p.first.weight(0, 0) == 0.0);
}

BOOST_AUTO_TEST_CASE(further_steps_follow_the_formula) {
  double p = 1, m = 0, v = 0, expected = 1;
  tg::adam<double> optimizer{.learning_rate = 0.1};
  int t = 0;
  for (double const g : {1.0, 2.0, -1.0}) {
    optimizer.update(p, g);
    ++t;
    m = 0.9 * m + 0.1 * g;
    v = 0.999 * v + 0.001 * g * g;
    expected -=
        0.1 * (m / (1 - std::pow(0.9, t))) / (std::sqrt(v / (1 - std::pow(0.999, t))) + 1e-8);
    BOOST_TEST(std::abs(p - expected) < 1e-14);
  }
}

BOOST_AUTO_TEST_SUITE_END()
