// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_mean)

static_assert(tg::mean(tg::tensor<double, 4>{1, 2, 3, 6}) == 3.0);
static_assert(tg::grad([](auto x) { return tg::mean(x * x); })(tg::tensor<double, 4>{1, 2, 3, 6}) ==
              tg::tensor<double, 4>{0.5, 1, 1.5, 3});  // 2 x / 4

BOOST_AUTO_TEST_CASE(values_are_those_of_numpy) {
  BOOST_TEST(is_near(tg::mean(numpy_a), numpy::mean_all));
  BOOST_TEST(is_near(tg::mean<-1, 0>(numpy_a), numpy::mean_0_2));
  BOOST_TEST(is_near(tg::mean<1>(numpy_a, tg::keepdims), numpy::mean_1_kept));
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto x) { return x * tg::mean<0, -1>(x * x, tg::keepdims); },
                            tg::tensor<double, 2, 1, 3>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25}));
}

BOOST_AUTO_TEST_CASE(integers_and_masks_have_real_means) {
  static_assert(std::is_same_v<decltype(tg::mean(tg::tensor<int, 2>{1, 2})), double>);
  static_assert(tg::mean(tg::tensor<int, 2>{1, 2}) == 1.5);
  static_assert(tg::mean(tg::tensor<bool, 4>{true, false, true, true}) == 0.75);
  static_assert(std::is_same_v<decltype(tg::mean(tg::tensor<float, 2>{1, 2})), float>);
  BOOST_TEST(tg::mean(2.5) == 2.5);
}

// 2^31 - 1 twice, whose sum is no int32.
constexpr int most = std::numeric_limits<int>::max();
static_assert(tg::mean(tg::tensor<int, 2>{most, most}) == 2147483647.0);
BOOST_AUTO_TEST_CASE(integers_are_added_up_in_float64_in_every_mode) {
  constexpr auto f = [](auto const& x) { return tg::mean(x); };
  tg::tensor<int, 3> const x{most, most, most};
  BOOST_TEST(tg::evaluate(f)(x) == 2147483647.0);
  BOOST_TEST(tg::evaluate(f)(tg::tensor<int, tg::dyn>{most, most, most}) == 2147483647.0);
  BOOST_TEST(f(tg::dynamic_tensor<int>(x)).item() == 2147483647.0);
  BOOST_TEST(f(tg::variable<int>(x)).item() == 2147483647.0);
  BOOST_TEST(tg::mean(tg::variable<int>(x), {0}).item() == 2147483647.0);
}

BOOST_AUTO_TEST_SUITE_END()
