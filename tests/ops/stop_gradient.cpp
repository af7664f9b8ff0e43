// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_stop_gradient)

// x^2 with one factor held constant: the slope is x, not 2x; the second derivative is 1.
constexpr auto half_held = [](auto x) { return x * tg::stop_gradient(x); };
static_assert(tg::evaluate(half_held)(3.0) == 9.0);
static_assert(tg::grad(half_held)(3.0) == 3.0);
static_assert(tg::grad(tg::grad(half_held))(3.0F) == 0.0F);
static_assert(tg::stop_gradient(3.0) == 3.0);

BOOST_AUTO_TEST_CASE(nothing_passes_through) {
  tg::tensor<double, 2> const x{1, 2};
  auto const g = tg::grad([](auto v) { return tg::sum(tg::stop_gradient(v * v) + 5 * v); })(x);
  BOOST_TEST((g == tg::tensor<double, 2>{5, 5}));
  BOOST_TEST((tg::stop_gradient(x) == x));
}

BOOST_AUTO_TEST_CASE(a_held_copy_is_not_merged_with_its_original) {
  // d(x - held(x)) = 1 although the value is zero: the straight-through trick.
  static_assert(tg::grad([](auto x) { return x - tg::stop_gradient(x); })(3.0) == 1.0);
  BOOST_TEST(tg::evaluate([](auto x) { return x - tg::stop_gradient(x); })(3.0) == 0.0);
}

BOOST_AUTO_TEST_SUITE_END()
