// SPDX-License-Identifier: BSL-1.0
#include "reference.hpp"

#include <typegrad/math/angle.hpp>

namespace constant = typegrad::math::constant;
using reference::same;

// Up to pi / 4 nothing is taken off.
static_assert(same(constant::reduce_angle(0.5).rest.hi, 0.5) &&
              constant::reduce_angle(0.5).quadrant == 0);
static_assert(constant::reduce_angle(1.0).quadrant == 1 &&
              constant::reduce_angle(2.5).quadrant == 2);
static_assert(constant::reduce_angle(-1.5707963267948966 * -3).quadrant == 3);
// x - pi/2 at the double below pi / 2 (mpmath: fsub(float(pi / 2), pi / 2)).
static_assert(constant::reduce_angle(0x1.921fb54442d18p+0).rest.hi == -0x1.1a62633145c07p-54);
static_assert(constant::reduce_angle(0x1.921fb54442d18p+0).quadrant == 1);
// The double closest to a multiple of pi / 2 (J.-M. Muller, "Elementary Functions", table 10.3):
// 6381956970095103 * 2^797 leaves 2^-60.9 (mpmath, 2,400 bits: fmod of it and pi / 2).
static_assert(constant::reduce_angle(6381956970095103.0 * 0x1p797).rest.hi ==
              0x1.14ae72e6ba22fp-61);

BOOST_AUTO_TEST_SUITE(math_angle)

BOOST_AUTO_TEST_CASE(the_rest_is_at_most_an_eighth_of_a_turn) {
  reference::engine e(reference::seed);
  for (int i = 0; i < 20000; ++i) {
    double const x = std::fabs(reference::any_finite()(e));
    constant::reduced_angle const a = constant::reduce_angle(x);
    BOOST_REQUIRE_LE(std::fabs(a.rest.hi), 0x1.921fb54442d19p-1);
    BOOST_REQUIRE(a.quadrant >= 0 && a.quadrant < 4);
  }
}

BOOST_AUTO_TEST_CASE(quarter_turns_and_rest_add_up_again) {
  reference::engine e(reference::seed);
  for (int i = 0; i < 20000; ++i) {
    double const x = reference::uniform(0, 1000)(e);
    constant::reduced_angle const a = constant::reduce_angle(x);
    double const turns = (x - a.rest.hi) / 1.5707963267948966;
    BOOST_REQUIRE_SMALL(turns - std::round(turns), 1e-12);
    BOOST_REQUIRE_EQUAL(static_cast<int>(std::round(turns)) % 4, a.quadrant);
  }
}

BOOST_AUTO_TEST_SUITE_END()
