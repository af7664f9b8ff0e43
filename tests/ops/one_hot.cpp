// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_one_hot)

static_assert(tg::one_hot<3>(2) == tg::tensor<double, 3>{0, 0, 1});
static_assert(tg::one_hot<2, float>(tg::tensor<int, 3>{1, 0, 1}) ==
              tg::tensor<float, 3, 2>{{0, 1}, {1, 0}, {0, 1}});
static_assert(tg::grad([](auto x, auto labels) {
                return tg::sum(x * tg::one_hot<2>(labels));
              })(tg::tensor<double, 2, 2>{}, tg::tensor<int, 2>{1, 0}) ==
              tg::tensor<double, 2, 2>{{0, 1}, {1, 0}});

BOOST_AUTO_TEST_CASE(values_are_those_of_numpy) {
  BOOST_TEST(is_near(tg::one_hot<4>(tg::tensor<int, 3>{2, 0, 3}), numpy::one_hot));
}

BOOST_AUTO_TEST_SUITE_END()
