// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

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

BOOST_AUTO_TEST_CASE(gives_the_standard_librarys_numbers) {
  for (double const x : {-1e300, -2.5, -1.5, -0.5, -0.0, 0.0, 0.49999999999999994, 0.5, 1.5, 2.5,
                         4503599627370495.5, 1e300}) {
    double const wanted = (std::ceil)(x);
    BOOST_TEST(f(x) == wanted);
    BOOST_TEST(std::signbit(f(x)) == std::signbit(wanted));
    BOOST_TEST(f(tg::variable<double>(x)).item() == wanted);
    BOOST_TEST(tg::evaluate(f)(x) == wanted);
  }
}

BOOST_AUTO_TEST_SUITE_END()
