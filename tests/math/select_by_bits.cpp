// SPDX-License-Identifier: BSL-1.0
#include <typegrad/math/select_by_bits.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

BOOST_AUTO_TEST_SUITE(math_select_by_bits)

using typegrad::math::select_by_bits;

static_assert(select_by_bits(true, 1.5, 2.0) == 1.5 && select_by_bits(false, 1, 2) == 2);

template <class Number>
static void check(Number a, Number b) {
  bool volatile yes = true;
  bool volatile no = false;
  BOOST_TEST(select_by_bits<Number>(yes, a, b) == a);
  BOOST_TEST(select_by_bits<Number>(no, a, b) == b);
}

BOOST_AUTO_TEST_CASE(takes_every_bit_of_one_side) {
  check(1.5, -2.25);
  check(1.5F, -2.25F);
  check(std::int64_t{-1}, std::int64_t{1} << 40);
  check(std::int32_t{-1}, std::int32_t{7});
  check(true, false);
  double const nan = std::numeric_limits<double>::quiet_NaN();
  bool volatile yes = true;
  BOOST_TEST(select_by_bits<double>(yes, 3, nan) == 3);
  BOOST_TEST(std::isnan(select_by_bits<double>(yes, nan, 3)));
}

BOOST_AUTO_TEST_SUITE_END()
