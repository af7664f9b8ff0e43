// SPDX-License-Identifier: BSL-1.0
#include "reference.hpp"

#include <typegrad/math/remainder.hpp>

namespace math = typegrad::math;
using reference::inf, reference::is_nan, reference::same, reference::undefined;

static_assert(math::fmod(5.5, 2.0) == 1.5 && math::fmod(-5.5, 2.0) == -1.5 &&
              math::fmod(5.5, -2.0) == 1.5);
static_assert(math::fmod(5.0f, 3.0f) == 2.0f && math::fmod(1e22, 3.0) == 1.0);
static_assert(same(math::fmod(-6.0, 3.0), -0.0) && same(math::fmod(-0.0, 3.0), -0.0));
static_assert(math::fmod(2.0, inf) == 2.0 && math::fmod(reference::max, reference::tiny) == 0.0);
static_assert(is_nan(math::fmod(inf, 2.0)) && is_nan(math::fmod(1.0, 0.0)) &&
              is_nan(math::fmod(0.0, 0.0)));
static_assert(is_nan(math::fmod(undefined, 2.0)) && is_nan(math::fmod(2.0, undefined)));
static_assert(math::fmod(3 * reference::tiny, 2 * reference::tiny) == reference::tiny);

// C17 F.10.7.2: halves go to the even multiple.
static_assert(math::remainder(5.0, 2.0) == 1.0 && math::remainder(7.0, 2.0) == -1.0);
static_assert(same(math::remainder(-4.0, 2.0), -0.0) && math::remainder(2.0, inf) == 2.0);
static_assert(is_nan(math::remainder(inf, 2.0)) && is_nan(math::remainder(1.0, 0.0)) &&
              is_nan(math::remainder(undefined, 1.0)) && is_nan(math::remainder(1.0, undefined)));
static_assert(math::remainder(5.0f, 3.0f) == -1.0f);

// Python 3.11: -1.0 % 3.0, 1.0 % -3.0, -1.0 % float("inf"); zeros have the sign of the divisor.
static_assert(math::mod(-1.0, 3.0) == 2.0 && math::mod(1.0, -3.0) == -2.0);
static_assert(math::mod(-1.0, inf) == inf && math::mod(5.5, 2.0) == 1.5);
static_assert(same(math::mod(6.0, -3.0), -0.0) && same(math::mod(-6.0, 3.0), 0.0));
static_assert(is_nan(math::mod(inf, 2.0)) && is_nan(math::mod(1.0, 0.0)));

BOOST_AUTO_TEST_SUITE(math_remainder)

BOOST_AUTO_TEST_CASE(agrees_bit_for_bit_with_the_standard_library) {
  reference::engine e(reference::seed);
  for (int i = 0; i < 20000; ++i) {
    double const x = i % 2 != 0 ? reference::any_finite()(e) : reference::uniform(-1e10, 1e10)(e);
    double const y = i % 2 != 0 ? reference::any_finite()(e) : reference::uniform(-1, 1)(e);
    BOOST_REQUIRE(same(math::constant::fmod(x, y), std::fmod(x, y)));
    BOOST_REQUIRE(same(math::constant::remainder(x, y), std::remainder(x, y)));
  }
}

BOOST_AUTO_TEST_CASE(halves_and_tiny_divisors_agree_with_the_standard_library_too) {
  for (double const unit : {1.0, 8 * reference::tiny, 0x1p-1022, 0x1p-1021, 0x1p1022})
    for (int x = -9; x <= 9; ++x)
      for (int const y : {-3, -2, -1, 1, 2, 3})
        BOOST_REQUIRE(same(math::constant::remainder(x / 8.0 * unit, y / 4.0 * unit),
                           std::remainder(x / 8.0 * unit, y / 4.0 * unit)));
}

BOOST_AUTO_TEST_SUITE_END()
