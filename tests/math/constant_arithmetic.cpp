// SPDX-License-Identifier: BSL-1.0
#include <typegrad/math/constant_arithmetic.hpp>

#include <boost/test/unit_test.hpp>

#include <bit>
#include <cstdint>
#include <limits>

BOOST_AUTO_TEST_SUITE(math_constant_arithmetic)

namespace constant = typegrad::math::constant;

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double most = std::numeric_limits<double>::max();
constexpr double least = std::numeric_limits<double>::denorm_min();

constexpr bool is_same(double a, double b) {
  return (a != a && b != b) || std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}
// IEEE 754-2008, 6.1, 6.3, 7.2 to 7.4.
static_assert(is_same(constant::sum(inf, -inf), nan) && is_same(constant::sum(inf, 1.0), inf));
static_assert(is_same(constant::sum(1.0, -inf), -inf) && is_same(constant::sum(most, most), inf));
static_assert(is_same(constant::product(inf, 0.0), nan) &&
              is_same(constant::product(0.0, nan), nan));
static_assert(is_same(constant::product(-inf, 2.0), -inf));
static_assert(is_same(constant::product(-1e200, -1e200), inf));
static_assert(is_same(constant::quotient(1.0, 0.0), inf));
static_assert(is_same(constant::quotient(1.0, -0.0), -inf));
static_assert(is_same(constant::quotient(0.0, 0.0), nan) &&
              is_same(constant::quotient(inf, inf), nan));
static_assert(is_same(constant::quotient(-inf, -0.0), inf));
static_assert(is_same(constant::quotient(1.0, least), inf));
static_assert(is_same(static_cast<double>(constant::quotient(-1.0F, 0.0F)), -inf));

// At run time the processor says what is right.
BOOST_AUTO_TEST_CASE(they_agree_with_the_processor) {
  double const values[] = {0.0,   -0.0,  1.0,    -3.0,   0.1, 1e200, -1e200, most,
                           -most, least, -least, 1e-310, inf, -inf,  nan};
  for (double const a : values)
    for (double const b : values) {
      double const volatile x = a;
      double const volatile y = b;
      BOOST_TEST(is_same(constant::sum(a, b), x + y), a << " + " << b);
      BOOST_TEST(is_same(constant::product(a, b), x * y), a << " * " << b);
      BOOST_TEST(is_same(constant::quotient(a, b), x / y), a << " / " << b);
    }
}

BOOST_AUTO_TEST_SUITE_END()
