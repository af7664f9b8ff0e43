// SPDX-License-Identifier: BSL-1.0
#include "known_values.hpp"
#include "reference.hpp"

#include <typegrad/math/root.hpp>

namespace math = typegrad::math;
namespace constant = typegrad::math::constant;
using reference::around, reference::any_finite, reference::uniform, reference::worst;
using reference::inf, reference::is_nan, reference::undefined;
using reference::next_to, reference::real, reference::same;

using reference::pair, reference::worst_of_two;

static_assert(next_to(known::sqrt, [](double x) { return math::sqrt(x); }));
static_assert(next_to(known::cbrt, [](double x) { return math::cbrt(x); }));
static_assert(next_to(known::hypot, [](double x, double y) { return math::hypot(x, y); }));

// C17 Annex F, and what the type cannot hold.
static_assert(same(math::sqrt(-0.0), -0.0) && math::sqrt(inf) == inf && math::sqrt(4.0) == 2.0);
static_assert(is_nan(math::sqrt(-1.0)) && is_nan(math::sqrt(-inf)) &&
              is_nan(math::sqrt(undefined)));
static_assert(math::sqrt(0x1p-1074) == 0x1p-537 &&
              math::sqrt(reference::max) == 0x1.fffffffffffffp511);
static_assert(same(math::cbrt(-0.0), -0.0) && math::cbrt(-inf) == -inf &&
              is_nan(math::cbrt(undefined)));
static_assert(math::cbrt(-27.0) == -3.0 && math::cbrt(0x1p-1074) == 0x1p-358);
static_assert(math::hypot(3.0, -4.0) == 5.0 && same(math::hypot(-0.0, -0.0), 0.0));
static_assert(math::hypot(undefined, -inf) == inf && math::hypot(inf, undefined) == inf &&
              is_nan(math::hypot(undefined, 1.0)));
static_assert(math::hypot(reference::max, reference::max) == inf &&
              math::hypot(0x1p-1074, 0.0) == 0x1p-1074);
static_assert(math::sqrt(2.0f) == 1.4142135f && math::cbrt(8.0f) == 2.0f &&
              math::hypot(3.0f, 4.0f) == 5.0f);

BOOST_AUTO_TEST_SUITE(math_root)

BOOST_AUTO_TEST_CASE(sqrt_is_the_correctly_rounded_one_of_the_processor) {
  reference::engine e(reference::seed);
  for (int i = 0; i < 100000; ++i) {
    double const x = i % 2 != 0 ? std::fabs(any_finite()(e)) : uniform(1, 4)(e);
    BOOST_REQUIRE_EQUAL(constant::sqrt(x), std::sqrt(x));
    float const y = static_cast<float>(uniform(0, 1e6)(e));
    BOOST_REQUIRE_EQUAL(constant::sqrt(y), std::sqrt(y));
  }
}

BOOST_AUTO_TEST_CASE(cbrt_stays_below_0_51_ulp) {
  auto const f = [](double x) { return constant::cbrt(x); };
  auto const exact = [](real x) { return reference::cbrt(x); };
  BOOST_TEST(worst("cbrt", f, exact, any_finite()) <= 0.51);
  BOOST_TEST(worst("cbrt", f, exact, uniform(1, 8)) <= 0.51);
}

BOOST_AUTO_TEST_CASE(hypot_stays_below_0_51_ulp) {
  auto const f = [](double x, double y) { return constant::hypot(x, y); };
  auto const exact = [](real x, real y) { return reference::hypot(x, y); };
  BOOST_TEST(worst_of_two("hypot", f, exact, pair(uniform(-1, 1), uniform(-1, 1))) <= 0.51);
  BOOST_TEST(worst_of_two("hypot", f, exact, pair(around(0, -900, 0), around(0, -900, 0))) <= 0.51);
  BOOST_TEST(worst_of_two("hypot", f, exact, pair(uniform(0, 1e308), uniform(0, 1e308))) <= 0.51);
  BOOST_TEST(worst_of_two("hypot", f, exact, pair(any_finite(), any_finite())) <= 0.76);
}

BOOST_AUTO_TEST_CASE(floats_are_rounded_once) {
  BOOST_TEST(worst<float>(
                 "cbrt, float", [](float x) { return constant::cbrt(x); },
                 [](real x) { return reference::cbrt(x); }, uniform(-100, 100)) <= 0.51);
}

BOOST_AUTO_TEST_SUITE_END()
