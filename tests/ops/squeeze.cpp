// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_squeeze)

constexpr tg::tensor<double, 1, 2, 1> x{{{1}, {2}}};

static_assert(tg::squeeze(x) == tg::tensor<double, 2>{1, 2});
static_assert(tg::squeeze<0>(x) == tg::tensor<double, 2, 1>{{1}, {2}});
static_assert(tg::squeeze<-1, 0>(x) == tg::tensor<double, 2>{1, 2});
static_assert(tg::squeeze(tg::tensor<double, 1, 1>{{3}}) == 3.0);
static_assert(tg::grad([](auto a) {
                return tg::sum(tg::squeeze(a) * tg::tensor<double, 2>{3, 4});
              })(x) == tg::tensor<double, 1, 2, 1>{{{3}, {4}}});

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto a) { return tg::squeeze<-1>(a * a); }, x));
}

BOOST_AUTO_TEST_SUITE_END()
