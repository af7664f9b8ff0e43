// SPDX-License-Identifier: BSL-1.0
#include "known_values.hpp"
#include "reference.hpp"

#include <typegrad/math/error_function.hpp>

namespace math = typegrad::math;
namespace constant = typegrad::math::constant;
using reference::around, reference::any_finite, reference::uniform, reference::worst;
using reference::inf, reference::is_nan, reference::undefined;
using reference::next_to, reference::real, reference::same;

static_assert(next_to(known::erf, [](double x) { return math::erf(x); }));
static_assert(next_to(known::erfc, [](double x) { return math::erfc(x); }));

// C17 Annex F, and what the type cannot hold.
static_assert(same(math::erf(-0.0), -0.0) && math::erf(inf) == 1.0 && math::erf(-inf) == -1.0);
static_assert(is_nan(math::erf(undefined)) && is_nan(math::erfc(undefined)));
static_assert(math::erfc(0.0) == 1.0 && math::erfc(-inf) == 2.0 && math::erfc(inf) == 0.0);
static_assert(math::erfc(1e-30) == 1.0 && math::erfc(30.0) == 0.0 &&
              math::erf(reference::tiny) == reference::tiny);
static_assert(math::erf(0.5f) == 0.5204999f && math::erfc(10.0f) == 2.088e-45f);

BOOST_AUTO_TEST_SUITE(math_error_function)

BOOST_AUTO_TEST_CASE(erf_stays_below_0_8_ulp) {
  auto const f = [](double x) { return constant::erf(x); };
  auto const exact = [](real x) { return reference::erf(x); };
  BOOST_TEST(worst("erf", f, exact, uniform(-6.5, 6.5)) <= 0.8);
  BOOST_TEST(worst("erf", f, exact, uniform(-1, 1)) <= 0.8);
  BOOST_TEST(worst("erf", f, exact, around(0, -1070, 0)) <= 0.8);
}

BOOST_AUTO_TEST_CASE(erfc_stays_below_0_8_ulp) {
  auto const f = [](double x) { return constant::erfc(x); };
  auto const exact = [](real x) { return reference::erfc(x); };
  BOOST_TEST(worst("erfc", f, exact, uniform(-6.5, 28)) <= 0.8);
  BOOST_TEST(worst("erfc", f, exact, uniform(-1, 1)) <= 0.8);
  BOOST_TEST(worst("erfc", f, exact, uniform(0, 3)) <= 0.8);
}

/// erfinv with 113 bits: two steps of Newton's method from the answer of the tested function.
static real erfinv_in_reference(real x) {
  real y = static_cast<real>(math::erfinv(static_cast<double>(x)));
  for (int i = 0; i < 2; ++i) {
    real const slope = 2 / reference::sqrt(4 * reference::atan(real(1))) * reference::exp(-y * y);
    y -= (reference::erf(y) - x) / slope;
  }
  return y;
}

static_assert(math::erfinv(1.0) == inf && math::erfinv(-1.0) == -inf && is_nan(math::erfinv(1.5)) &&
              is_nan(math::erfinv(undefined)) && same(math::erfinv(-0.0), -0.0));

BOOST_AUTO_TEST_CASE(erfinv_stays_below_4_ulp) {
  auto const f = [](double x) { return math::erfinv(x); };
  auto const exact = [](real x) { return erfinv_in_reference(x); };
  BOOST_TEST(worst("erfinv", f, exact, uniform(-1, 1)) <= 4);
  BOOST_TEST(worst("erfinv", f, exact, uniform(0.99, 1)) <= 4);
  BOOST_TEST(worst("erfinv", f, exact, around(0, -300, -1)) <= 4);
  // mpmath: Newton's method on erfc at 400 bits. Between 1 - 1e-7 and 1 a guess was 4 % off.
  BOOST_TEST(std::fabs(math::erfinv(1 - 0x1p-30) - 4.328028275800946) <= 0x1p-49);
  BOOST_TEST(std::fabs(math::erfinv(1 - 0x1p-40) - 5.05125408524939) <= 0x1p-49);
  BOOST_TEST(std::fabs(math::erfinv(0x1p-53 - 1) + 5.8635847487551676) <= 0x1p-49);
  BOOST_TEST(worst<float>(
                 "erfinv, float", [](float x) { return math::erfinv(x); }, exact,
                 uniform(-0.999, 0.999)) <= 4);
}

BOOST_AUTO_TEST_CASE(floats_are_rounded_once) {
  BOOST_TEST(worst<float>(
                 "erf, float", [](float x) { return constant::erf(x); },
                 [](real x) { return reference::erf(x); }, uniform(-4, 4)) <= 0.51);
  BOOST_TEST(worst<float>(
                 "erfc, float", [](float x) { return constant::erfc(x); },
                 [](real x) { return reference::erfc(x); }, uniform(-4, 9)) <= 0.51);
}

BOOST_AUTO_TEST_SUITE_END()
