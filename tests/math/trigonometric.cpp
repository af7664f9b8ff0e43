// SPDX-License-Identifier: BSL-1.0
#include "known_values.hpp"
#include "reference.hpp"

#include <typegrad/math/trigonometric.hpp>

namespace math = typegrad::math;
namespace constant = typegrad::math::constant;
using reference::around, reference::any_finite, reference::uniform, reference::worst;
using reference::inf, reference::is_nan, reference::undefined;
using reference::next_to, reference::real, reference::same;

static_assert(next_to(known::sin, [](double x) { return math::sin(x); }));
static_assert(next_to(known::cos, [](double x) { return math::cos(x); }));
static_assert(next_to(known::tan, [](double x) { return math::tan(x); }));

// C17 Annex F, and what the type cannot hold.
static_assert(same(math::sin(0.0), 0.0) && same(math::sin(-0.0), -0.0) && math::cos(0.0) == 1.0);
static_assert(same(math::tan(-0.0), -0.0) && math::sin(reference::tiny) == reference::tiny);
static_assert(is_nan(math::sin(inf)) && is_nan(math::cos(-inf)) && is_nan(math::tan(inf)));
static_assert(is_nan(math::sin(undefined)) && is_nan(math::cos(undefined)) &&
              is_nan(math::tan(undefined)));
static_assert(math::sin(-2.0) == -math::sin(2.0) && math::cos(-2.0) == math::cos(2.0));
static_assert(math::sin(1.0f) == 0.84147096f &&
              is_nan(math::tan(std::numeric_limits<float>::infinity())));

BOOST_AUTO_TEST_SUITE(math_trigonometric)

BOOST_AUTO_TEST_CASE(sin_stays_below_0_55_ulp) {
  auto const f = [](double x) { return constant::sin(x); };
  auto const exact = [](real x) { return reference::sin(x); };
  BOOST_TEST(worst("sin", f, exact, any_finite()) <= 0.55);
  BOOST_TEST(worst("sin", f, exact, uniform(-10, 10)) <= 0.55);
  BOOST_TEST(worst("sin", f, exact, uniform(-1e6, 1e6)) <= 0.55);
}

BOOST_AUTO_TEST_CASE(cos_stays_below_0_55_ulp) {
  auto const f = [](double x) { return constant::cos(x); };
  auto const exact = [](real x) { return reference::cos(x); };
  BOOST_TEST(worst("cos", f, exact, any_finite()) <= 0.55);
  BOOST_TEST(worst("cos", f, exact, uniform(-10, 10)) <= 0.55);
  BOOST_TEST(worst("cos", f, exact, uniform(-1e6, 1e6)) <= 0.55);
}

BOOST_AUTO_TEST_CASE(tan_stays_below_0_6_ulp) {
  auto const f = [](double x) { return constant::tan(x); };
  auto const exact = [](real x) { return reference::tan(x); };
  BOOST_TEST(worst("tan", f, exact, any_finite()) <= 0.6);
  BOOST_TEST(worst("tan", f, exact, uniform(-10, 10)) <= 0.6);
  BOOST_TEST(worst("tan", f, exact, uniform(-1e6, 1e6)) <= 0.6);
}

BOOST_AUTO_TEST_CASE(multiples_of_a_quarter_turn_keep_their_digits) {
  for (int n = 1; n < 20000; ++n) {
    double const x = n * 1.5707963267948966;
    BOOST_REQUIRE_LE(reference::ulps(constant::sin(x), reference::sin(real(x))), 0.55);
    BOOST_REQUIRE_LE(reference::ulps(constant::cos(x), reference::cos(real(x))), 0.55);
  }
}

BOOST_AUTO_TEST_CASE(floats_are_rounded_once) {
  BOOST_TEST(worst<float>(
                 "sin, float", [](float x) { return constant::sin(x); },
                 [](real x) { return reference::sin(x); }, uniform(-100, 100)) <= 0.51);
  BOOST_TEST(worst<float>(
                 "cos, float", [](float x) { return constant::cos(x); },
                 [](real x) { return reference::cos(x); }, uniform(-100, 100)) <= 0.51);
  BOOST_TEST(worst<float>(
                 "tan, float", [](float x) { return constant::tan(x); },
                 [](real x) { return reference::tan(x); }, uniform(-100, 100)) <= 0.51);
}

BOOST_AUTO_TEST_SUITE_END()
