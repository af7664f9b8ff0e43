// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_flip)

static_assert(tg::flipud(tg::tensor<int, 2, 2>{{1, 2}, {3, 4}}) ==
              tg::tensor<int, 2, 2>{{3, 4}, {1, 2}});
static_assert(tg::fliplr(tg::tensor<int, 2, 2>{{1, 2}, {3, 4}}) ==
              tg::tensor<int, 2, 2>{{2, 1}, {4, 3}});
static_assert(tg::grad([](auto a) {
                return tg::sum(tg::flip(a) * tg::tensor<double, 3>{1, 2, 3});
              })(tg::tensor<double, 3>{}) == tg::tensor<double, 3>{3, 2, 1});
static_assert(tg::grad([](auto a) {
                return tg::sum(tg::flip<1>(a) * tg::tensor<double, 1, 3>{{1, 2, 3}});
              })(tg::tensor<double, 1, 3>{}) == tg::tensor<double, 1, 3>{{3, 2, 1}});

BOOST_AUTO_TEST_CASE(values_are_those_of_numpy) {
  BOOST_TEST(is_near(tg::flip(counted<int, 2, 3, 4>), numpy::flip_all));
  BOOST_TEST(is_near(tg::flip<0, -1>(counted<int, 2, 3, 4>), numpy::flip_0_2));
}

BOOST_AUTO_TEST_CASE(flipped_twice_is_the_same_node) {
  constexpr auto twice = [](auto a) { return tg::flip<0>(tg::flip<0>(a)); };
  static_assert(tg::program<decltype(tg::evaluate(twice)), tg::tensor<double, 2, 3>>::flat.size() ==
                1);
  BOOST_TEST(tg::flip(2.5) == 2.5);
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto a) { return tg::flip<1>(a * a) * a; },
                            tg::tensor<double, 2, 3>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25}));
}

BOOST_AUTO_TEST_SUITE_END()
