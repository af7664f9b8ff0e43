// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_all)

constexpr tg::tensor<double, 2, 3> rows{{1, 3, 2}, {0, 4, 2}};

static_assert(!tg::all(rows) && tg::all(rows >= 0.0));
static_assert(tg::all<0>(rows, tg::keepdims) == tg::tensor<bool, 1, 3>{{false, true, true}});
static_assert(tg::all(tg::tensor{std::numeric_limits<double>::quiet_NaN()}));
static_assert(tg::all(tg::tensor<double, 0>{}));

// A mask that steers a loop or a branch.
constexpr auto guarded = [](auto const& x) {
  if (tg::all(x > 0.0)) return tg::sum(tg::log(x));
  return tg::sum(x);
};
static_assert(tg::grad(guarded)(tg::tensor{2.0, 4.0}) == tg::tensor{0.5, 0.25});
static_assert(tg::grad(guarded)(tg::tensor{2.0, -4.0}) == tg::tensor{1.0, 1.0});

BOOST_AUTO_TEST_CASE(shapes_known_at_run_time) {
  tg::variable<double> const v(rows);
  BOOST_TEST((tg::all(v, 1).data() == tg::dynamic_tensor<bool>{true, false}));
  BOOST_CHECK_THROW(tg::all(v, 2), tg::shape_error);
}

BOOST_AUTO_TEST_SUITE_END()
