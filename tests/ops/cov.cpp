// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_cov)

constexpr tg::tensor<double, 2, 3> rows{{3, 1, 2}, {0, 4, 2}};
constexpr tg::tensor<double, 3> first{3, 1, 2}, second{0, 4, 2};

// numpy.cov of the same.
static_assert(tg::cov(rows) == tg::tensor<double, 2, 2>{{1, -2}, {-2, 4}});
static_assert(tg::cov(first, second) == tg::cov(rows) && tg::cov(second) == 4);
static_assert(tg::cov(tg::tensor<int, 2>{1, 5}, tg::ddof<0>) == 4);

// numpy.corrcoef
static_assert(tg::corrcoef(rows) == tg::tensor<double, 2, 2>{{1, -1}, {-1, 1}});
static_assert(tg::corrcoef(first, second)(0, 1) == -1);

// The covariance of two vectors has the slopes (y - mean(y)) / 2 by the first.
static_assert(tg::grad([](auto const& x, auto const& y) {
                return tg::cov(x, y)(0, 1);
              })(first, second) == tg::tensor{-1.0, 1.0, 0.0});

BOOST_AUTO_TEST_CASE(shapes_known_at_run_time) {
  tg::variable<double> const v(rows);
  BOOST_TEST((tg::cov(v).data() == tg::dynamic_tensor<double>{{1, -2}, {-2, 4}}));
  BOOST_TEST(tg::cov(v(1)).data()() == 4);
  BOOST_CHECK_THROW(tg::cov(tg::sum(v)), tg::shape_error);
  BOOST_CHECK_THROW(tg::cov(tg::variable<double>(tg::dynamic_tensor<double>{1})), tg::shape_error);
  tg::tensor<double, 2, tg::dyn> const open(rows);
  BOOST_TEST((tg::cov(open) == tg::tensor<double, 2, 2>{{1, -2}, {-2, 4}}));
}

BOOST_AUTO_TEST_SUITE_END()
