// SPDX-License-Identifier: BSL-1.0
#include "against_standard_library.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_remainder)

constexpr auto f = [](auto x, auto y) { return tg::remainder(x, y); };

// Written down.
static_assert(f(5.0, 3.0) == -1.0 && f(5.0, 2.0) == 1.0);
// n = the integer nearest to x / y: 2 and 4
static_assert(tg::grad(f, tg::wrt<1>)(5.0, 3.0) == -2.0 &&
              tg::grad(f, tg::wrt<1>)(7.5, 2.0) == -4.0);
static_assert(tg::grad(f)(7.5, 2.0) == 1.0);

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 2>{{1.3, 2.6}, {-1.7, -0.6}},
                            tg::tensor<double, 2>{0.75, -1.25}));
}

BOOST_AUTO_TEST_CASE(gives_the_standard_librarys_numbers) { compare_pairs(f, std::remainder); }

BOOST_AUTO_TEST_SUITE_END()
