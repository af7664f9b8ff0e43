// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_interp)

constexpr tg::tensor<double, 4> xp{1, 2, 5, 10}, fp{1, 3, 0, 4};
// numpy.interp of the same: between, at and beyond the points.
static_assert(tg::interp(3.0, xp, fp) == 2 && tg::interp(2.0, xp, fp) == 3);
static_assert(tg::interp(0.0, xp, fp) == 1 && tg::interp(10.0, xp, fp) == 4);
static_assert(tg::isnan(tg::interp(std::numeric_limits<double>::quiet_NaN(), xp, fp)));
// Integers are subtracted in float64: 4 * 10^9 is no int.
constexpr tg::tensor<int, 2> far{-2'000'000'000, 2'000'000'000}, near{0, 4};
static_assert(tg::interp(0, far, near) == 2 && tg::interp(1.0, near, far) == -1e9);
// At a point the slope is that to its right, at the last one 0.
constexpr auto height = [](auto x, auto const& f) { return tg::interp(x, xp, f); };
static_assert(tg::grad(height)(2.0, fp) == -1 && tg::grad(height)(10.0, fp) == 0);
static_assert(tg::grad(height, tg::wrt<1>)(1.25, fp) == tg::tensor{0.75, 0.25, 0.0, 0.0});

BOOST_AUTO_TEST_CASE(shapes_known_at_run_time) {
  tg::variable<double> const x{1.5, 11.0}, v(xp);
  auto const y = tg::interp(x, v, tg::variable<double>(fp));
  BOOST_TEST((y.data() == tg::dynamic_tensor<double>{2, 4}));
  tg::sum(y).backward();
  BOOST_TEST((x.grad().data() == tg::dynamic_tensor<double>{2, 0}));
  BOOST_TEST((v.grad().data() == tg::dynamic_tensor<double>{-1, -1, 0, 0}));
  BOOST_TEST(tg::interp(0, tg::variable<int>(far), tg::variable<int>(near)).item() == 2);
}

BOOST_AUTO_TEST_SUITE_END()
