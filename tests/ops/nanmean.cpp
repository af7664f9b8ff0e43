// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_nanmean)

constexpr auto nan = std::numeric_limits<double>::quiet_NaN();
constexpr tg::tensor<double, 2, 3> rows{{0, 1, nan}, {nan, 4, 2}};
// numpy.nanmean and nansum of the same.
static_assert(tg::nanmean(rows) == 1.75 && tg::nansum(rows) == 7);
static_assert(tg::nanmean<1>(rows) == tg::tensor<double, 2>{0.5, 3});
// Integers are added up in float64.
constexpr tg::tensor<int, 2> high{2'000'000'000, 2'000'000'000};
static_assert(tg::nanmean(high) == 2e9 && tg::nanmean<0>(high) == 2e9);
static_assert(tg::grad([](auto const& x) { return tg::nanmean(x); })(rows) ==
              tg::tensor<double, 2, 3>{{0.25, 0.25, 0}, {0, 0.25, 0.25}});

BOOST_AUTO_TEST_CASE(shapes_known_at_run_time) {
  tg::variable<double> const v(rows);
  BOOST_TEST((tg::nanmean(v, 0).data() == tg::dynamic_tensor<double>{0, 2.5, 2}));
  BOOST_TEST(tg::nanmean(tg::variable<int>(high), 0).item() == 2e9);
  BOOST_CHECK_THROW(tg::nanmean(v, 2), tg::shape_error);
}

BOOST_AUTO_TEST_SUITE_END()
