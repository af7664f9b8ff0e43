// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_transpose)

constexpr tg::tensor<double, 2, 3> x{{1, 2, 3}, {4, 5, 6}};

static_assert(tg::transpose(x) == tg::tensor<double, 3, 2>{{1, 4}, {2, 5}, {3, 6}});
// the upstream comes back transposed, not reshaped.
static_assert(tg::grad([](auto a) {
                return tg::sum(tg::transpose(a) * tg::tensor<double, 3, 2>{{1, 2}, {3, 4}, {5, 6}});
              })(x) == tg::tensor<double, 2, 3>{{1, 3, 5}, {2, 4, 6}});

BOOST_AUTO_TEST_CASE(permutations_are_those_of_numpy) {
  BOOST_TEST(is_near(tg::transpose(counted<int, 2, 3, 4>), numpy::transpose));
  BOOST_TEST(is_near(tg::transpose<1, 2, 0>(counted<int, 2, 3, 4>), numpy::transpose_1_2_0));
  BOOST_TEST(is_near(tg::transpose<2, -3, 1>(counted<int, 2, 3, 4>), numpy::transpose_2_m3_1));
  BOOST_TEST(
      is_near(tg::transpose<3, 0, 1, 2>(counted<int, 2, 3, 2, 2>), numpy::transpose_3_0_1_2));
}

// none of these is its own inverse.
BOOST_AUTO_TEST_CASE(the_laws_hold_for_permutations_that_differ_from_their_inverses) {
  BOOST_TEST(tg::check_laws(
      [](auto a) { return tg::transpose<1, 2, 0>(a * a) + tg::transpose<-2, 2, -3>(a); },
      tg::tensor<double, 1, 2, 3>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25}));
  BOOST_TEST(tg::check_laws([](auto a) { return tg::transpose<3, 0, 1, 2>(a * a); },
                            tg::tensor<double, 1, 1, 2, 3>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25}));
}

BOOST_AUTO_TEST_CASE(transposed_back_is_the_same_node) {
  constexpr auto there_and_back = [](auto a) {
    return tg::transpose<1, 2, 0>(tg::transpose<-1, 0, 1>(a));
  };
  static_assert(
      tg::program<decltype(tg::evaluate(there_and_back)), tg::tensor<double, 2, 3, 4>>::flat
          .size() == 1);
  static_assert(tg::transpose(tg::tensor<double, 3>{1, 2, 3}) == tg::tensor<double, 3>{1, 2, 3});
  BOOST_TEST(tg::transpose(2.5) == 2.5);
}

BOOST_AUTO_TEST_SUITE_END()
