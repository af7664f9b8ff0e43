// SPDX-License-Identifier: BSL-1.0
#include "reference.hpp"

#include <typegrad/math/gamma.hpp>

namespace math = typegrad::math;
namespace constant = typegrad::math::constant;
using reference::around, reference::uniform, reference::worst, reference::real;
using reference::inf, reference::is_nan, reference::same, reference::undefined;

// C17 F.10.5.3 and F.10.5.4.
static_assert(same(math::lgamma(1.0), 0.0) && same(math::lgamma(2.0), 0.0));
static_assert(math::lgamma(0.0) == inf && math::lgamma(-3.0) == inf && math::lgamma(-inf) == inf);
static_assert(math::lgamma(inf) == inf && is_nan(math::lgamma(undefined)));
static_assert(math::tgamma(0.0) == inf && math::tgamma(-0.0) == -inf && math::tgamma(inf) == inf);
static_assert(is_nan(math::tgamma(-2.0)) && is_nan(math::tgamma(-inf)) &&
              is_nan(math::tgamma(undefined)));
static_assert(math::tgamma(1.0) == 1.0 && math::tgamma(5.0f) == 24.0f &&
              math::tgamma(21.0) == 2432902008176640000.0 && math::tgamma(172.0) == inf);
static_assert(same(math::tgamma(-200.5), -0.0) && same(math::tgamma(-201.5), 0.0));

// Poles.
static_assert(math::digamma(0.0) == -inf && is_nan(math::digamma(-1.0)) &&
              is_nan(math::digamma(undefined)) && is_nan(math::digamma(-inf)));
static_assert(math::zeta(2.0, 0.0) == inf && math::zeta(3.0, -4.0) == inf &&
              math::zeta(1.0, 2.0) == inf && is_nan(math::zeta(0.5, 2.0)));

BOOST_AUTO_TEST_SUITE(math_gamma)

BOOST_AUTO_TEST_CASE(lgamma_stays_below_0_6_ulp) {
  auto const f = [](double x) { return constant::lgamma(x); };
  auto const exact = [](real x) { return reference::lgamma(x); };
  BOOST_TEST(worst("lgamma", f, exact, uniform(0, 3)) <= 0.6);
  BOOST_TEST(worst("lgamma", f, exact, uniform(0.98, 1.02)) <= 0.6);
  BOOST_TEST(worst("lgamma", f, exact, uniform(1.98, 2.02)) <= 0.6);
  BOOST_TEST(worst("lgamma", f, exact, uniform(0, 1e6)) <= 0.6);
  BOOST_TEST(worst("lgamma", f, exact, uniform(-2, -1e-9)) <= 0.6);
}

BOOST_AUTO_TEST_CASE(tgamma_stays_below_0_6_ulp) {
  auto const f = [](double x) { return constant::tgamma(x); };
  auto const exact = [](real x) { return reference::tgamma(x); };
  BOOST_TEST(worst("tgamma", f, exact, uniform(0, 3)) <= 0.6);
  BOOST_TEST(worst("tgamma", f, exact, uniform(3, 171)) <= 0.6);
  BOOST_TEST(worst("tgamma", f, exact, uniform(-170, 0)) <= 0.6);
}

/// digamma at x > 0 by the same formulas with 113 bits, the recurrence up to 40.
static real digamma_in_reference(real x) {
  real below = 0;
  for (; x < 40; x += 1) below += 1 / x;
  real const square = 1 / (x * x);
  // B_2k / 2k (DLMF 24.2.4)
  real const series[] = {real(-174611) / 6600, real(43867) / 14364, real(-3617) / 8160,
                         real(1) / 12,         real(-691) / 32760,  real(1) / 132,
                         real(-1) / 240,       real(1) / 252,       real(-1) / 120,
                         real(1) / 12};
  real sum = 0;
  for (real const term : series) sum = (sum + term) * square;
  return reference::log(x) - 1 / (2 * x) - sum - below;
}

BOOST_AUTO_TEST_CASE(digamma_is_within_eight_ulp_of_the_larger_of_it_and_1) {
  reference::engine e(reference::seed);
  for (int i = 0; i < 20000; ++i) {
    double const x = uniform(0.001, i % 2 == 0 ? 3 : 40)(e);
    real const exact = digamma_in_reference(static_cast<real>(x));
    double const unit = std::numeric_limits<double>::epsilon() *
                        std::fmax(1.0, std::fabs(static_cast<double>(exact)));
    BOOST_REQUIRE(std::fabs(static_cast<double>(static_cast<real>(math::digamma(x)) - exact)) <=
                  8 * unit);
    float const near = static_cast<float>(x);
    double const off = static_cast<double>(static_cast<real>(math::digamma(near)) -
                                           digamma_in_reference(static_cast<real>(near)));
    BOOST_REQUIRE(std::fabs(off) <= 8 * unit * 0x1p29);
  }
}

// mpmath 1.2.1, 30 digits: digamma(-1.5), zeta(2, 1), zeta(3, 0.5), zeta(2.5, 7.25), zeta(2, -0.5)
BOOST_AUTO_TEST_CASE(known_values) {
  auto const near = [](double a, double b) { return std::fabs(a - b) <= 1e-15 * std::fabs(b); };
  BOOST_TEST(near(math::digamma(-1.5), 0.70315664064524319));
  BOOST_TEST(near(math::zeta(2.0, 1.0), 1.6449340668482264));
  BOOST_TEST(near(math::zeta(3.0, 0.5), 8.4143983221171599));
  BOOST_TEST(near(math::zeta(2.5, 7.25), 0.037885754303445319));
  BOOST_TEST(near(math::zeta(2.0, -0.5), 8.9348022005446793));
}

BOOST_AUTO_TEST_SUITE_END()
