// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_norm)

constexpr auto length = [](auto x) { return tg::norm(x); };

// The triangle 3, 4, 5: x / |x|, correctly rounded quotients.
static_assert(tg::norm(tg::tensor<double, 2>{3, -4}) == 5.0);
static_assert(tg::grad(length)(tg::tensor<double, 2>{3, -4})(0) - 0.6 < 0x1p-52);
static_assert(tg::grad(length)(tg::tensor<double, 2>{0, 0}) == tg::tensor<double, 2>{0, 0});

BOOST_AUTO_TEST_CASE(values_are_those_of_numpy) {
  BOOST_TEST(is_near(tg::norm(numpy_a), numpy::norm_all));
  BOOST_TEST(is_near(tg::norm<1>(numpy_a), numpy::norm_1));
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto x) { return x * tg::norm<0, -1>(x, tg::keepdims); },
                            tg::tensor<double, 2, 1, 3>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25}));
}

// 50000 sqrt(2): the squares of int32 would wrap around.
static_assert(tg::norm(tg::tensor<int, 2>{30000, 40000}) == 50000.0);
static_assert(tg::norm(tg::tensor<int, 1>{-2147483647}) == 2147483647.0);
BOOST_AUTO_TEST_CASE(integers_are_squared_in_float64_at_run_time_too) {
  BOOST_TEST(tg::norm(tg::variable<int>{30000, 40000}).item() == 50000.0);
  BOOST_TEST(tg::norm(tg::dynamic_tensor<int>{30000, 40000}, {0}).item() == 50000.0);
}

BOOST_AUTO_TEST_SUITE_END()
