// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_diag)

static_assert(tg::diag(tg::tensor<double, 2>{3, 4}) == tg::tensor<double, 2, 2>{{3, 0}, {0, 4}});
static_assert(tg::diag(tg::tensor<double, 2, 2>{{3, 1}, {2, 4}}) == tg::tensor<double, 2>{3, 4});
static_assert(tg::grad([](auto x) {
                return tg::sum(tg::diag(x) * tg::tensor<double, 2, 2>{{1, 2}, {3, 4}});
              })(tg::tensor<double, 2>{}) == tg::tensor<double, 2>{1, 4});

BOOST_AUTO_TEST_CASE(values_are_those_of_numpy) {
  BOOST_TEST(is_near(tg::diag<1>(tg::tensor<int, 3>{1, 2, 3}), numpy::diag_1));
  BOOST_TEST(is_near(tg::diag<-2>(tg::tensor<int, 3>{1, 2, 3}), numpy::diag_m2));
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto x) { return tg::diag<1>(x * x); },
                            tg::tensor<double, 3>{0.5, -1.25, 2.0}));
}

BOOST_AUTO_TEST_SUITE_END()
