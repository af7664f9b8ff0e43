// SPDX-License-Identifier: BSL-1.0
#include <typegrad/math/rounded_to.hpp>

#include <boost/test/unit_test.hpp>

namespace math = typegrad::math;

static_assert(math::rounded_to<double>(0.1) == 0.1 && math::rounded_to<float>(0.1) == 0.1f);

BOOST_AUTO_TEST_SUITE(math_rounded_to)

/// Two numbers, as `lanes` are to the library.
struct pair_of_floats {
  float items[2];
  static constexpr pair_of_floats splat(float x) { return {{x, x}}; }
  constexpr float operator[](int i) const { return items[i]; }
};

BOOST_AUTO_TEST_CASE(a_block_takes_the_nearest_of_its_own_numbers) {
  constexpr auto made = math::rounded_to<pair_of_floats>(3.14159265358979323846);
  BOOST_TEST(made[0] == 3.14159274f);
  BOOST_TEST(made[1] == 3.14159274f);
}

BOOST_AUTO_TEST_SUITE_END()
