// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_equal)

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

static_assert(tg::equal(2, 2.0) && !tg::equal(nan, nan) && tg::not_equal(nan, nan) &&
              !tg::not_equal(2, 2));

BOOST_AUTO_TEST_CASE(tensors_are_compared_element_by_element) {
  tg::tensor<double, 2, 2> const x{{1, 2}, {0.0, nan}};
  tg::tensor<double, 2> const y{1, -0.0};
  BOOST_TEST((tg::equal(x, y) == tg::tensor<bool, 2, 2>{{true, false}, {false, false}}));
  BOOST_TEST((tg::equal(x, 0) == tg::tensor<bool, 2, 2>{{false, false}, {true, false}}));
  BOOST_TEST((tg::not_equal(x, x) == tg::tensor<bool, 2, 2>{{false, false}, {false, true}}));
}

BOOST_AUTO_TEST_CASE(two_equal_signs_between_plain_tensors_compare_them_as_a_whole) {
  tg::tensor<double, 2> const x{1, 2};
  static_assert(std::is_same_v<decltype(x == x), bool>);
  BOOST_TEST((x == x));
}

BOOST_AUTO_TEST_CASE(two_equal_signs_between_traced_numbers_give_a_mask) {
  constexpr auto f = [](auto x) { return tg::where(x == 2.0, 3 * x, x); };
  static_assert(tg::grad(f)(2.0) == 3.0);
  static_assert(tg::grad(f)(1.0) == 1.0);
  static_assert(tg::grad([](auto x) { return tg::where(1.0 != x, 3 * x, x); })(1.0) == 1.0);
  BOOST_TEST(tg::evaluate(f)(2.0) == 6.0);
}

BOOST_AUTO_TEST_CASE(two_equal_signs_between_a_tensor_and_a_number_give_a_mask) {
  constexpr tg::tensor<double, 3> x{1, 2, nan};
  static_assert((x == 2) == tg::tensor<bool, 3>{false, true, false});
  static_assert((2 != x) == tg::tensor<bool, 3>{true, false, true});
  constexpr auto f = [](auto const& a) { return tg::sum(tg::where(a == 2, 3 * a, a)); };
  static_assert(tg::grad(f)(x) == tg::tensor{1.0, 3.0, 1.0});
  constexpr auto labelled = [](auto const& a, auto const& label) {
    return tg::sum(tg::where(label == 1, a, 0));
  };
  static_assert(tg::grad(labelled)(x, tg::tensor{1, 0, 1}) == tg::tensor{1.0, 0.0, 1.0});
  tg::tensor<double, tg::dyn> const open(x);
  BOOST_TEST(((open == 2) == tg::tensor<bool, 3>{false, true, false}));
}

BOOST_AUTO_TEST_SUITE_END()
