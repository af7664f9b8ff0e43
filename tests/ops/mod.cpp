// SPDX-License-Identifier: BSL-1.0
#include "against_standard_library.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_mod)

constexpr auto f = [](auto x, auto y) { return tg::mod(x, y); };

// Written down.
static_assert(f(-1.0, 3.0) == 2.0 && f(1.0, -3.0) == -2.0);
// floor(x / y): 3 and -4
static_assert(tg::grad(f, tg::wrt<1>)(7.5, 2.0) == -3.0 &&
              tg::grad(f, tg::wrt<1>)(-7.5, 2.0) == 4.0);
static_assert(tg::grad(f)(7.5, 2.0) == 1.0);

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 2>{{1.3, 2.6}, {-1.7, -0.6}},
                            tg::tensor<double, 2>{0.75, -1.25}));
}

BOOST_AUTO_TEST_CASE(gives_what_its_formula_gives) {
  compare_pairs(f, [](double x, double y) { return x - std::floor(x / y) * y; });
}

BOOST_AUTO_TEST_SUITE_END()
