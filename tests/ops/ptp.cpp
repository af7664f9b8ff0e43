// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_ptp)

constexpr tg::tensor<double, 2, 3> rows{{3, 1, 2}, {0, 4, 2}};
static_assert(tg::ptp(rows) == 4);
static_assert(tg::ptp<1>(rows, tg::keepdims) == tg::tensor<double, 2, 1>{{2}, {4}});

BOOST_AUTO_TEST_CASE(shapes_known_at_run_time) {
  tg::variable<double> const v(rows);
  BOOST_TEST((tg::ptp(v, 1).data() == tg::dynamic_tensor<double>{2, 4}));
  tg::ptp(v).backward();
  BOOST_TEST((v.grad().data() == tg::dynamic_tensor<double>{{0, 0, 0}, {-1, 1, 0}}));
  BOOST_CHECK_THROW(tg::ptp(v, 2), tg::shape_error);
}

BOOST_AUTO_TEST_SUITE_END()
