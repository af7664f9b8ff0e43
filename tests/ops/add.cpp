// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <exception>
#include <string_view>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_add)

constexpr auto total = [](auto a, auto b) { return a + b; };

static_assert(tg::grad(total)(1.0, 2.0) == 1.0 && tg::grad(tg::grad(total))(1.0, 2.0) == 0.0);

BOOST_AUTO_TEST_CASE(the_laws_hold_for_operands_that_broadcast) {
  tg::tensor<double, 2, 1> const a{{1}, {-2}};
  tg::tensor<double, 3> const b{3, 5, 7};
  BOOST_TEST((a + b == tg::tensor<double, 2, 3>{{4, 6, 8}, {1, 3, 5}}));
  BOOST_TEST(tg::check_laws([](auto x, auto y) { return (x + y) * (x + y) + 1; }, a, b));
}

BOOST_AUTO_TEST_CASE(integers_stay_integer_and_literals_are_weak) {
  // DeZero, step 0: [[1 2 3] [4 5 6]] + [[10 20 30] [40 50 60]] = [[11 22 33] [44 55 66]]
  tg::tensor<int, 2, 3> const x{{1, 2, 3}, {4, 5, 6}};
  auto const y = x + tg::tensor<int, 2, 3>{{10, 20, 30}, {40, 50, 60}};
  static_assert(std::is_same_v<decltype(y), tg::tensor<int, 2, 3> const>);
  BOOST_TEST((y == tg::tensor<int, 2, 3>{{11, 22, 33}, {44, 55, 66}}));
  static_assert(std::is_same_v<decltype(x + 0.5), tg::tensor<double, 2, 3>>);
  static_assert(std::is_same_v<decltype(tg::tensor<float, 1>{1} + 0.5), tg::tensor<float, 1>>);
  static_assert(tg::add(1, 2) == 3);
}

// Among numbers the operators are those of C++, as in a plain call.
template <class Function, class... Numbers>
constexpr bool is_as_in_plain_calls(Function const& f, Numbers... x) {
  auto const plain = f(x...);
  auto const traced = tg::evaluate(f)(x...);
  return plain == traced &&
         std::is_integral_v<decltype(plain)> == std::is_integral_v<decltype(traced)>;
}
static_assert(is_as_in_plain_calls([](auto x, auto y) { return (x > 1) + (y > 1); }, 2.0, 3.0));
static_assert(is_as_in_plain_calls([](auto x) { return (x > 1) + true + (x > 0); }, 2.0));
static_assert(is_as_in_plain_calls([](auto x, auto y) { return (x > 9) - (y > 1); }, 2.0, 3.0));
static_assert(is_as_in_plain_calls([](auto x) { return -(x > 1); }, 2.0));
static_assert(is_as_in_plain_calls([](auto n) { return n * 1000000LL; }, 3000));
static_assert(is_as_in_plain_calls([](auto n) { return n + (1LL << 40); }, 5));
static_assert(is_as_in_plain_calls([](auto n) { return n /= 2; }, -7));

BOOST_AUTO_TEST_CASE(what_adds_nothing_is_left_out) {
  // -0 + 0 would be +0: the identity keeps the sign.
  BOOST_TEST(std::signbit(tg::evaluate([](auto x) { return x + 0; })(-0.0)));
  static_assert(tg::evaluate([](auto x, auto y) { return x + -y; })(3.0, 2.0) == 1.0);
  static_assert(tg::evaluate([](auto x, auto y) { return -x + y; })(3.0, 2.0) == -1.0);
}

BOOST_AUTO_TEST_CASE(addition_in_place) {
  static_assert(tg::grad([](auto x) {
                  auto y = x;
                  for (int i = 0; i < 3; ++i) y += x;
                  return y;
                })(5.0) == 4.0);
  tg::tensor<int, 2> n{1, 2};
  n += 3;
  BOOST_TEST((n == tg::tensor<int, 2>{4, 5}));
}

// C++ counts the answers of numbers, NumPy joins masks: of variables only a run tells which is
// meant.
BOOST_AUTO_TEST_CASE(sums_of_masks) {
  tg::variable<double> const a(2.0), x({1.0, -1.0});
  tg::dynamic_tensor<double> const b(2.0);
  auto const asks = [](std::exception const& e) {
    return std::string_view(e.what()) ==
           "a + b of two answers, which C++ counts and NumPy joins: write cast<int>(a) + "
           "cast<int>(b), or logical_or(a, b)";
  };
  BOOST_CHECK_EXCEPTION((a > 0) + (a > 1), tg::value_error, asks);
  BOOST_CHECK_EXCEPTION((b > 0) + true, tg::value_error, asks);
  auto const joined = (x > 0) + (x < 0);
  static_assert(std::is_same_v<decltype(joined), tg::variable<bool> const>);
  BOOST_TEST((joined.data() == tg::dynamic_tensor<bool>{true, true}));
  BOOST_TEST((((x > 0) + (a > 0)).data() == tg::dynamic_tensor<bool>{true, true}));
}

// A literal must not widen a float, so no integer does: int64 and float32 meet in float32.
static_assert(std::is_same_v<decltype(tg::tensor<std::int64_t, 2>{} + tg::tensor<float, 2>{}),
                             tg::tensor<float, 2>>);
static_assert(std::is_same_v<decltype(tg::tensor<float, 2>{} + tg::tensor<std::int64_t, 2>{}),
                             tg::tensor<float, 2>>);

BOOST_AUTO_TEST_SUITE_END()
