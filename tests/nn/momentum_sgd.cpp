// SPDX-License-Identifier: BSL-1.0
#include <typegrad/nn/momentum_sgd.hpp>

#include <nn/network.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(nn_momentum_sgd)

// E-25: v = m v - lr g, p += v. With lr = 1/2, m = 1/2, g = 2: v = -1, -1.5, -1.75 and p = 9, 7.5,
// 5.75.
BOOST_AUTO_TEST_CASE(three_steps_follow_the_formula_of_the_book) {
  network<double> p{{{}, tg::tensor<double, 1>{10}}, 10};
  network<double> const g{{{}, tg::tensor<double, 1>{2}}, 2};
  tg::momentum_sgd<network<double>> optimizer{.learning_rate = 0.5, .momentum = 0.5};
  for (double const expected : {9.0, 7.5, 5.75}) {
    optimizer.update(p, g);
    BOOST_TEST(p.scale == expected);
    BOOST_TEST(p.first.offset(0) == expected);
    BOOST_TEST(p.first.weight(1, 1) == 0.0);
  }
}

BOOST_AUTO_TEST_CASE(the_defaults_are_those_of_the_book) {
  tg::momentum_sgd<float> const optimizer{};
  BOOST_TEST(float(optimizer.learning_rate) == 0.01f);
  BOOST_TEST(float(optimizer.momentum) == 0.9f);
}

BOOST_AUTO_TEST_SUITE_END()
