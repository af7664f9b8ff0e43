// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_take)

// E-19: the upstreams of a repeated index add up.
static_assert(tg::grad([](auto x) {
                return tg::sum(tg::take<0, 2, 0, 2>(x) * tg::tensor<double, 3>{1, 10, 100});
              })(tg::tensor<double, 3>{}) == tg::tensor<double, 3>{10, 0, 101});

BOOST_AUTO_TEST_CASE(values_are_those_of_numpy) {
  BOOST_TEST(is_near(tg::take<1, 2, 0, -1>(counted<int, 2, 3, 4>), numpy::take_1));
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto x) { return tg::take<-1, 1, 1, 0>(x * x); },
                            tg::tensor<double, 2, 3>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25}));
}

BOOST_AUTO_TEST_SUITE_END()
