// SPDX-License-Identifier: BSL-1.0
#include "reference.hpp"

#include <typegrad/math/rounding.hpp>

namespace math = typegrad::math;
namespace constant = typegrad::math::constant;
using reference::inf, reference::is_nan, reference::same, reference::undefined;

static_assert(math::floor(-0.5) == -1.0 && math::ceil(0.5) == 1.0 && math::trunc(-1.9) == -1.0);
static_assert(math::round(2.5) == 3.0 && math::round(-2.5) == -3.0 &&
              math::round(0.49999999999999994) == 0.0);
static_assert(math::floor(0x1p52 + 1) == 0x1p52 + 1 && math::round(4503599627370495.5) == 0x1p52);
static_assert(math::floor(inf) == inf && math::ceil(-inf) == -inf && math::trunc(1e300) == 1e300);
static_assert(is_nan(math::floor(undefined)) && is_nan(math::round(undefined)) &&
              is_nan(math::ceil(undefined)));
static_assert(same(math::floor(-0.0), -0.0) && same(math::ceil(-0.5), -0.0) &&
              same(math::ceil(-0.0), -0.0));
static_assert(same(math::trunc(-0.5), -0.0) && same(math::round(-0.4), -0.0) &&
              same(math::floor(0.5), 0.0));
static_assert(math::rint(2.5) == 2.0 && math::rint(-3.5) == -4.0 && same(math::rint(-0.4), -0.0) &&
              math::rint(0x1p52 - 0.5) == 0x1p52 && is_nan(math::rint(undefined)));
static_assert(math::floor(-1.5f) == -2.0f && math::round(1.5f) == 2.0f &&
              math::ceil(1e30f) == 1e30f);

BOOST_AUTO_TEST_SUITE(math_rounding)

BOOST_AUTO_TEST_CASE(agrees_bit_for_bit_with_the_standard_library) {
  reference::engine e(reference::seed);
  for (int i = 0; i < 60000; ++i) {
    double const whole_or_half = std::floor(reference::uniform(-100, 100)(e)) / 2;
    double const x = i % 3 == 0   ? reference::any_finite()(e)
                     : i % 3 == 1 ? whole_or_half
                                  : reference::around(0, -2, 54)(e);
    BOOST_REQUIRE(same(constant::floor(x), std::floor(x)));
    BOOST_REQUIRE(same(constant::ceil(x), std::ceil(x)));
    BOOST_REQUIRE(same(constant::trunc(x), std::trunc(x)));
    BOOST_REQUIRE(same(constant::round(x), std::round(x)));
    BOOST_REQUIRE(same(constant::rint(x), std::rint(x)));
  }
}

BOOST_AUTO_TEST_SUITE_END()
