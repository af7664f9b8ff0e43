// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_sum_to)

constexpr tg::tensor<double, 2, 3> x{{1, 2, 3}, {4, 5, 6}};

// T-26
static_assert(tg::sum_to<1, 3>(x) == tg::tensor<double, 1, 3>{{5, 7, 9}});
static_assert(tg::sum_to<2, 1>(x) == tg::tensor<double, 2, 1>{{6}, {15}});
static_assert(tg::sum_to<3>(x) == tg::tensor<double, 3>{5, 7, 9});
static_assert(tg::sum_to<>(x) == 21.0);
static_assert(tg::sum_to<2, 3>(x) == x);
static_assert(tg::grad([](auto a) {
                return tg::sum(tg::sum_to<2, 1>(a) * tg::tensor<double, 2, 1>{{5}, {7}});
              })(x) == tg::tensor<double, 2, 3>{{5, 5, 5}, {7, 7, 7}});

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto a) { return tg::sum_to<1, 3>(a * a); }, x));
}

BOOST_AUTO_TEST_SUITE_END()
