// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_sum_to)

constexpr tg::tensor<double, 2, 3> x{{1, 2, 3}, {4, 5, 6}};

// T-26
static_assert(tg::sum_to<1, 3>(x) == tg::tensor<double, 1, 3>{{5, 7, 9}});
static_assert(tg::sum_to<2, 1>(x) == tg::tensor<double, 2, 1>{{6}, {15}});
static_assert(tg::sum_to<3>(x) == tg::tensor<double, 3>{5, 7, 9});
static_assert(tg::sum_to<>(x) == 21.0);
static_assert(tg::sum_to<2, 3>(x) == x);
static_assert(tg::grad([](auto a) {
                return tg::sum(tg::sum_to<2, 1>(a) * tg::tensor<double, 2, 1>{{5}, {7}});
              })(x) == tg::tensor<double, 2, 3>{{5, 5, 5}, {7, 7, 7}});

// Masks are counted, as by `sum`, whatever the extents are and also where nothing is added up.
static_assert(tg::sum_to<1, 3>(x > 1.0) == tg::tensor<std::int64_t, 1, 3>{{1, 2, 2}});
static_assert(tg::sum_to<2, 3>(x > 1.0) == tg::tensor<std::int64_t, 2, 3>{{0, 1, 1}, {1, 1, 1}});
BOOST_AUTO_TEST_CASE(masks_of_open_extents_are_counted) {
  tg::tensor<double, tg::dyn, 3> const open{{2, 0, 3}, {4, 5, 6}};
  BOOST_TEST((tg::sum_to<1, 3>(open > 1.0) == tg::tensor<std::int64_t, 1, 3>{{2, 1, 2}}));
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto a) { return tg::sum_to<1, 3>(a * a); }, x));
}

BOOST_AUTO_TEST_SUITE_END()
