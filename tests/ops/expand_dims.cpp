// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_expand_dims)

constexpr tg::tensor<double, 2, 3> x{{1, 2, 3}, {4, 5, 6}};

// Z-05: -1 is the last axis of the result.
static_assert(std::is_same_v<decltype(tg::expand_dims<-1>(x)), tg::tensor<double, 2, 3, 1>>);
static_assert(std::is_same_v<decltype(tg::expand_dims<0, -2>(x)), tg::tensor<double, 1, 2, 1, 3>>);
static_assert(tg::expand_dims<0>(2.5) == tg::tensor<double, 1>{2.5});
static_assert(tg::grad([](auto a) {
                return tg::sum(tg::expand_dims<1>(a) * tg::tensor<double, 2, 1>{{3}, {4}});
              })(tg::tensor<double, 2>{}) == tg::tensor<double, 2>{3, 4});

BOOST_AUTO_TEST_CASE(the_laws_hold_for_outer_products) {
  BOOST_TEST(
      tg::check_laws([](auto a) { return tg::expand_dims<-1>(a) * tg::expand_dims<0>(a * a); },
                     tg::tensor<double, 3>{0.5, -1.25, 2.0}));
}

BOOST_AUTO_TEST_SUITE_END()
