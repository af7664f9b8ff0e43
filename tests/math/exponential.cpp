// SPDX-License-Identifier: BSL-1.0
#include "known_values.hpp"
#include "reference.hpp"

#include <typegrad/math/exponential.hpp>

namespace math = typegrad::math;
namespace constant = typegrad::math::constant;
using reference::around, reference::any_finite, reference::uniform, reference::worst;
using reference::inf, reference::is_nan, reference::undefined;
using reference::next_to, reference::real, reference::same;

static_assert(next_to(known::exp, [](double x) { return math::exp(x); }));
static_assert(next_to(known::exp2, [](double x) { return math::exp2(x); }));
static_assert(next_to(known::expm1, [](double x) { return math::expm1(x); }));

// C17 Annex F, and what the type cannot hold.
static_assert(math::exp(0.0) == 1.0 && math::exp(-0.0) == 1.0 && math::exp(-inf) == 0.0);
static_assert(math::exp(inf) == inf && math::exp(709.8) == inf && math::exp(1e300) == inf);
static_assert(math::exp(-745.13) == reference::tiny && math::exp(-745.2) == 0.0);
static_assert(is_nan(math::exp(undefined)) && is_nan(math::exp2(undefined)));
static_assert(is_nan(math::expm1(undefined)));
static_assert(math::exp2(3.0) == 8.0 && math::exp2(-1074.0) == reference::tiny);
static_assert(math::exp2(1024.0) == inf && math::exp2(-1075.0) == 0.0 && math::exp2(-inf) == 0.0);
static_assert(math::exp2(-1022.0) == 0x1p-1022 && math::exp2(inf) == inf);
static_assert(same(math::expm1(-0.0), -0.0) && math::expm1(-inf) == -1.0);
static_assert(math::expm1(inf) == inf && math::expm1(710.0) == inf && math::expm1(-800.0) == -1.0);
static_assert(math::exp(1.0f) == 2.7182817f &&
              math::exp(89.0f) == std::numeric_limits<float>::infinity());
static_assert(math::exp(-104.0f) == 0.0f && math::exp2(-149.0f) == 0x1p-149f);

BOOST_AUTO_TEST_SUITE(math_exponential)

BOOST_AUTO_TEST_CASE(exp_stays_below_0_76_ulp) {
  auto const f = [](double x) { return constant::exp(x); };
  auto const exact = [](real x) { return reference::exp(x); };
  BOOST_TEST(worst("exp", f, exact, uniform(-746, 710)) <= 0.76);
  BOOST_TEST(worst("exp", f, exact, uniform(-1, 1)) <= 0.76);
  BOOST_TEST(worst("exp", f, exact, around(0, -60, 0)) <= 0.76);
}

BOOST_AUTO_TEST_CASE(exp2_stays_below_0_76_ulp) {
  auto const f = [](double x) { return constant::exp2(x); };
  auto const exact = [](real x) { return reference::exp2(x); };
  BOOST_TEST(worst("exp2", f, exact, uniform(-1076, 1024)) <= 0.76);
  BOOST_TEST(worst("exp2", f, exact, uniform(-1, 1)) <= 0.76);
}

BOOST_AUTO_TEST_CASE(expm1_stays_below_0_51_ulp) {
  auto const f = [](double x) { return constant::expm1(x); };
  auto const exact = [](real x) { return reference::expm1(x); };
  BOOST_TEST(worst("expm1", f, exact, uniform(-50, 710)) <= 0.51);
  BOOST_TEST(worst("expm1", f, exact, uniform(-1, 1)) <= 0.51);
  BOOST_TEST(worst("expm1", f, exact, around(0, -60, 0)) <= 0.51);
}

BOOST_AUTO_TEST_CASE(floats_are_rounded_once) {
  BOOST_TEST(worst<float>(
                 "exp, float", [](float x) { return constant::exp(x); },
                 [](real x) { return reference::exp(x); }, uniform(-80, 80)) <= 0.51);
  BOOST_TEST(worst<float>(
                 "exp2, float", [](float x) { return constant::exp2(x); },
                 [](real x) { return reference::exp2(x); }, uniform(-120, 127)) <= 0.51);
  BOOST_TEST(worst<float>(
                 "expm1, float", [](float x) { return constant::expm1(x); },
                 [](real x) { return reference::expm1(x); }, uniform(-2, 2)) <= 0.51);
}

BOOST_AUTO_TEST_SUITE_END()
