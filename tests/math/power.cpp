// SPDX-License-Identifier: BSL-1.0
#include "known_values.hpp"
#include "reference.hpp"

#include <typegrad/math/power.hpp>

namespace math = typegrad::math;
namespace constant = typegrad::math::constant;
using reference::around, reference::any_finite, reference::uniform, reference::worst;
using reference::inf, reference::is_nan, reference::undefined;
using reference::next_to, reference::real, reference::same;

using reference::pair, reference::worst_of_two;

static_assert(next_to(known::pow, [](double x, double y) { return math::pow(x, y); }));

// C17 F.10.4.4, line by line.
static_assert(math::pow(0.0, -3.0) == inf && math::pow(-0.0, -3.0) == -inf &&
              math::pow(-0.0, -2.0) == inf);
static_assert(math::pow(-0.0, -0.5) == inf && math::pow(0.0, -inf) == inf &&
              math::pow(-0.0, -inf) == inf);
static_assert(same(math::pow(-0.0, 3.0), -0.0) && same(math::pow(-0.0, 2.0), 0.0));
static_assert(same(math::pow(-0.0, 0.5), 0.0) && same(math::pow(-0.0, inf), 0.0));
static_assert(math::pow(-1.0, inf) == 1.0 && math::pow(-1.0, -inf) == 1.0 &&
              math::pow(1.0, undefined) == 1.0);
static_assert(math::pow(undefined, 0.0) == 1.0 && math::pow(undefined, -0.0) == 1.0 &&
              math::pow(inf, 0.0) == 1.0);
static_assert(is_nan(math::pow(-2.0, 0.5)) && is_nan(math::pow(undefined, 1.0)));
static_assert(is_nan(math::pow(2.0, undefined)) && is_nan(math::pow(-0.0, undefined)));
static_assert(math::pow(0.5, -inf) == inf && math::pow(-2.0, -inf) == 0.0);
static_assert(math::pow(-0.5, inf) == 0.0 && math::pow(2.0, inf) == inf);
static_assert(same(math::pow(-inf, -3.0), -0.0) && same(math::pow(-inf, -2.5), 0.0));
static_assert(math::pow(-inf, 3.0) == -inf && math::pow(-inf, 2.5) == inf);
static_assert(same(math::pow(inf, -0.5), 0.0) && math::pow(inf, 0.5) == inf);
// Overflow, underflow, exact results.
static_assert(math::pow(10.0, 309.0) == inf && math::pow(-10.0, 309.0) == -inf);
static_assert(same(math::pow(-10.0, -325.0), -0.0) && math::pow(2.0, -1074.0) == reference::tiny);
static_assert(math::pow(2.0, 1e300) == inf && math::pow(2.0, -1e300) == 0.0 &&
              math::pow(0.5, 1e300) == 0.0);
static_assert(math::pow(3.0, 20.0) == 3486784401.0 && math::pow(-2.0, 3.0) == -8.0 &&
              math::pow(9.0, 0.5) == 3.0);
static_assert(math::pow(-1.0, 9007199254740991.0) == -1.0 && math::pow(-1.0, 0x1p53) == 1.0);
static_assert(math::pow(2.0f, 10.0f) == 1024.0f && math::pow(10.0f, 39.0f) > 1e38f &&
              math::pow(10.0f, -50.0f) == 0.0f);

static_assert(math::ipow(3.0, 0) == 1.0 && math::ipow(3.0, 1) == 3.0 &&
              math::ipow(-2.0, 3) == -8.0);
static_assert(math::ipow(2.0, -3) == 0.125 && math::ipow(2.0, 1023) == 0x1p1023 &&
              math::ipow(undefined, 0) == 1.0);
static_assert(math::ipow(1e200, 2) == inf && math::ipow(-1e200, 3) == -inf &&
              math::ipow(1e200, -2) == 0.0);
static_assert(is_nan(math::ipow(undefined, 2)) && math::ipow(-inf, 3) == -inf &&
              math::ipow(0.0, -1) == inf);
static_assert(math::ipow(2.0, -1074) == reference::tiny && math::ipow(1.0, -2147483647 - 1) == 1.0);
static_assert(math::ipow(1e20f, 2) > 1e38f && math::ipow(1.5f, 3) == 3.375f &&
              math::ipow(2.0f, 10) == 1024.0f);

BOOST_AUTO_TEST_SUITE(math_power)

BOOST_AUTO_TEST_CASE(pow_stays_below_0_51_ulp_and_below_0_76_where_subnormal) {
  auto const f = [](double x, double y) { return constant::pow(x, y); };
  auto const exact = [](real x, real y) { return reference::pow(x, y); };
  BOOST_TEST(worst_of_two("pow", f, exact, pair(uniform(0, 10), uniform(-100, 100))) <= 0.51);
  BOOST_TEST(worst_of_two("pow", f, exact, pair(uniform(0.7, 1.4), uniform(-1000, 1000))) <= 0.51);
  BOOST_TEST(worst_of_two("pow", f, exact, pair(around(1, -52, -1), around(0, 0, 60))) <= 0.76);
  BOOST_TEST(worst_of_two("pow", f, exact, pair(uniform(0, reference::max), uniform(-1.1, 1.1))) <=
             0.76);
  auto const base_and_integer = [](reference::engine& e) {
    return std::pair{uniform(-20, 20)(e), std::floor(uniform(-300, 300)(e))};
  };
  BOOST_TEST(worst_of_two("pow", f, exact, base_and_integer) <= 0.76);
}

BOOST_AUTO_TEST_CASE(small_integer_powers_are_the_same_products_at_compile_time_and_run_time) {
  reference::engine e(reference::seed);
  for (int i = 0; i < 20000; ++i) {
    double const x = uniform(-1e3, 1e3)(e);
    for (int n = 0; n <= 3; ++n) BOOST_REQUIRE_EQUAL(constant::ipow(x, n), math::ipow(x, n));
  }
}

BOOST_AUTO_TEST_CASE(repeated_squaring_stays_within_one_ulp_per_product) {
  reference::engine e(reference::seed);
  for (int i = 0; i < 20000; ++i) {
    double const x = uniform(0.5, 2)(e);
    int const n = static_cast<int>(uniform(-30, 30)(e));
    real const exact = reference::pow(real(x), real(n));
    BOOST_REQUIRE_LE(reference::ulps(math::ipow(x, n), exact), 1.0 + std::abs(n));
    BOOST_REQUIRE_LE(reference::ulps(constant::ipow(x, n), exact), 1.5);
  }
}

BOOST_AUTO_TEST_CASE(the_most_negative_exponent_ends) {
  BOOST_TEST(math::ipow(1.0, std::numeric_limits<int>::min()) == 1.0);
}

BOOST_AUTO_TEST_SUITE_END()
