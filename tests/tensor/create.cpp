// SPDX-License-Identifier: BSL-1.0
#include <typegrad/tensor/create.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

static_assert(tg::zeros<double, 2, 3>() == tg::tensor<double, 2, 3>{});
static_assert(tg::ones<int, 2>() == tg::tensor<int, 2>{1, 1});
static_assert(tg::full<float, 2, 2>(0.5) == tg::tensor<float, 2, 2>{{0.5, 0.5}, {0.5, 0.5}});
static_assert(tg::full<double>(3)() == 3);
static_assert(tg::arange<int, 6>() == tg::tensor<int, 6>{0, 1, 2, 3, 4, 5});
static_assert(tg::arange<double, 3>(1, -0.5) == tg::tensor<double, 3>{1, 0.5, 0});
static_assert(tg::eye<int, 2>() == tg::tensor<int, 2, 2>{{1, 0}, {0, 1}});
// NumPy: np.eye(2, 3, 1), np.eye(3, 2, -1)
static_assert(tg::eye<int, 2, 3>(1) == tg::tensor<int, 2, 3>{{0, 1, 0}, {0, 0, 1}});
static_assert(tg::eye<int, 3, 2>(-1) == tg::tensor<int, 3, 2>{{0, 0}, {1, 0}, {0, 1}});
static_assert(tg::linspace<double, 5>(0, 1) == tg::tensor<double, 5>{0, 0.25, 0.5, 0.75, 1});
static_assert(tg::linspace<double, 1>(3, 4) == tg::tensor<double, 1>{3});

BOOST_AUTO_TEST_SUITE(tensor_create)

// 0.1 + 10 * ((0.7 - 0.1) / 10) is not 0.7 in double
BOOST_AUTO_TEST_CASE(linspace_ends_exactly_at_stop) {
  auto const x = tg::linspace<double, 11>(0.1, 0.7);
  BOOST_TEST(x(0) == 0.1);
  BOOST_TEST(x(10) == 0.7);
}

BOOST_AUTO_TEST_SUITE_END()
