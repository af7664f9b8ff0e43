// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_any)

constexpr tg::tensor<double, 2, 3> rows{{0, 0, 2}, {0, 0, 0}};

static_assert(tg::any(rows) && !tg::any(rows > 2.0));
static_assert(tg::any<1>(rows) == tg::tensor<bool, 2>{true, false});
static_assert(tg::any(tg::tensor{std::numeric_limits<double>::quiet_NaN()}));
static_assert(!tg::any(tg::tensor<double, 0>{}));

BOOST_AUTO_TEST_CASE(shapes_known_at_run_time) {
  tg::variable<double> const v(rows);
  BOOST_TEST((tg::any(v, 0, true).data() == tg::dynamic_tensor<bool>{{false, false, true}}));
  BOOST_CHECK_THROW(tg::any(v, 2), tg::shape_error);
}

BOOST_AUTO_TEST_SUITE_END()
