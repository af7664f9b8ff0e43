// SPDX-License-Identifier: BSL-1.0
#include <typegrad/nn/sgd.hpp>

#include <nn/network.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(nn_sgd)

// E-25: p -= lr g, in place, everywhere in the struct
static_assert([] {
  network<double> p{{{{1, 2}, {3, 4}}, tg::tensor<double, 1>{5}}, 6};
  network<double> const g{{{{2, 4}, {6, 8}}, tg::tensor<double, 1>{10}}, 12};
  tg::sgd{.learning_rate = 0.5}.update(p, g);
  return p.first.weight == tg::tensor<double, 2, 2>{} && p.first.offset(0) == 0 && p.scale == 0;
}());

// L-07
BOOST_AUTO_TEST_CASE(the_learning_rate_is_a_hundredth_unless_given) {
  tg::tensor<double, 2> p{1, 2};
  tg::sgd{}.update(p, tg::tensor<double, 2>{1, -1});
  BOOST_TEST(p(0) == 0.99);
  BOOST_TEST(p(1) == 2.01);
}

BOOST_AUTO_TEST_CASE(parameters_and_gradients_may_be_lists_of_references) {
  tg::tensor<float, 2> w{1, 2}, gw{2, 2};
  float b = 3, gb = 2;
  tg::sgd{.learning_rate = 0.5f}.update(std::tie(w, b), std::tie(gw, gb));
  BOOST_TEST((w == tg::tensor<float, 2>{0, 1}));
  BOOST_TEST(b == 2.0f);
}

BOOST_AUTO_TEST_SUITE_END()
