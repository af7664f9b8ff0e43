// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_max_pool)

// By hand.
constexpr tg::tensor<double, 1, 1, 3, 4> x{1, 5, 2, 0, 4, 3, 7, 6, 9, 8, -1, -2};
static_assert(tg::max_pool<2>(x) == tg::tensor<double, 1, 1, 1, 2>{5, 7});
static_assert(tg::max_pool<2, 1>(x) == tg::tensor<double, 1, 1, 2, 3>{5, 7, 7, 9, 8, 7});
// 7 is the largest of three windows, 3 and 5 of none and one.
static_assert(tg::grad([](auto a) { return tg::sum(tg::max_pool<2, 1>(a)); })(x) ==
              tg::tensor<double, 1, 1, 3, 4>{0, 1, 0, 0, 0, 0, 3, 0, 1, 1, 0, 0});

BOOST_AUTO_TEST_CASE(variables_give_the_same) {
  tg::variable<double> const a{tg::dynamic_tensor<double>(x)};
  auto const y = tg::max_pool(a, 2, 1);
  BOOST_TEST((y.data() == tg::dynamic_tensor<double>(tg::max_pool<2, 1>(x))));
  tg::sum(y).backward();
  BOOST_TEST(a.grad().data()(0, 0, 1, 2) == 3);
  BOOST_TEST((tg::max_pool(a, 2).data() == tg::dynamic_tensor<double>(tg::max_pool<2>(x))));
}

BOOST_AUTO_TEST_SUITE_END()
