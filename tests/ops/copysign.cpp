// SPDX-License-Identifier: BSL-1.0
#include "against_standard_library.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_copysign)

constexpr auto f = [](auto x, auto y) { return tg::copysign(x, y); };

// Written down.
static_assert(f(2.0, -1.0) == -2.0 && f(-2.0, 0.0) == 2.0 && f(-2.0, -0.0) == -2.0);
// the slope is the product of the signs, 0 at 0
static_assert(tg::grad(f)(-2.0, 3.0) == -1.0 && tg::grad(f)(-2.0, -0.0) == 1.0 &&
              tg::grad(f)(0.0, 1.0) == 0.0);
static_assert(tg::grad(f, tg::wrt<1>)(2.0, 3.0) == 0.0);

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 2>{{1.3, 2.6}, {-1.7, -0.6}},
                            tg::tensor<double, 2>{0.75, -1.25}));
}

BOOST_AUTO_TEST_CASE(gives_the_standard_librarys_numbers) { compare_pairs(f, std::copysign); }

BOOST_AUTO_TEST_SUITE_END()
