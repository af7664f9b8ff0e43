// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_triu)

static_assert(tg::grad([](auto x) {
                return tg::sum(tg::triu(x) * tg::tensor<double, 2, 2>{{1, 2}, {3, 4}});
              })(tg::tensor<double, 2, 2>{}) == tg::tensor<double, 2, 2>{{1, 2}, {0, 4}});

BOOST_AUTO_TEST_CASE(values_are_those_of_numpy) {
  BOOST_TEST(is_near(tg::triu<-1>(counted<int, 2, 3, 4>), numpy::triu_m1));
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto x) { return tg::triu<1>(x * x); },
                            tg::tensor<double, 2, 3>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25}));
}

BOOST_AUTO_TEST_SUITE_END()
