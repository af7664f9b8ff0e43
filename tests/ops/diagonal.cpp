// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_diagonal)

static_assert(tg::grad([](auto x) {
                return tg::sum(tg::diagonal<1>(x) * tg::tensor<double, 2>{5, 7});
              })(tg::tensor<double, 2, 3>{}) == tg::tensor<double, 2, 3>{{0, 5, 0}, {0, 0, 7}});

BOOST_AUTO_TEST_CASE(values_are_those_of_numpy) {
  constexpr auto& count = counted<int, 2, 3, 4>;
  BOOST_TEST(is_near(tg::diagonal<1>(counted<int, 3, 4>), numpy::diagonal_1));
  BOOST_TEST(is_near(tg::diagonal<-1>(counted<int, 3, 4>), numpy::diagonal_m1));
  BOOST_TEST(is_near(tg::diagonal<0, -1, 0>(count), numpy::diagonal_batch));
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto x) { return tg::diagonal<-1>(tg::transpose(x * x)); },
                            tg::tensor<double, 2, 3>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25}));
}

BOOST_AUTO_TEST_SUITE_END()
