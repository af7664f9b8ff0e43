// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_histogram)

constexpr auto nan = std::numeric_limits<double>::quiet_NaN();
constexpr tg::tensor<double, 2, 4> rows{{3, 1, 2, nan}, {0, 4, 2, -0.5}};

// numpy.histogram of the same, range=(0, 3): the last bin is closed, 4, -0.5 and NaN lie outside.
static_assert(tg::histogram<3>(rows, 0, 3) == tg::tensor<std::int64_t, 3>{1, 1, 3});
static_assert(tg::histogram<2>(tg::tensor{1, 2, 3, 4}, 1, 4) == tg::tensor<std::int64_t, 2>{2, 2});
static_assert(tg::histogram<1>(tg::tensor<float, 2>{0.1f, 0.3f}, 0.1, 0.3) ==
              tg::tensor<std::int64_t, 1>{2});  // edges in float, where the elements are

BOOST_AUTO_TEST_CASE(shapes_known_at_run_time) {
  tg::variable<double> const v(rows);
  BOOST_TEST((tg::histogram<3>(v, 0, 3).data() == tg::dynamic_tensor<std::int64_t>{1, 1, 3}));
  BOOST_TEST((tg::histogram(v, 3, 0, 3).data() == tg::dynamic_tensor<std::int64_t>{1, 1, 3}));
  BOOST_CHECK_THROW(tg::histogram(v, 0, 0, 3), tg::shape_error);
  tg::tensor<double, tg::dyn, 4> const open(rows);
  BOOST_TEST((tg::histogram<3>(open, 0, 3) == tg::tensor<std::int64_t, 3>{1, 1, 3}));
}

BOOST_AUTO_TEST_SUITE_END()
