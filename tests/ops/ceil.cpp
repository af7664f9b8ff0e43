// SPDX-License-Identifier: BSL-1.0
#include "against_standard_library.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_ceil)

constexpr auto f = [](auto x) { return tg::ceil(x); };

// Written down: -2.5, 2.5 and -1.
static_assert(f(-2.5) == -2.0 && f(2.5F) == 3.0F && f(-1) == -1.0);
// Constant between its steps, also inside a product: d/dx x f(x) = f(x).
static_assert(tg::grad(f)(2.75) == 0.0);
static_assert(tg::grad([](auto x) { return x * f(x); })(2.25) == f(2.25));

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, -2.6}));
}

BOOST_AUTO_TEST_CASE(gives_the_standard_librarys_numbers) { compare_steps(f, (std::ceil)); }

BOOST_AUTO_TEST_SUITE_END()
