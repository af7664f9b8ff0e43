// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_broadcast_to)

static_assert(tg::broadcast_to<2, 3>(tg::tensor<int, 3>{1, 2, 3}) ==
              tg::tensor<int, 2, 3>{{1, 2, 3}, {1, 2, 3}});
static_assert(tg::broadcast_to<2, 2>(tg::tensor<int, 2, 1>{{1}, {2}}) ==
              tg::tensor<int, 2, 2>{{1, 1}, {2, 2}});
static_assert(tg::broadcast_to<2>(1.5) == tg::tensor<double, 2>{1.5, 1.5});
static_assert(tg::grad([](auto a) {
                return tg::sum(tg::broadcast_to<2, 2>(a) *
                               tg::tensor<double, 2, 2>{{1, 2}, {3, 4}});
              })(tg::tensor<double, 2, 1>{}) == tg::tensor<double, 2, 1>{{3}, {7}});

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto a) { return tg::broadcast_to<2, 2, 3>(a * a); },
                            tg::tensor<double, 2, 1>{0.5, -1.25}));
}

BOOST_AUTO_TEST_SUITE_END()
