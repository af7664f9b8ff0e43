// SPDX-License-Identifier: BSL-1.0
#include "reference.hpp"

#include <typegrad/math/order.hpp>

namespace math = typegrad::math;
using reference::is_nan, reference::same, reference::undefined;

static_assert(math::min(1.0, 2.0) == 1.0 && math::min(2.0f, 1.0f) == 1.0f &&
              math::min(-3, 4) == -3);
static_assert(math::max(1.0, 2.0) == 2.0 && math::max(2.0f, 1.0f) == 2.0f && math::max(-3, 4) == 4);
// Ties give the first operand, and so does a NaN on either side.
static_assert(same(math::min(0.0, -0.0), 0.0) && same(math::min(-0.0, 0.0), -0.0));
static_assert(same(math::max(0.0, -0.0), 0.0) && same(math::max(-0.0, 0.0), -0.0));
static_assert(is_nan(math::max(undefined, 1.0)) && math::max(1.0, undefined) == 1.0);
static_assert(is_nan(math::min(undefined, 1.0)) && math::min(1.0, undefined) == 1.0);
// C17 F.10.9: a NaN is a number that is missing.
static_assert(math::fmax(undefined, 1.0) == 1.0 && math::fmax(1.0, undefined) == 1.0 &&
              math::fmin(undefined, 1.0) == 1.0 && math::fmin(1.0, undefined) == 1.0);
static_assert(is_nan(math::fmax(undefined, undefined)) && math::fmax(1.0, 2.0) == 2.0 &&
              math::fmin(1.0f, 2.0f) == 1.0f);

BOOST_AUTO_TEST_SUITE(math_order)

BOOST_AUTO_TEST_CASE(agrees_with_the_standard_library) {
  reference::engine e(reference::seed);
  for (int i = 0; i < 1000; ++i) {
    double const x = reference::uniform(-1, 1)(e);
    double const y = reference::uniform(-1, 1)(e);
    BOOST_REQUIRE_EQUAL(math::min(x, y), std::min(x, y));
    BOOST_REQUIRE_EQUAL(math::max(x, y), std::max(x, y));
  }
}

BOOST_AUTO_TEST_SUITE_END()
