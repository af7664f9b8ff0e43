// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_clamp)

constexpr auto clamped = [](auto x) { return tg::clamp(x, -1, 2); };

static_assert(tg::clamp(5, 0, 3) == 3 && tg::clamp(-5, 0, 3) == 0 && tg::clamp(2.5, 0, 3) == 2.5);
// Slope 1 on the closed interval, as DeZero's clip.
static_assert(tg::grad(clamped)(-1.0) == 1.0 && tg::grad(clamped)(2.0) == 1.0 &&
              tg::grad(clamped)(0.5) == 1.0);
static_assert(tg::grad(clamped)(-1.5) == 0.0 && tg::grad(clamped)(2.5F) == 0.0F);

BOOST_AUTO_TEST_CASE(elements_outside_take_the_bound_and_have_no_slope) {
  tg::tensor<double, 4> const x{-3, -1, 1, 4};
  BOOST_TEST((tg::clamp(x, -1, 2) == tg::tensor<double, 4>{-1, -1, 1, 2}));
  auto const g = tg::grad([](auto v) {
    auto const y = tg::clamp(v, -1, 2);
    return tg::sum(y * y);
  })(x);
  BOOST_TEST((g == tg::tensor<double, 4>{0, -2, 2, 0}));
}

BOOST_AUTO_TEST_CASE(the_bounds_get_what_x_does_not) {
  auto const [gl, gh] = tg::grad([](auto l, auto x, auto h) { return tg::sum(tg::clamp(x, l, h)); },
                                 tg::wrt<0, 2>)(-1.0, tg::tensor<double, 4>{-3, -2, 1, 4}, 2.0);
  BOOST_TEST(gl == 2.0);
  BOOST_TEST(gh == 1.0);
}

BOOST_AUTO_TEST_CASE(nan_stays_nan) {
  BOOST_TEST(std::isnan(tg::clamp(std::numeric_limits<double>::quiet_NaN(), 0, 1)));
}

BOOST_AUTO_TEST_SUITE_END()
