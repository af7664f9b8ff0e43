// SPDX-License-Identifier: BSL-1.0
#include <typegrad/math/wrapping.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <limits>

namespace math = typegrad::math;

BOOST_AUTO_TEST_SUITE(math_wrapping)

static_assert(math::wraps_around<std::int32_t> && !math::wraps_around<bool> &&
              !math::wraps_around<double>);
static_assert(math::wrapped_sum(2, 3) == 5 && math::wrapped_difference(2, 3) == -1 &&
              math::wrapped_product(-2, 3) == -6);

BOOST_AUTO_TEST_CASE(integers_wrap_as_in_numpy) {
  // NumPy 1.24: np.int32(2147483647) + np.int32(1) and its like, as arrays.
  std::int32_t const largest = std::numeric_limits<std::int32_t>::max();
  std::int32_t const lowest = std::numeric_limits<std::int32_t>::min();
  BOOST_TEST(math::wrapped_sum(largest, 1) == lowest);
  BOOST_TEST(math::wrapped_difference(lowest, 1) == largest);
  BOOST_TEST(math::wrapped_difference(0, lowest) == lowest);
  BOOST_TEST(math::wrapped_product(largest, largest) == 1);
  std::int64_t const large = std::numeric_limits<std::int64_t>::max();
  BOOST_TEST(math::wrapped_product(large, std::int64_t{2}) == -2);
  // A 16-bit product overflows int, to which it would be promoted: 65535^2 = 1 modulo 2^16.
  std::int16_t const minus_one = -1;
  BOOST_TEST(math::wrapped_product(minus_one, minus_one) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
