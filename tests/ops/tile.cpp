// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_tile)

static_assert(tg::grad([](auto x) {
                return tg::sum(tg::tile<2>(x) * tg::tensor<double, 4>{1, 2, 3, 4});
              })(tg::tensor<double, 2>{}) == tg::tensor<double, 2>{4, 6});

BOOST_AUTO_TEST_CASE(values_are_those_of_numpy) {
  BOOST_TEST(is_near(tg::tile<2, 1, 3>(counted<int, 2, 3, 4>), numpy::tile_2_1_3));
  BOOST_TEST(is_near(tg::tile<2, 2>(counted<int, 3>), numpy::tile_2_2));
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto x) { return tg::tile<2, 2>(x * x); },
                            tg::tensor<double, 3>{0.5, -1.25, 2.0}));
}

BOOST_AUTO_TEST_SUITE_END()
