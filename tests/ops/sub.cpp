// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_sub)

constexpr auto difference = [](auto a, auto b) { return a - b; };

static_assert(tg::grad(difference)(1.0, 2.0) == 1.0 &&
              tg::grad(difference, tg::wrt<1>)(1.0, 2.0) == -1.0);

BOOST_AUTO_TEST_CASE(the_laws_hold_for_operands_that_broadcast) {
  tg::tensor<double, 2, 1> const a{{1}, {-2}};
  tg::tensor<double, 3> const b{3, 5, 7};
  BOOST_TEST((a - b == tg::tensor<double, 2, 3>{{-2, -4, -6}, {-5, -7, -9}}));
  BOOST_TEST(tg::check_laws([](auto x, auto y) { return (x - y) * (x - y) - 1; }, a, b));
}

BOOST_AUTO_TEST_CASE(integers_stay_integer_and_literals_are_weak) {
  tg::tensor<int, 2> const x{1, 5};
  static_assert(std::is_same_v<decltype(3 - x), tg::tensor<int, 2>>);
  BOOST_TEST((3 - x == tg::tensor<int, 2>{2, -2}));
  static_assert(std::is_same_v<decltype(0.5 - x), tg::tensor<double, 2>>);
  static_assert(std::is_same_v<decltype(tg::tensor<float, 1>{1} - 0.5), tg::tensor<float, 1>>);
  static_assert(tg::sub(1, 2) == -1);
}

BOOST_AUTO_TEST_CASE(zero_and_negatives_are_simplified) {
  static_assert(tg::evaluate([](auto x) { return 0 - x; })(3.0) == -3.0);
  static_assert(tg::evaluate([](auto x) { return x - 0; })(3.0) == 3.0);
  static_assert(tg::grad([](auto x, auto y) { return x - -(y * x); })(3.0, 2.0) == 3.0);
  BOOST_TEST(tg::evaluate([](auto x, auto y) { return -(x - y); })(3.0, 2.0) == -1.0);
}

// NumPy refuses them; C++ counts.
BOOST_AUTO_TEST_CASE(differences_of_masks_are_integers) {
  tg::tensor<double, 3> const x{1, -1, 0};
  auto const signs = (x > 0) - (x < 0);
  static_assert(std::is_same_v<decltype(signs), tg::tensor<int, 3> const>);
  BOOST_TEST((signs == tg::tensor<int, 3>{1, -1, 0} && -(x < 0) == tg::tensor<int, 3>{0, -1, 0}));
  tg::variable<double> const v(x);
  BOOST_TEST((((v > 0) - (v < 0)).data() == tg::dynamic_tensor<int>{1, -1, 0}));
  BOOST_TEST(((-(v < 0)).data() == tg::dynamic_tensor<int>{0, -1, 0}));
}

BOOST_AUTO_TEST_CASE(subtraction_in_place) {
  tg::tensor<int, 2> n{1, 2};
  n -= 3;
  BOOST_TEST((n == tg::tensor<int, 2>{-2, -1}));
  static_assert(tg::grad([](auto x) {
                  auto y = x * x;
                  y -= x;
                  return y;
                })(5.0) == 9.0);
}

BOOST_AUTO_TEST_SUITE_END()
