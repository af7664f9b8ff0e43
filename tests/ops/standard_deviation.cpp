// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_standard_deviation)

constexpr auto f = [](auto x) { return tg::standard_deviation(x, tg::ddof<1>); };

// Of 1 and 5: mean 3, squares 4 + 4 = 8; the root of 8 / 2.
static_assert(tg::standard_deviation(tg::tensor<double, 2>{1, 5}) == 2.0);
static_assert(tg::grad(f)(tg::tensor<double, 2>{3, 3}) == tg::tensor<double, 2>{0, 0});

BOOST_AUTO_TEST_CASE(values_are_those_of_numpy) {
  BOOST_TEST(is_near(tg::standard_deviation<1>(numpy_a), numpy::standard_deviation_1));
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 3>{0.5, -1.25, 2.0}));
}

BOOST_AUTO_TEST_SUITE_END()
