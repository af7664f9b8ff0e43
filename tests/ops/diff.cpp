// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_diff)

constexpr tg::tensor<double, 2, 3> rows{{3, 1, 2}, {0, 4, 2}};

// numpy.diff of the same.
static_assert(tg::diff(rows) == tg::tensor<double, 2, 2>{{-2, 1}, {4, -2}});
static_assert(tg::diff<0>(rows) == tg::tensor<double, 1, 3>{{-3, 3, 0}});
static_assert(tg::diff(tg::diff(tg::tensor{1, 4, 9, 16})) == tg::tensor{2, 2});
static_assert(tg::ediff1d(rows) == tg::tensor<double, 5>{-2, 1, -2, 4, -2});
static_assert(tg::diff(tg::tensor<double, 1>{7}).size() == 0 &&
              tg::diff(tg::tensor<double, 0>{}).size() == 0);

// The sum of the squared differences of a vector: 2 (-d_0, d_0 - d_1, d_1).
static_assert(tg::grad([](auto const& x) { return tg::sum(tg::square(tg::diff(x))); })(tg::tensor{
                  1.0, 4.0, 2.0}) == tg::tensor{-6.0, 10.0, -4.0});

BOOST_AUTO_TEST_CASE(shapes_known_at_run_time) {
  tg::variable<double> const v(rows);
  BOOST_TEST((tg::diff(v, 0).data() == tg::dynamic_tensor<double>{{-3, 3, 0}}));
  BOOST_CHECK_THROW(tg::diff(v, 2), tg::shape_error);
  tg::tensor<double, tg::dyn, 3> const open(rows);
  BOOST_TEST((tg::diff<0>(open) == tg::tensor<double, 1, 3>{{-3, 3, 0}}));
}

BOOST_AUTO_TEST_SUITE_END()
