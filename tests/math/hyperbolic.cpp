// SPDX-License-Identifier: BSL-1.0
#include "known_values.hpp"
#include "reference.hpp"

#include <typegrad/math/hyperbolic.hpp>

namespace math = typegrad::math;
namespace constant = typegrad::math::constant;
using reference::around, reference::any_finite, reference::uniform, reference::worst;
using reference::inf, reference::is_nan, reference::undefined;
using reference::next_to, reference::real, reference::same;

static_assert(next_to(known::sinh, [](double x) { return math::sinh(x); }));
static_assert(next_to(known::cosh, [](double x) { return math::cosh(x); }));
static_assert(next_to(known::tanh, [](double x) { return math::tanh(x); }));

// C17 Annex F, and what the type cannot hold.
static_assert(same(math::sinh(-0.0), -0.0) && math::sinh(-inf) == -inf && math::sinh(inf) == inf);
static_assert(math::sinh(711.0) == inf && math::sinh(-711.0) == -inf &&
              is_nan(math::sinh(undefined)));
static_assert(math::cosh(0.0) == 1.0 && math::cosh(-inf) == inf && math::cosh(-711.0) == inf);
static_assert(is_nan(math::cosh(undefined)) && is_nan(math::tanh(undefined)));
static_assert(same(math::tanh(-0.0), -0.0) && math::tanh(inf) == 1.0 && math::tanh(-inf) == -1.0);
static_assert(math::tanh(1.0f) == 0.7615942f && math::cosh(0.0f) == 1.0f);

BOOST_AUTO_TEST_SUITE(math_hyperbolic)

BOOST_AUTO_TEST_CASE(sinh_stays_below_0_51_ulp) {
  auto const f = [](double x) { return constant::sinh(x); };
  auto const exact = [](real x) { return reference::sinh(x); };
  BOOST_TEST(worst("sinh", f, exact, uniform(-711, 711)) <= 0.51);
  BOOST_TEST(worst("sinh", f, exact, uniform(-1, 1)) <= 0.51);
  BOOST_TEST(worst("sinh", f, exact, around(0, -40, 5)) <= 0.51);
}

BOOST_AUTO_TEST_CASE(cosh_stays_below_0_51_ulp) {
  auto const f = [](double x) { return constant::cosh(x); };
  auto const exact = [](real x) { return reference::cosh(x); };
  BOOST_TEST(worst("cosh", f, exact, uniform(-711, 711)) <= 0.51);
  BOOST_TEST(worst("cosh", f, exact, uniform(-1, 1)) <= 0.51);
  BOOST_TEST(worst("cosh", f, exact, around(0, -40, 5)) <= 0.51);
}

BOOST_AUTO_TEST_CASE(tanh_stays_below_0_51_ulp) {
  auto const f = [](double x) { return constant::tanh(x); };
  auto const exact = [](real x) { return reference::tanh(x); };
  BOOST_TEST(worst("tanh", f, exact, uniform(-21, 21)) <= 0.51);
  BOOST_TEST(worst("tanh", f, exact, uniform(-1, 1)) <= 0.51);
  BOOST_TEST(worst("tanh", f, exact, around(0, -40, 5)) <= 0.51);
}

BOOST_AUTO_TEST_CASE(floats_are_rounded_once) {
  BOOST_TEST(worst<float>(
                 "sinh, float", [](float x) { return constant::sinh(x); },
                 [](real x) { return reference::sinh(x); }, uniform(-80, 80)) <= 0.51);
  BOOST_TEST(worst<float>(
                 "cosh, float", [](float x) { return constant::cosh(x); },
                 [](real x) { return reference::cosh(x); }, uniform(-80, 80)) <= 0.51);
  BOOST_TEST(worst<float>(
                 "tanh, float", [](float x) { return constant::tanh(x); },
                 [](real x) { return reference::tanh(x); }, uniform(-9, 9)) <= 0.51);
}

BOOST_AUTO_TEST_SUITE_END()
