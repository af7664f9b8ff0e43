// SPDX-License-Identifier: BSL-1.0
#include "reference.hpp"

#include <typegrad/math/sign.hpp>

namespace math = typegrad::math;
using reference::inf, reference::is_nan, reference::same, reference::undefined;

static_assert(math::abs(-2.5) == 2.5 && same(math::abs(-0.0), 0.0) && math::abs(-inf) == inf);
static_assert(is_nan(math::abs(undefined)) && math::abs(-1.5f) == 1.5f && math::abs(-3) == 3 &&
              math::abs(7u) == 7u);
static_assert(math::sign(-2.5) == -1.0 && math::sign(inf) == 1.0 && same(math::sign(-0.0), -0.0));
static_assert(is_nan(math::sign(undefined)) && math::sign(0.5f) == 1.0f && math::sign(-3) == -1 &&
              math::sign(0) == 0 && math::sign(7u) == 1u);
static_assert(same(math::copysign(2.0, -0.0), -2.0) && same(math::copysign(-0.0, 3.0), 0.0));
static_assert(math::copysign(inf, -1.0) == -inf && math::copysign(-1.5f, 2.0f) == 1.5f);
static_assert(is_nan(math::copysign(undefined, -1.0)));

BOOST_AUTO_TEST_SUITE(math_sign)

BOOST_AUTO_TEST_CASE(run_time_and_constant_evaluation_agree) {
  reference::engine e(reference::seed);
  for (int i = 0; i < 20000; ++i) {
    double const x = reference::any_finite()(e);
    double const y = reference::any_finite()(e);
    BOOST_REQUIRE(same(math::abs(x), math::constant::abs(x)));
    BOOST_REQUIRE(same(math::copysign(x, y), math::constant::copysign(x, y)));
    BOOST_REQUIRE_EQUAL(math::sign(x) * math::abs(x), x);
  }
}

BOOST_AUTO_TEST_SUITE_END()
