// SPDX-License-Identifier: BSL-1.0
#include "against_standard_library.hpp"

#include <typegrad/debug/check_laws.hpp>

#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_fmin)

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
constexpr auto f = [](auto x, auto y) { return tg::fmin(x, y); };

// Written down.
static_assert(f(1.0, 2.0) == 1.0 && f(missing, 2.0) == 2.0 && f(1.0, missing) == 1.0);
// the operand that is taken has slope 1; equal ones share it
static_assert(tg::grad(f)(1.0, 1.0) == 0.5 && tg::grad(f, tg::wrt<1>)(1.0, 1.0) == 0.5);
static_assert(tg::grad(f)(missing, 1.0) == 0.0 && tg::grad(f, tg::wrt<1>)(missing, 1.0) == 1.0);
static_assert(tg::grad(f)(1.0, missing) == 1.0 && tg::grad(f, tg::wrt<1>)(1.0, missing) == 0.0);

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 2>{{1.3, 2.6}, {-1.7, -0.6}},
                            tg::tensor<double, 2>{0.75, -1.25}));
}

BOOST_AUTO_TEST_CASE(gives_the_standard_librarys_numbers) { compare_pairs(f, std::fmin); }

BOOST_AUTO_TEST_SUITE_END()
