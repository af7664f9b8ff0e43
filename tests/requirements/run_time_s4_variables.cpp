// SPDX-License-Identifier: BSL-1.0
// Requirements S4-01 to S4-30 at run time: `variable` is the seed's Variable. Functions that users
// write are in run_time_m_functions.cpp.
#include <typegrad/debug/check_variable.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <stdexcept>
#include <type_traits>

#include <requirements/run_time.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(requirements_run_time_s4_variables)

namespace {

using real = tg::variable<double>;
using whole = tg::variable<int>;

constexpr auto chain = [](auto const& x) { return tg::square(tg::exp(tg::square(x))); };

}  // namespace

BOOST_AUTO_TEST_CASE(S4_01_a_variable_is_a_box_around_data) {
  real x(1.0);
  BOOST_TEST(printed(x.data()) == "1.0");  // seed cell 3
}

BOOST_AUTO_TEST_CASE(S4_02_data_can_be_replaced_and_later_forwards_see_it) {
  real x(1.0);
  real before = tg::square(x);
  x.set_data(tg::dynamic_tensor<double>(2.0));
  BOOST_TEST(printed(x.data()) == "2.0");  // seed cell 3
  BOOST_TEST(tg::square(x).item() == 4.0);
  BOOST_TEST(before.item() == 1.0);
  x.set_data({1, 2, 3});  // another shape, too
  BOOST_TEST(printed(tg::square(x)) == "variable([1. 4. 9.])");
}

BOOST_AUTO_TEST_CASE(S4_03_ranks_are_different) {
  BOOST_TEST(whole(1).ndim() == 0);  // seed cell 4: 0, 1, 2
  BOOST_TEST((whole{1, 2, 3}).ndim() == 1);
  BOOST_TEST((whole{{1, 2, 3}, {4, 5, 6}}).ndim() == 2);
}

BOOST_AUTO_TEST_CASE(S4_04_a_function_of_a_variable_is_a_variable) {
  auto const y = tg::square(whole(10));
  static_assert(std::is_same_v<decltype(y), whole const>);  // stays an integer
  BOOST_TEST(printed(y.data()) == "100");                   // seed cell 6
  BOOST_TEST(printed(tg::pow(whole(10), 2).data()) == "100");
}

BOOST_AUTO_TEST_CASE(S4_07_functions_are_composed) {
  real x(0.5);
  real a = tg::square(x);
  real b = tg::exp(a);
  real y = tg::square(b);
  BOOST_TEST(a.item() == 0.25);  // every step is a variable
  BOOST_TEST(near(y.item(), 0x1.a61298e1e069bp+0, ulps));
  BOOST_TEST(near(chain(x).item(), 0x1.a61298e1e069bp+0, ulps));
#if !defined(__FMA__)
  BOOST_TEST(printed(y.data()) == "1.648721270700128");  // seed cell 11
#endif
}

BOOST_AUTO_TEST_CASE(S4_08_the_numerical_derivative_of_a_square_has_the_digits_of_the_seed) {
  auto const square = [](auto const& x) { return tg::square(x); };
  double const numerical = tg::numerical_diff(square, real(2.0), 1e-4).item();
  BOOST_TEST(near(numerical, 4.000000000004, ulps == 0 ? 0 : 5e4));
#if !defined(__FMA__)
  BOOST_TEST(printed(tg::numerical_diff(square, real(2.0))) ==
             "variable(4.000000000004)");  // seed cell 13
#endif
}

BOOST_AUTO_TEST_CASE(S4_09_the_numerical_derivative_takes_any_callable) {
  real one(1.0);
  auto const capturing = [&](real const& x) { return chain(x) * one; };
  for (double const numerical : {tg::numerical_diff(chain, real(0.5)).item(),
                                 tg::numerical_diff(capturing, real(0.5)).item()})
    BOOST_TEST(near(numerical, 3.2974426293330694, ulps == 0 ? 0 : 5e4));  // seed cell 15
}

BOOST_AUTO_TEST_CASE(S4_10_no_gradient_is_not_a_zero_gradient) {
  real x(2.0);
  BOOST_TEST(x.grad().is_none());
  BOOST_TEST(printed(x.grad()) == "variable(None)");
  (0 * x).backward();
  BOOST_TEST(!x.grad().is_none());
  BOOST_TEST(x.grad().item() == 0.0);
}

BOOST_AUTO_TEST_CASE(S4_11_an_operation_remembers_its_operands) {
  real x(3.0);
  real y = tg::square(x);
  BOOST_TEST(is_same(y.creator().input(), x));
}

BOOST_AUTO_TEST_CASE(S4_13_backward_takes_the_gradient_of_the_output) {
  real x(3.0);
  real y = tg::square(x);
  y.set_grad(real(5.0));
  y.backward();
  BOOST_TEST(x.grad().item() == 30.0);  // seed cell 17: 2 x gy
  real a(0.25);
  real b = tg::exp(a);
  b.set_grad(real(5.0));
  b.backward();
  BOOST_TEST(near(a.grad().item(), 5 * std::exp(0.25), 1));  // exp(x) gy
}

BOOST_AUTO_TEST_CASE(S4_14_every_step_of_the_chain_can_be_called_by_hand) {
  real x(0.5);
  real a = tg::square(x).detach();
  real b = tg::exp(a).detach();
  real y = tg::square(b);
  y.set_grad(real(1.0));
  y.backward();
  real b_again = tg::exp(a);
  b_again.set_grad(b.grad());
  b_again.backward();
  real a_again = tg::square(x);
  a_again.set_grad(a.grad());
  a_again.backward();
  BOOST_TEST(b.grad().item() == 2 * b.item());
  BOOST_TEST(near(x.grad().item(), 0x1.a61298e1e069bp+1, ulps));
#if !defined(__FMA__)
  BOOST_TEST(printed(x.grad().data()) == "3.297442541400256");  // seed cell 19
#endif
}

BOOST_AUTO_TEST_CASE(S4_15_an_output_knows_the_operation_that_made_it) {
  real x(0.5);
  real y = tg::exp(x);
  BOOST_TEST(x.creator().is_none());
  BOOST_TEST(!y.creator().is_none());
  BOOST_TEST(y.creator().name() == "exp");
  BOOST_TEST(y.creator().input_count() == 1);
  BOOST_TEST(is_same(y.creator().output(), y));
}

BOOST_AUTO_TEST_CASE(S4_16_the_graph_is_walked_from_the_output_to_the_leaf) {
  real x(0.5);
  real a = tg::square(x);
  real b = tg::exp(a);
  real y = tg::square(b);
  BOOST_TEST(y.creator().name() == "square");  // seed cell 24: six asserts
  BOOST_TEST(is_same(y.creator().input(), b));
  BOOST_TEST(b.creator().name() == "exp");
  BOOST_TEST(is_same(y.creator().input().creator().input(), a));
  BOOST_TEST(a.creator().name() == "square");
  BOOST_TEST(is_same(y.creator().input().creator().input().creator().input(), x));
  BOOST_TEST(y.item() > 1);  // also when the value was asked for
  BOOST_TEST(is_same(y.creator().input().creator().input().creator().input(), x));
}

BOOST_AUTO_TEST_CASE(S4_17_a_walk_along_the_creators_differentiates) {
  real x(0.5);
  real gradient(1.0);
  for (real at = chain(x); !at.creator().is_none(); at = at.creator().input()) {
    real in = at.creator().input().detach();
    real out = at.creator().name() == "exp" ? tg::exp(in) : tg::square(in);
    out.set_grad(gradient);
    out.backward();
    gradient = in.grad();
  }
  BOOST_TEST(near(gradient.item(), 3.297442541400256, ulps));  // seed cell 25
}

BOOST_AUTO_TEST_CASE(S4_18_one_call_differentiates_the_whole_chain) {
  real x(0.5);
  chain(x).backward();
  BOOST_TEST(near(x.grad().item(), 3.297442541400256, ulps));  // seed cell 27
}

BOOST_AUTO_TEST_CASE(S4_19_the_depth_of_a_graph_is_not_limited_by_the_stack) {
  real x(1.0);
  real y = x;
  for (int i = 0; i < 100000; ++i) y = -y;
  y.backward();
  BOOST_TEST(x.grad().item() == 1.0);
}

BOOST_AUTO_TEST_CASE(S4_20_functions_are_called_as_plain_functions) {
  BOOST_TEST(tg::square(real(3.0)).item() == 9.0);
  BOOST_TEST(near(tg::exp(real(1.0)).item(), 2.718281828459045, 1));
}

BOOST_AUTO_TEST_CASE(S4_21_a_preset_gradient_is_the_upstream_gradient) {
  real x(0.5);
  real y = chain(x);
  y.set_grad(real(1.0));
  y.backward();
  BOOST_TEST(near(x.grad().item(), 3.297442541400256, ulps));  // seed cell 33
  real x2(0.5);
  real y2 = chain(x2);
  y2.set_grad(real(-4.0));
  y2.backward();
  BOOST_TEST(near(x2.grad().item(), -4 * 3.297442541400256, ulps));
}

BOOST_AUTO_TEST_CASE(S4_22_the_upstream_gradient_is_ones_unless_given) {
  real x(0.5);
  real y = chain(x);
  y.backward();
  BOOST_TEST(near(x.grad().item(), 3.297442541400256, ulps));  // seed cell 35
  BOOST_TEST(y.grad().is_none());
}

BOOST_AUTO_TEST_CASE(S4_23_a_variable_holds_an_array_or_nothing) {
  BOOST_TEST(printed(real(tg::dynamic_tensor<double>(1.0))) == "variable(1.0)");
  real none;
  BOOST_TEST(none.is_none());
  BOOST_TEST(printed(none) == "variable(None)");
  BOOST_TEST(complaint<std::logic_error>([&] { return none.data(); }) ==
             "data(): this variable has no data");
  BOOST_TEST(complaint<std::logic_error>([&] { return none + 1; }) ==
             "an operand is a variable without data: `T x{}` has none, `T x = 0` has, and a "
             "gradient has after backward");
}

BOOST_AUTO_TEST_CASE(S4_24_a_bare_number_is_a_constant_and_never_a_leaf) {
  real const x(3.0);
  real const number = 2.0;
  (x * number).backward();
  BOOST_TEST(
      complaint<std::invalid_argument>([&] { return number.grad(); }) ==
      "grad(): variable x = 2.0 is a constant, which has no gradient: write variable x(2.0)");
  static_assert(!std::is_constructible_v<real, char const*> &&
                !std::is_constructible_v<real, std::string>);
  static_assert(!std::is_convertible_v<tg::dynamic_tensor<int>, real>);
  BOOST_TEST(mistake([] { return real({2, 3}, {1, 2}); }) ==
             "dynamic_tensor(extents, values): there must be as many values as elements; 2 values "
             "for (2, 3)");
}

BOOST_AUTO_TEST_CASE(S4_25_one_element_of_rank_1_stays_rank_1) {
  real y = tg::square(real{1.0});
  BOOST_TEST(y.ndim() == 1);
  BOOST_TEST(printed(y.data()) == "[1.]");  // seed cell 38
}

BOOST_AUTO_TEST_CASE(S4_26_operations_on_rank_0_give_rank_0) {
  real y = tg::pow(real(1.0), 2);
  BOOST_TEST(printed(y.data()) == "1.0");  // seed cell 41: 1.0, an array, 0
  BOOST_TEST(y.ndim() == 0);
  BOOST_TEST(static_cast<double>(y) == 1.0);
  static_assert(!std::is_convertible_v<real, double>);
}

BOOST_AUTO_TEST_CASE(S4_28_the_square_of_two) { BOOST_TEST(tg::square(real(2.0)).item() == 4.0); }

BOOST_AUTO_TEST_CASE(S4_29_the_slope_of_the_square_at_three) {
  real x(3.0);
  tg::square(x).backward();
  BOOST_TEST(x.grad().item() == 6.0);
}

BOOST_AUTO_TEST_CASE(S4_30_gradients_are_checked_against_differences) {
  // numpy.allclose: |a - b| <= 1e-8 + 1e-5 |b|; X-26: no random input
  auto const square = [](auto const& x) { return tg::square(x); };
  BOOST_TEST(tg::check_grad({.rtol = 1e-5, .atol = 1e-8}, square, real{0.375}).ok);
}

BOOST_AUTO_TEST_SUITE_END()
