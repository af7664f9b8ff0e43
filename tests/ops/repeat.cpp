// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_repeat)

// L-01: a row repeated, and the sum of the rows back.
static_assert(tg::repeat<3, 0>(tg::tensor<double, 1, 2>{{1, 2}}) ==
              tg::tensor<double, 3, 2>{{1, 2}, {1, 2}, {1, 2}});
static_assert(tg::grad([](auto x) {
                return tg::sum(tg::repeat<3, 0>(x) *
                               tg::tensor<double, 3, 2>{{1, 2}, {3, 4}, {5, 6}});
              })(tg::tensor<double, 1, 2>{}) == tg::tensor<double, 1, 2>{{9, 12}});

BOOST_AUTO_TEST_CASE(values_are_those_of_numpy) {
  BOOST_TEST(is_near(tg::repeat<3, -2>(counted<int, 2, 3, 4>), numpy::repeat_3_1));
  BOOST_TEST(is_near(tg::repeat<2>(counted<int, 2, 3, 4>), numpy::repeat_2));
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto x) { return tg::repeat<2, 1>(x * x); },
                            tg::tensor<double, 2, 3>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25}));
}

BOOST_AUTO_TEST_SUITE_END()
