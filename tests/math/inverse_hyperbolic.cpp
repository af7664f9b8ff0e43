// SPDX-License-Identifier: BSL-1.0
#include "known_values.hpp"
#include "reference.hpp"

#include <typegrad/math/inverse_hyperbolic.hpp>

namespace math = typegrad::math;
namespace constant = typegrad::math::constant;
using reference::around, reference::any_finite, reference::uniform, reference::worst;
using reference::inf, reference::is_nan, reference::undefined;
using reference::next_to, reference::real, reference::same;

static_assert(next_to(known::asinh, [](double x) { return math::asinh(x); }));
static_assert(next_to(known::acosh, [](double x) { return math::acosh(x); }));
static_assert(next_to(known::atanh, [](double x) { return math::atanh(x); }));

// C17 Annex F, and what the type cannot hold.
static_assert(same(math::asinh(-0.0), -0.0) && math::asinh(-inf) == -inf &&
              is_nan(math::asinh(undefined)));
static_assert(same(math::acosh(1.0), 0.0) && math::acosh(inf) == inf && is_nan(math::acosh(0.5)));
static_assert(is_nan(math::acosh(-inf)) && is_nan(math::acosh(undefined)));
static_assert(same(math::atanh(-0.0), -0.0) && math::atanh(1.0) == inf &&
              math::atanh(-1.0) == -inf);
static_assert(is_nan(math::atanh(1.5)) && is_nan(math::atanh(-inf)));
static_assert(is_nan(math::atanh(undefined)));
static_assert(math::asinh(1.0f) == 0.8813736f && math::atanh(0.5f) == 0.54930615f);

BOOST_AUTO_TEST_SUITE(math_inverse_hyperbolic)

BOOST_AUTO_TEST_CASE(asinh_stays_below_0_51_ulp) {
  auto const f = [](double x) { return constant::asinh(x); };
  auto const exact = [](real x) { return reference::asinh(x); };
  BOOST_TEST(worst("asinh", f, exact, any_finite()) <= 0.51);
  BOOST_TEST(worst("asinh", f, exact, uniform(-3, 3)) <= 0.51);
  BOOST_TEST(worst("asinh", f, exact, around(0, -40, 40)) <= 0.51);
}

BOOST_AUTO_TEST_CASE(acosh_stays_below_0_51_ulp) {
  auto const f = [](double x) { return constant::acosh(x); };
  auto const exact = [](real x) { return reference::acosh(x); };
  BOOST_TEST(worst("acosh", f, exact, uniform(1, 1e300)) <= 0.51);
  BOOST_TEST(worst("acosh", f, exact, uniform(1, 3)) <= 0.51);
  BOOST_TEST(worst("acosh", f, exact, [](reference::engine& e) {
               return 1 + std::fabs(around(0, -52, 30)(e));
             }) <= 0.51);
}

BOOST_AUTO_TEST_CASE(atanh_stays_below_0_51_ulp) {
  auto const f = [](double x) { return constant::atanh(x); };
  auto const exact = [](real x) { return reference::atanh(x); };
  BOOST_TEST(worst("atanh", f, exact, uniform(-1, 1)) <= 0.51);
  BOOST_TEST(worst("atanh", f, exact, [](reference::engine& e) {
               return 1 - std::fabs(around(0, -53, 0)(e));
             }) <= 0.51);
  BOOST_TEST(worst("atanh", f, exact, around(0, -40, 0)) <= 0.51);
}

BOOST_AUTO_TEST_CASE(floats_are_rounded_once) {
  BOOST_TEST(worst<float>(
                 "asinh, float", [](float x) { return constant::asinh(x); },
                 [](real x) { return reference::asinh(x); }, uniform(-100, 100)) <= 0.51);
  BOOST_TEST(worst<float>(
                 "acosh, float", [](float x) { return constant::acosh(x); },
                 [](real x) { return reference::acosh(x); }, uniform(1, 100)) <= 0.51);
  BOOST_TEST(worst<float>(
                 "atanh, float", [](float x) { return constant::atanh(x); },
                 [](real x) { return reference::atanh(x); }, uniform(-1, 1)) <= 0.51);
}

BOOST_AUTO_TEST_SUITE_END()
