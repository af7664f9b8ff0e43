// SPDX-License-Identifier: BSL-1.0
#include "reference.hpp"

#include <typegrad/math/double_double.hpp>

namespace constant = typegrad::math::constant;
using constant::double_double;

// 1 / 3 = 0.010101..., cut after 53 bits and again
static_assert((double_double(1.0) / 3.0).hi == 0x1.5555555555555p-2);
static_assert((double_double(1.0) / 3.0).lo == 0x1.5555555555555p-56);
static_assert(constant::two_sum(1.0, 0x1p-80).hi == 1.0 &&
              constant::two_sum(1.0, 0x1p-80).lo == 0x1p-80);
static_assert(constant::two_product(0x1.0000001p0, 0x1.0000001p0).hi == 0x1.0000002p0);
static_assert(constant::two_product(0x1.0000001p0, 0x1.0000001p0).lo == 0x1p-56);

BOOST_AUTO_TEST_SUITE(math_double_double)

#if defined(__HAVE_FLOAT128) && __HAVE_FLOAT128
using reference::real;

// In binary128 the sum of the two doubles is exact to 2^-113.
double relative_error(double_double got, real want) {
  real const off = (static_cast<real>(got.hi) + static_cast<real>(got.lo)) / want - 1;
  return std::fabs(static_cast<double>(off));
}

BOOST_AUTO_TEST_CASE(operations_lose_less_than_2_to_the_minus_100) {
  reference::engine e(reference::seed);
  auto const next = [&] {
    return constant::two_sum(reference::uniform(0.5, 2)(e), reference::uniform(-1, 1)(e) * 0x1p-54);
  };
  for (int i = 0; i < 20000; ++i) {
    double_double const a = next();
    double_double const b = next();
    real const x = static_cast<real>(a.hi) + static_cast<real>(a.lo);
    real const y = static_cast<real>(b.hi) + static_cast<real>(b.lo);
    BOOST_REQUIRE_LE(relative_error(a + b, x + y), 0x1p-100);
    BOOST_REQUIRE_LE(relative_error(a * b, x * y), 0x1p-100);
    BOOST_REQUIRE_LE(relative_error(a / b, x / y), 0x1p-98);
    BOOST_REQUIRE_SMALL(static_cast<double>((x - y) - static_cast<real>((a - b).hi) -
                                            static_cast<real>((a - b).lo)),
                        0x1p-100);
  }
}
#endif

BOOST_AUTO_TEST_CASE(sums_and_products_of_two_doubles_are_exact) {
  reference::engine e(reference::seed);
  for (int i = 0; i < 20000; ++i) {
    double const a = reference::around(0, -200, 200)(e);
    double const b = reference::around(0, -200, 200)(e);
    double_double const product = constant::two_product(a, b);
    BOOST_REQUIRE_EQUAL(product.hi, a * b);
    BOOST_REQUIRE_EQUAL(product.lo, std::fma(a, b, -product.hi));
    double_double const sum = constant::two_sum(a, b);
    BOOST_REQUIRE_EQUAL(sum.hi, a + b);
    BOOST_REQUIRE_EQUAL(sum.lo, constant::two_sum(b, a).lo);
  }
}

BOOST_AUTO_TEST_SUITE_END()
