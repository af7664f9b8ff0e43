// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_argmin)

static_assert(tg::argmin(tg::tensor<double, 3>{1, -4, 2}) == 1);

BOOST_AUTO_TEST_CASE(positions_are_those_of_numpy) {
  BOOST_TEST(is_near(tg::argmin<1>(numpy_a), numpy::argmin_1));
  BOOST_TEST(tg::argmin(tg::tensor<int, 4>{3, 1, 1, 2}) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
