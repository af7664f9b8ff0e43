// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_where)

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr auto leaky = [](auto x) { return tg::where(x > 0, x, 0.125 * x); };

static_assert(tg::where(true, 1, 2.5) == 1.0 && tg::where(false, 1, 2.5) == 2.5);
static_assert(tg::evaluate(leaky)(-2.0) == -0.25);
static_assert(tg::grad(leaky)(-2.0) == 0.125);
static_assert(tg::grad(leaky)(2.0F) == 1.0F);
// x^2 on the right of 0 and x^3 on the left: second derivatives 2 and 6x.
constexpr auto pieces = [](auto x) { return tg::where(x > 0, x * x, x * x * x); };
static_assert(tg::grad(tg::grad(pieces))(3.0) == 2.0);
static_assert(tg::grad(tg::grad(pieces))(-3.0) == -18.0);

BOOST_AUTO_TEST_CASE(the_laws_hold_for_operands_that_broadcast) {
  BOOST_TEST(tg::check_laws([](auto x, auto y) { return tg::where(x > 0, x * y * y, y); },
                            tg::tensor<double, 2, 1>{{1}, {-2}},
                            tg::tensor<double, 3>{3, -0.75, 7}));
}

BOOST_AUTO_TEST_CASE(the_branch_not_taken_may_hold_anything) {
  constexpr auto f = [](auto x, auto bad) { return tg::where(x > 0, 3 * x, bad); };
  auto const [gx, gb] = tg::grad(f, tg::wrt<0, 1>)(2.0, nan);
  BOOST_TEST(gx == 3.0);
  BOOST_TEST(gb == 0.0);
}

BOOST_AUTO_TEST_CASE(a_pole_in_the_branch_not_taken_is_kept_out_by_a_second_where) {
  constexpr auto f = [](auto x) {
    auto const safe = tg::where(x > 0, x, 1);
    return tg::where(x > 0, 1 / safe, 0);
  };
  static_assert(tg::grad(f)(2.0) == -0.25);
  BOOST_TEST(tg::grad(f)(0.0) == 0.0);
  BOOST_TEST(tg::grad(tg::grad(f))(0.0) == 0.0);
}

BOOST_AUTO_TEST_CASE(masks_and_branches_broadcast_and_their_gradients_are_summed) {
  tg::tensor<bool, 2, 1> const mask{{true}, {false}};
  tg::tensor<double, 3> const a{1, 2, 3};
  tg::tensor<double, 2, 3> const b{{4, 5, 6}, {7, 8, 9}};
  BOOST_TEST((tg::where(mask, a, b) == tg::tensor<double, 2, 3>{{1, 2, 3}, {7, 8, 9}}));
  constexpr auto f = [](auto m, auto x, auto y) {
    auto const z = tg::where(m, x, y);
    return tg::sum(z * z * z);
  };
  auto const [ga, gb] = tg::grad(f, tg::wrt<1, 2>)(mask, a, b);
  BOOST_TEST((ga == tg::tensor<double, 3>{3, 12, 27}));
  BOOST_TEST((gb == tg::tensor<double, 2, 3>{{0, 0, 0}, {147, 192, 243}}));
}

BOOST_AUTO_TEST_CASE(the_type_is_that_of_the_branches) {
  tg::tensor<bool, 2> const mask{true, false};
  tg::tensor<float, 2> const x{1, 2};
  static_assert(std::is_same_v<decltype(tg::where(mask, x, 0.5)), tg::tensor<float, 2>>);
  static_assert(std::is_same_v<decltype(tg::where(mask, 1, 0)), tg::tensor<int, 2>>);
  // Among masks a fraction is what it is in C++: no soft double on a processor of floats.
  static_assert(std::is_same_v<decltype(tg::where(mask, 1.0F, 2)), tg::tensor<float, 2>>);
  static_assert(std::is_same_v<decltype(tg::where(mask, 1.0, 2.0F)), tg::tensor<double, 2>>);
  static_assert(std::is_same_v<decltype(mask * 2.0F), tg::tensor<float, 2>>);
  constexpr auto chosen = [](auto const& a) { return tg::where(a > 1, 1.0F, 2.0F); };
  static_assert(std::is_same_v<decltype(tg::evaluate(chosen)(x)), tg::tensor<float, 2>>);
  BOOST_TEST((chosen(tg::variable<float>(x)).dtype() == "float32"));
  BOOST_TEST((tg::where(mask, x, 0.5) == tg::tensor<float, 2>{1, 0.5F}));
  BOOST_TEST((tg::where(mask, 1, 0) == tg::tensor<int, 2>{1, 0}));
}

BOOST_AUTO_TEST_CASE(one_answer_for_tensors_that_are_computed_in_vectors) {
  tg::tensor<double, 3, 3> const x{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
  tg::tensor<float, 8> const y{1, 2, 3, 4, 5, 6, 7, 8};
  for (bool const mask : {true, false}) {
    BOOST_TEST(tg::where(mask, x, -x)(2, 2) == (mask ? 9 : -9));
    BOOST_TEST(tg::where(mask, y, 0.5F)(7) == (mask ? 8 : 0.5F));
  }
}

BOOST_AUTO_TEST_CASE(a_literal_mask_picks_its_branch) {
  static_assert(tg::grad([](auto x) { return tg::where(tg::greater(2, 1), 5 * x, 1 / (x - x)); })(
                    3.0) == 5.0);
  BOOST_TEST(tg::evaluate([](auto x) { return tg::where(false, 5 * x, x); })(3.0) == 3.0);
}

BOOST_AUTO_TEST_SUITE_END()
