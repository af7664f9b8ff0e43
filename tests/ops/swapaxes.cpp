// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_swapaxes)

static_assert(tg::swapaxes<0, 1>(tg::tensor<int, 2, 1>{{1}, {2}}) == tg::tensor<int, 1, 2>{{1, 2}});
static_assert(tg::grad([](auto a) {
                return tg::sum(tg::swapaxes<-1, -2>(a) * tg::tensor<double, 1, 2>{{3, 4}});
              })(tg::tensor<double, 2, 1>{}) == tg::tensor<double, 2, 1>{{3}, {4}});

BOOST_AUTO_TEST_CASE(values_are_those_of_numpy) {
  BOOST_TEST(is_near(tg::swapaxes<0, -1>(counted<int, 2, 3, 4>), numpy::swapaxes_0_m1));
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto a) { return tg::swapaxes<0, -1>(a * a); },
                            tg::tensor<double, 2, 1, 3>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25}));
}

BOOST_AUTO_TEST_SUITE_END()
