// SPDX-License-Identifier: BSL-1.0
#include "reference.hpp"

#include <typegrad/math/classify.hpp>

namespace math = typegrad::math;
using reference::inf, reference::undefined;

static_assert(math::isnan(undefined) && !math::isnan(inf) && !math::isnan(1.0) && !math::isnan(7));
static_assert(math::isinf(inf) && math::isinf(-inf) && !math::isinf(undefined) && !math::isinf(1));
static_assert(!math::isinf(reference::max) && math::isinf(-std::numeric_limits<float>::infinity()));
static_assert(math::isfinite(reference::max) && math::isfinite(-reference::max) &&
              math::isfinite(-3));
static_assert(!math::isfinite(inf) && !math::isfinite(-inf) && !math::isfinite(undefined));
static_assert(math::isfinite(reference::tiny) &&
              math::isfinite(std::numeric_limits<unsigned>::max()));

BOOST_AUTO_TEST_SUITE(math_classify)

BOOST_AUTO_TEST_CASE(agrees_with_the_standard_library) {
  for (double x : {0.0, -0.0, 1.0, inf, -inf, undefined, reference::max, reference::tiny}) {
    BOOST_TEST(math::isnan(x) == std::isnan(x));
    BOOST_TEST(math::isinf(x) == std::isinf(x));
    BOOST_TEST(math::isfinite(x) == std::isfinite(x));
  }
}

BOOST_AUTO_TEST_SUITE_END()
