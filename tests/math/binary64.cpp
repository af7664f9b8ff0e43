// SPDX-License-Identifier: BSL-1.0
#include "reference.hpp"

#include <typegrad/math/binary64.hpp>

namespace constant = typegrad::math::constant;
using reference::inf, reference::is_nan, reference::same, reference::tiny, reference::undefined;

static_assert(constant::is_negative(-0.0) && !constant::is_negative(0.0) &&
              constant::is_negative(-inf));
static_assert(same(constant::with_sign(2.0, -0.0), -2.0) &&
              same(constant::with_sign(-0.0, 1.0), 0.0));
static_assert(same(constant::magnitude(-0.0), 0.0) && constant::magnitude(-inf) == inf);
static_assert(constant::power_of_two(-1022) == 0x1p-1022 &&
              constant::power_of_two(1023) == 0x1p1023);
static_assert(constant::normalized(tiny).exponent == -1074 &&
              constant::normalized(tiny).mantissa == 1.0);
static_assert(constant::normalized(-12.0).exponent == 3 &&
              constant::normalized(-12.0).mantissa == -1.5);
static_assert(constant::scaled(1.5, 1024) == inf && constant::scaled(-1.5, 5000) == -inf);
static_assert(constant::scaled(tiny, 2097) == 0x1p1023 &&
              constant::scaled(0x1p1023, -2097) == tiny);
static_assert(same(constant::scaled(-1.0, -1075), -0.0) &&
              same(constant::scaled(-1.0, -5000), -0.0));
static_assert(constant::scaled(1.5, -1074) == 2 * tiny &&
              constant::scaled(0.75, -1074) == tiny);  // ties to even
static_assert(same(constant::scaled(-0.0, 7), -0.0));
static_assert(constant::to_float(1e300) == std::numeric_limits<float>::infinity());
static_assert(constant::to_float(-1e300) == -std::numeric_limits<float>::infinity());
static_assert(constant::to_float(0x1.fffffep127) == std::numeric_limits<float>::max());
static_assert(is_nan(static_cast<double>(constant::to_float(undefined))));
static_assert(constant::to_float(1e-60) == 0.0f);

BOOST_AUTO_TEST_SUITE(math_binary64)

BOOST_AUTO_TEST_CASE(scaling_agrees_with_ldexp) {
  reference::engine e(reference::seed);
  for (int i = 0; i < 20000; ++i) {
    double const x = reference::any_finite()(e);
    int const power = static_cast<int>(reference::uniform(-2200, 2200)(e));
    BOOST_REQUIRE(same(constant::scaled(x, power), std::ldexp(x, power)));
  }
}

BOOST_AUTO_TEST_CASE(the_normal_form_multiplies_back) {
  reference::engine e(reference::seed);
  for (int i = 0; i < 20000; ++i) {
    double const x =
        i % 2 != 0 ? reference::any_finite()(e) : reference::around(0, -1074, -1000)(e);
    constant::normal_form const n = constant::normalized(x);
    BOOST_REQUIRE(same(std::ldexp(n.mantissa, n.exponent), x));
    BOOST_REQUIRE(std::fabs(n.mantissa) >= 1 && std::fabs(n.mantissa) < 2);
  }
}

BOOST_AUTO_TEST_SUITE_END()
