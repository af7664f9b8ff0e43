// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_greater)

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

static_assert(tg::greater(2, 1) && !tg::greater(1, 1) && tg::less(1, 2) && !tg::less(nan, nan));
static_assert(tg::evaluate([](auto x) { return x > 1; })(2.0));
static_assert(!tg::evaluate([](auto x) { return x > x; })(2.0));
static_assert(std::is_same_v<decltype(tg::evaluate([](auto x) { return x < 1; })(2.0F)), bool>);

BOOST_AUTO_TEST_CASE(tensors_are_compared_element_by_element) {
  tg::tensor<double, 2, 2> const x{{1, 2}, {3, nan}};
  tg::tensor<int, 2> const bounds{2, 2};
  auto const above = x > bounds;
  static_assert(std::is_same_v<decltype(above), tg::tensor<bool, 2, 2> const>);
  BOOST_TEST((above == tg::tensor<bool, 2, 2>{{false, false}, {true, false}}));
  BOOST_TEST(((x < bounds) == tg::tensor<bool, 2, 2>{{true, false}, {false, false}}));
  BOOST_TEST(((2 > x) == (x < 2)));
}

BOOST_AUTO_TEST_CASE(a_mask_has_no_derivative) {
  // x (x > 1): slope 1 where the mask holds, 0 elsewhere; the jump itself is not seen.
  constexpr auto f = [](auto x) { return x * (x > 1); };
  static_assert(tg::grad(f)(2.0) == 1.0);
  static_assert(tg::grad(f)(0.5) == 0.0);
  static_assert(tg::grad(tg::grad(f))(2.0F) == 0.0F);
  tg::tensor<float, 20> x{};  // enough for blocks of lanes
  x(3) = 2;
  BOOST_TEST(tg::grad([](auto v) { return tg::sum(tg::where(v > 1, v, 0) * (v > 1) * v); })(x)(3) ==
             4.0F);
}

BOOST_AUTO_TEST_SUITE_END()
