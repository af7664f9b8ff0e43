// SPDX-License-Identifier: BSL-1.0
// That it takes no jump is a gate of tests/embedded, what programs make of it a test of
// tests/api/planned.cpp.
#include <typegrad/kernel/steady_number.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

BOOST_AUTO_TEST_SUITE(kernel_steady_number)

using typegrad::steady_number;

template <class Number>
static void compare_with_numbers() {
  using steady = steady_number<Number>;
  Number const values[] = {Number(-2), Number(0), Number(1), Number(3)};
  for (Number const a : values)
    for (Number const b : values) {
      steady const x(a), y(b);
      BOOST_TEST((x.max)(y).number() == (a < b ? b : a));
      BOOST_TEST((x.min)(y).number() == (b < a ? b : a));
      BOOST_TEST((x.abs)().number() == (a < 0 ? -a : a));
      BOOST_TEST(x.sign().number() == static_cast<Number>((a > 0) - (a < 0)));
      BOOST_TEST(x.copysign(y).number() == (b < 0 ? -(x.abs)() : (x.abs)()).number());
      BOOST_TEST((x - y * x + -y).number() == a - b * a + -b);
      BOOST_TEST((x < y && !(x == y)).number() == (a < b));
      BOOST_TEST((x >= y || x != y).number() == (a >= b || a != b));
      BOOST_TEST((x > y).select(x, y).number() == (a > b ? a : b));
      BOOST_TEST(x.isfinite().number());
      BOOST_TEST(!x.isinf().number());
    }
}

BOOST_AUTO_TEST_CASE(chooses_as_numbers_do) {
  compare_with_numbers<double>();
  compare_with_numbers<float>();
  compare_with_numbers<std::int32_t>();
  compare_with_numbers<std::int64_t>();
}

BOOST_AUTO_TEST_CASE(knows_nan_and_the_signs_of_zero) {
  using steady = steady_number<double>;
  steady const nan(std::numeric_limits<double>::quiet_NaN()), zero(-0.0), one(1);
  steady const infinite(std::numeric_limits<double>::infinity());
  BOOST_TEST(nan.isnan().number());
  BOOST_TEST(!nan.isfinite().number());
  BOOST_TEST(infinite.isinf().number());
  BOOST_TEST(std::isnan(nan.sign().number()));
  BOOST_TEST(std::signbit(zero.sign().number()));
  BOOST_TEST(std::isnan((nan.max)(one).number()));  // as std::max, the first of what is unordered
  BOOST_TEST((one.max)(nan).number() == 1.0);
}

BOOST_AUTO_TEST_CASE(integers_wrap_around) {
  using steady = steady_number<std::int32_t>;
  steady const least((std::numeric_limits<std::int32_t>::min)());
  BOOST_TEST((least.abs)().number() == least.number());
  BOOST_TEST((least - steady(1)).number() == (std::numeric_limits<std::int32_t>::max)());
}

BOOST_AUTO_TEST_SUITE_END()
