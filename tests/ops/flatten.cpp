// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_flatten)

static_assert(tg::flatten(tg::tensor<int, 2, 2>{{1, 2}, {3, 4}}) == tg::tensor<int, 4>{1, 2, 3, 4});
static_assert(tg::flatten(2.5) == tg::tensor<double, 1>{2.5});
static_assert(tg::grad([](auto a) {
                return tg::sum(tg::flatten(a) * tg::tensor<double, 2>{3, 4});
              })(tg::tensor<double, 2, 1>{}) == tg::tensor<double, 2, 1>{{3}, {4}});

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto a) { return tg::flatten(a * a); },
                            tg::tensor<double, 2, 1, 2>{0.5, -1.25, 2.0, 0.75}));
}

BOOST_AUTO_TEST_SUITE_END()
