// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cfenv>
#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_softplus)

namespace {

constexpr auto f = [](auto x) { return tg::softplus(x); };

// mpmath, 40 digits: f = log(1 + exp(x)); f(0.5), diff(f, 0.5), diff(f, 0.75, 2)
static_assert(near(f(0.5), 0.97407698418010668));
static_assert(near(tg::grad(f)(0.5), 0.62245933120185456));
static_assert(near(tg::grad(tg::grad(f))(0.75F), 0.21789499376181403));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, -2.5}));
}

BOOST_AUTO_TEST_CASE(far_out_it_is_x_or_zero_without_overflow) {
  std::feclearexcept(FE_ALL_EXCEPT);
  BOOST_TEST(f(800.0) == 800.0);
  BOOST_TEST(tg::grad(f)(800.0) == 1.0);
  BOOST_TEST(f(-800.0) == 0.0);
  BOOST_TEST(tg::grad(f)(-800.0) == 0.0);
  BOOST_TEST(std::fetestexcept(FE_OVERFLOW | FE_INVALID) == 0);
  BOOST_TEST(near(f(-40.0), 4.248354255291589e-18));  // mpmath: log1p(exp(-40))
}

BOOST_AUTO_TEST_SUITE_END()
