// SPDX-License-Identifier: BSL-1.0
#include "known_values.hpp"
#include "reference.hpp"

#include <typegrad/math/inverse_trigonometric.hpp>

namespace math = typegrad::math;
namespace constant = typegrad::math::constant;
using reference::around, reference::any_finite, reference::uniform, reference::worst;
using reference::inf, reference::is_nan, reference::undefined;
using reference::next_to, reference::real, reference::same;

using reference::pair, reference::worst_of_two;

static_assert(next_to(known::asin, [](double x) { return math::asin(x); }));
static_assert(next_to(known::acos, [](double x) { return math::acos(x); }));
static_assert(next_to(known::atan, [](double x) { return math::atan(x); }));
static_assert(next_to(known::atan2, [](double x, double y) { return math::atan2(x, y); }));

inline constexpr double half_turn = 3.141592653589793;

// C17 Annex F, and what the type cannot hold.
static_assert(same(math::asin(-0.0), -0.0) && math::asin(-1.0) == -half_turn / 2);
static_assert(is_nan(math::asin(1.1)) && is_nan(math::asin(-inf)) && is_nan(math::asin(undefined)));
static_assert(same(math::acos(1.0), 0.0) && math::acos(-1.0) == half_turn &&
              math::acos(0.0) == half_turn / 2);
static_assert(is_nan(math::acos(-1.1)) && is_nan(math::acos(inf)) && is_nan(math::acos(undefined)));
static_assert(same(math::atan(-0.0), -0.0) && math::atan(inf) == half_turn / 2);
static_assert(math::atan(-inf) == -half_turn / 2 && is_nan(math::atan(undefined)));
static_assert(same(math::atan2(0.0, 1.0), 0.0) && same(math::atan2(-0.0, 1.0), -0.0));
static_assert(same(math::atan2(0.0, 0.0), 0.0) && same(math::atan2(-0.0, inf), -0.0));
static_assert(math::atan2(0.0, -0.0) == half_turn && math::atan2(-0.0, -0.0) == -half_turn);
static_assert(math::atan2(0.0, -1.0) == half_turn && math::atan2(-0.0, -1.0) == -half_turn);
static_assert(math::atan2(1.0, 0.0) == half_turn / 2 && math::atan2(-1.0, -0.0) == -half_turn / 2);
static_assert(math::atan2(1.0, -inf) == half_turn && same(math::atan2(-1.0, inf), -0.0));
static_assert(math::atan2(inf, 1.0) == half_turn / 2 && math::atan2(-inf, 1e300) == -half_turn / 2);
static_assert(math::atan2(inf, inf) == half_turn / 4 && math::atan2(-inf, inf) == -half_turn / 4);
static_assert(math::atan2(inf, -inf) == 0.75 * half_turn &&
              math::atan2(-inf, -inf) == -0.75 * half_turn);
static_assert(is_nan(math::atan2(undefined, 1.0)) && is_nan(math::atan2(inf, undefined)));
static_assert(math::atan2(1.0f, 1.0f) == 0.7853982f && math::acos(-1.0f) == 3.1415927f);

BOOST_AUTO_TEST_SUITE(math_inverse_trigonometric)

BOOST_AUTO_TEST_CASE(asin_stays_below_0_55_ulp) {
  auto const f = [](double x) { return constant::asin(x); };
  auto const exact = [](real x) { return reference::asin(x); };
  BOOST_TEST(worst("asin", f, exact, uniform(-1, 1)) <= 0.55);
  BOOST_TEST(worst("asin", f, exact, [](reference::engine& e) {
               return 1 - std::fabs(around(0, -53, 0)(e));
             }) <= 0.55);
  BOOST_TEST(worst("asin", f, exact, around(0, -60, 0)) <= 0.55);
}

BOOST_AUTO_TEST_CASE(acos_stays_below_0_55_ulp) {
  auto const f = [](double x) { return constant::acos(x); };
  auto const exact = [](real x) { return reference::acos(x); };
  BOOST_TEST(worst("acos", f, exact, uniform(-1, 1)) <= 0.55);
  BOOST_TEST(worst("acos", f, exact, [](reference::engine& e) {
               return 1 - std::fabs(around(0, -53, 0)(e));
             }) <= 0.55);
  BOOST_TEST(worst("acos", f, exact, around(0, -62, 0)) <= 0.55);
}

BOOST_AUTO_TEST_CASE(atan_stays_below_0_55_ulp) {
  auto const f = [](double x) { return constant::atan(x); };
  auto const exact = [](real x) { return reference::atan(x); };
  BOOST_TEST(worst("atan", f, exact, uniform(-3, 3)) <= 0.55);
  BOOST_TEST(worst("atan", f, exact, any_finite()) <= 0.55);
  BOOST_TEST(worst("atan", f, exact, around(0, -60, 60)) <= 0.55);
}

BOOST_AUTO_TEST_CASE(atan2_stays_below_0_55_ulp_and_below_0_76_where_subnormal) {
  auto const f = [](double y, double x) { return constant::atan2(y, x); };
  auto const exact = [](real y, real x) { return reference::atan2(y, x); };
  BOOST_TEST(worst_of_two("atan2", f, exact, pair(any_finite(), any_finite())) <= 0.76);
  BOOST_TEST(worst_of_two("atan2", f, exact, pair(uniform(-1, 1), uniform(-1, 1))) <= 0.55);
  BOOST_TEST(worst_of_two("atan2", f, exact, pair(around(0, -30, 30), around(0, -30, 30))) <= 0.55);
  BOOST_TEST(worst_of_two("atan2", f, exact, pair(around(0, -1070, -1000), around(0, -30, 30))) <=
             0.76);
}

BOOST_AUTO_TEST_CASE(floats_are_rounded_once) {
  BOOST_TEST(worst<float>(
                 "asin, float", [](float x) { return constant::asin(x); },
                 [](real x) { return reference::asin(x); }, uniform(-1, 1)) <= 0.51);
  BOOST_TEST(worst<float>(
                 "acos, float", [](float x) { return constant::acos(x); },
                 [](real x) { return reference::acos(x); }, uniform(-1, 1)) <= 0.51);
  BOOST_TEST(worst<float>(
                 "atan, float", [](float x) { return constant::atan(x); },
                 [](real x) { return reference::atan(x); }, uniform(-10, 10)) <= 0.51);
}

BOOST_AUTO_TEST_SUITE_END()
