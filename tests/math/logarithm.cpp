// SPDX-License-Identifier: BSL-1.0
#include "known_values.hpp"
#include "reference.hpp"

#include <typegrad/math/logarithm.hpp>

namespace math = typegrad::math;
namespace constant = typegrad::math::constant;
using reference::around, reference::any_finite, reference::uniform, reference::worst;
using reference::inf, reference::is_nan, reference::undefined;
using reference::next_to, reference::real, reference::same;

static_assert(next_to(known::log, [](double x) { return math::log(x); }));
static_assert(next_to(known::log2, [](double x) { return math::log2(x); }));
static_assert(next_to(known::log10, [](double x) { return math::log10(x); }));
static_assert(next_to(known::log1p, [](double x) { return math::log1p(x); }));

// C17 Annex F, and what the type cannot hold.
static_assert(math::log(0.0) == -inf && math::log(-0.0) == -inf && math::log(inf) == inf);
static_assert(same(math::log(1.0), 0.0) && is_nan(math::log(-1.0)));
static_assert(is_nan(math::log(-inf)) && is_nan(math::log(undefined)));
static_assert(math::log2(0.0) == -inf && math::log2(inf) == inf && is_nan(math::log2(-1.0)));
static_assert(math::log2(0x1p-1074) == -1074.0 && math::log2(0x1p1023) == 1023.0);
static_assert(math::log10(0.0) == -inf && math::log10(inf) == inf && is_nan(math::log10(-2.0)));
static_assert(math::log10(1e15) == 15.0 && math::log10(1e22) == 22.0 && math::log10(1.0) == 0.0);
static_assert(same(math::log1p(-0.0), -0.0) && math::log1p(-1.0) == -inf &&
              math::log1p(inf) == inf);
static_assert(is_nan(math::log1p(-1.5)) && is_nan(math::log1p(undefined)));
static_assert(math::log(2.0f) == 0.6931472f && math::log(0.0f) < -1e38f);

BOOST_AUTO_TEST_SUITE(math_logarithm)

BOOST_AUTO_TEST_CASE(log_stays_below_0_51_ulp) {
  auto const f = [](double x) { return constant::log(x); };
  auto const exact = [](real x) { return reference::log(x); };
  BOOST_TEST(worst("log", f, exact,
                   [](reference::engine& e) { return std::fabs(any_finite()(e)); }) <= 0.51);
  BOOST_TEST(worst("log", f, exact, uniform(0.5, 2)) <= 0.51);
  BOOST_TEST(worst("log", f, exact, around(1, -52, -1)) <= 0.51);
}

BOOST_AUTO_TEST_CASE(log2_stays_below_0_51_ulp) {
  auto const f = [](double x) { return constant::log2(x); };
  auto const exact = [](real x) { return reference::log2(x); };
  BOOST_TEST(worst("log2", f, exact,
                   [](reference::engine& e) { return std::fabs(any_finite()(e)); }) <= 0.51);
  BOOST_TEST(worst("log2", f, exact, uniform(0.5, 2)) <= 0.51);
  BOOST_TEST(worst("log2", f, exact, around(1, -52, -1)) <= 0.51);
}

BOOST_AUTO_TEST_CASE(log10_stays_below_0_51_ulp) {
  auto const f = [](double x) { return constant::log10(x); };
  auto const exact = [](real x) { return reference::log10(x); };
  BOOST_TEST(worst("log10", f, exact,
                   [](reference::engine& e) { return std::fabs(any_finite()(e)); }) <= 0.51);
  BOOST_TEST(worst("log10", f, exact, uniform(0.5, 2)) <= 0.51);
  BOOST_TEST(worst("log10", f, exact, around(1, -52, -1)) <= 0.51);
}

BOOST_AUTO_TEST_CASE(log1p_stays_below_0_51_ulp) {
  auto const f = [](double x) { return constant::log1p(x); };
  auto const exact = [](real x) { return reference::log1p(x); };
  BOOST_TEST(worst("log1p", f, exact, uniform(-1, 2)) <= 0.51);
  BOOST_TEST(worst("log1p", f, exact, around(0, -60, -0.1)) <= 0.51);
  BOOST_TEST(worst("log1p", f, exact, uniform(1, 1e300)) <= 0.51);
}

BOOST_AUTO_TEST_CASE(floats_are_rounded_once) {
  BOOST_TEST(worst<float>(
                 "log, float", [](float x) { return constant::log(x); },
                 [](real x) { return reference::log(x); }, uniform(0, 10)) <= 0.51);
  BOOST_TEST(worst<float>(
                 "log2, float", [](float x) { return constant::log2(x); },
                 [](real x) { return reference::log2(x); }, uniform(0, 10)) <= 0.51);
  BOOST_TEST(worst<float>(
                 "log10, float", [](float x) { return constant::log10(x); },
                 [](real x) { return reference::log10(x); }, uniform(0, 10)) <= 0.51);
  BOOST_TEST(worst<float>(
                 "log1p, float", [](float x) { return constant::log1p(x); },
                 [](real x) { return reference::log1p(x); }, uniform(-0.9, 3)) <= 0.51);
}

BOOST_AUTO_TEST_CASE(log10_of_each_power_of_ten_is_exact) {
  double power = 1;
  for (int n = 0; n <= 22; ++n, power *= 10) BOOST_TEST(constant::log10(power) == n);
}

BOOST_AUTO_TEST_SUITE_END()
