// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_outer)

// numpy.outer([1, 2], [3, 4, 5])
static_assert(tg::outer(tg::tensor<int, 2>{1, 2}, tg::tensor<int, 3>{3, 4, 5}) ==
              tg::tensor<int, 2, 3>{{3, 4, 5}, {6, 8, 10}});
// numpy.outer flattens: numpy.outer([[1, 2], [3, 4]], [5])
static_assert(tg::outer(tg::tensor<int, 2, 2>{{1, 2}, {3, 4}}, tg::tensor<int, 1>{5}) ==
              tg::tensor<int, 4, 1>{{5}, {10}, {15}, {20}});

// d sum((a b^T)^2) / da = 2 a |b|^2: 2 * (1, 2) * 50
constexpr auto squares = [](auto const& a, auto const& b) {
  return tg::sum(tg::outer(a, b) * tg::outer(a, b));
};
static_assert(tg::grad(squares)(tg::tensor<double, 2>{1, 2}, tg::tensor<double, 3>{3, 4, 5}) ==
              tg::tensor<double, 2>{100, 200});

BOOST_AUTO_TEST_CASE(both_operands_get_their_gradient) {
  auto const [ga, gb] =
      tg::grad(squares, tg::wrt<0, 1>)(tg::tensor<float, 2>{1, 2}, tg::tensor<float, 3>{3, 4, 5});
  BOOST_TEST((ga == tg::tensor<float, 2>{100, 200}));
  BOOST_TEST((gb == tg::tensor<float, 3>{30, 40, 50}));  // 2 b |a|^2
}

BOOST_AUTO_TEST_SUITE_END()
