// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_avg_pool)

// By hand.
constexpr tg::tensor<double, 1, 1, 3, 4> x{1, 5, 2, 0, 4, 2, 7, 7, 9, 9, -1, -3};
static_assert(tg::avg_pool<2>(x) == tg::tensor<double, 1, 1, 1, 2>{3, 4});
static_assert(tg::grad([](auto a) { return tg::sum(tg::avg_pool<2, 1>(a)); })(x) ==
              tg::tensor<double, 1, 1, 3, 4>{.25, .5, .5, .25, .5, 1, 1, .5, .25, .5, .5, .25});

BOOST_AUTO_TEST_CASE(variables_give_the_same) {
  tg::variable<double> const a{tg::dynamic_tensor<double>(x)};
  BOOST_TEST((tg::avg_pool(a, 2).data() == tg::dynamic_tensor<double>(tg::avg_pool<2>(x))));
  BOOST_TEST((tg::avg_pool(a, 2, 1).data() == tg::dynamic_tensor<double>(tg::avg_pool<2, 1>(x))));
}

BOOST_AUTO_TEST_SUITE_END()
