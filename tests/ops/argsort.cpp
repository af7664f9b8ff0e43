// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_argsort)

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
static_assert(tg::argsort<0>(tg::tensor<int, 5>{3, 1, 2, 1, 3}) ==
              tg::tensor<std::int64_t, 5>{1, 3, 2, 0, 4});
static_assert(tg::argsort<-1>(tg::tensor<double, 4>{nan, 2, nan, -1}) ==
              tg::tensor<std::int64_t, 4>{3, 1, 0, 2});
static_assert(tg::argsort<0>(tg::tensor<double, 1>{7}) == tg::tensor<std::int64_t, 1>{0});

BOOST_AUTO_TEST_CASE(along_each_axis_as_numpy) {
  constexpr tg::tensor<double, 2, 3> x{{3, 1, 2}, {0, 4, 2}};
  BOOST_TEST((tg::argsort<1>(x) == tg::tensor<std::int64_t, 2, 3>{{1, 2, 0}, {0, 2, 1}}));
  BOOST_TEST((tg::argsort<0>(x) == tg::tensor<std::int64_t, 2, 3>{{1, 0, 0}, {0, 1, 1}}));
  BOOST_CHECK_THROW(tg::argsort(tg::variable<double>(x), 2), tg::shape_error);
}

BOOST_AUTO_TEST_CASE(long_lines_as_stable_sort) {
  std::mt19937 engine(7);
  for (std::int64_t const count : {0, 1, 2, 3, 10, 257}) {
    tg::dynamic_tensor<double> x(tg::shape{count}, tg::uninitialized_t{});
    for (std::int64_t i = 0; i < count; ++i) x.data()[i] = static_cast<double>(engine() % 20);
    std::vector<std::int64_t> order(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](auto i, auto j) { return x.data()[i] < x.data()[j]; });
    auto const found = tg::argsort(x, 0);
    BOOST_TEST(std::equal(order.begin(), order.end(), found.data()), count << " elements");
  }
}

BOOST_AUTO_TEST_SUITE_END()
