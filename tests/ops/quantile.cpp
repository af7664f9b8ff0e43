// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_quantile)

constexpr tg::tensor<double, 2, 3> rows{{3, 1, 2}, {0, 4, 2}};
constexpr auto inf = std::numeric_limits<double>::infinity();
constexpr auto nan = std::numeric_limits<double>::quiet_NaN();

// numpy.quantile of the same. One type of arguments wherever that is possible: each costs 0.5 s to
// compile.
static_assert(tg::quantile(rows, 0.25) == 1.25 && tg::quantile(rows, 0.5) == 2);
static_assert(tg::quantile(rows, 0.0) == 0 && tg::quantile(rows, 1.0) == 4);
static_assert(tg::quantile<1>(rows, 0.25) == tg::tensor<double, 2>{1.5, 1});
static_assert(std::is_same_v<decltype(tg::quantile(tg::tensor<float, 2>{1, 4}, 0.5)), float>);

// Infinite elements count only where they are asked for; what is no quantile is NaN.
static_assert(tg::quantile(tg::tensor<double, 2, 3>{{-inf, 1, inf}, {inf, 0, -inf}}, 0.5) == 0.5);
static_assert(tg::isnan(tg::quantile(tg::tensor<double, 2, 3>{{1, 2, 3}, {4, nan, 5}}, 0.0)));
static_assert(tg::isnan(tg::quantile(rows, -0.01)) && tg::isnan(tg::quantile(rows, 1.01)));

// The weights of the elements beside the place 0.25 * 5, and 5 times their difference.
constexpr auto lower = [](auto const& x, auto q) { return tg::quantile(x, q); };
constexpr auto slopes = tg::grad(lower, tg::wrt<0, 1>)(rows, 0.25);
static_assert(slopes.first == tg::tensor<double, 2, 3>{{0, 0.75, 0.25}, {0, 0, 0}});
static_assert(slopes.second == 5);

BOOST_AUTO_TEST_CASE(shapes_known_at_run_time) {
  tg::variable<double> const v(rows);
  BOOST_TEST((tg::quantile(v, 0.25, 1).data() == tg::dynamic_tensor<double>{1.5, 1}));
  BOOST_TEST(
      (tg::percentile(v, 75, 0, true).data() == tg::dynamic_tensor<double>{{2.25, 3.25, 2}}));
  tg::quantile(v, 0.25).backward();
  BOOST_TEST((v.grad().data() == tg::dynamic_tensor<double>{{0, 0.75, 0.25}, {0, 0, 0}}));
  BOOST_CHECK_THROW(tg::quantile(v, 0.5, 2), tg::shape_error);
  tg::dynamic_tensor<double> const none(tg::shape{0, 3});
  for (double const each : tg::quantile(none, 0.5, 0)) BOOST_TEST(each != each);  // as mean
  tg::tensor<double, tg::dyn, 3> const open(rows);
  BOOST_TEST((tg::quantile<0>(open, 0.75) == tg::tensor<double, 3>{2.25, 3.25, 2}));
}

BOOST_AUTO_TEST_SUITE_END()
