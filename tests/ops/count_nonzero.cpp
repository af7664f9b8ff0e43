// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_count_nonzero)

constexpr auto nan = std::numeric_limits<double>::quiet_NaN();
constexpr tg::tensor<double, 2, 3> rows{{0, 1, nan}, {0, 4, 0}};
static_assert(tg::count_nonzero(rows) == 3 && tg::count_nonzero(rows > 2.0) == 1);
static_assert(tg::count_nonzero<1>(rows) == tg::tensor<std::int64_t, 2>{2, 1});

BOOST_AUTO_TEST_CASE(shapes_known_at_run_time) {
  tg::variable<double> const v(rows);
  BOOST_TEST((tg::count_nonzero(v, 1).data() == tg::dynamic_tensor<std::int64_t>{2, 1}));
  BOOST_CHECK_THROW(tg::count_nonzero(v, 2), tg::shape_error);
}

BOOST_AUTO_TEST_SUITE_END()
