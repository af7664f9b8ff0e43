// SPDX-License-Identifier: BSL-1.0
// Requirements S4-01 to S4-30: variables, functions and backward (steps 1 to 10 of the book). In
// static mode a variable is a plain value, a Function a function or an operation of a user,
// `x.grad` the result of grad or vjp.
#include <typegrad/debug/check_grad.hpp>
#include <typegrad/debug/print_tensor.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <type_traits>

#include <support/near.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(requirements_s4_variables)

namespace {

/// Seed cells 8 and 18: the functions of the seed as operations of a user.
struct square_function {
  static constexpr auto forward(auto x) { return x * x; }
  static constexpr auto backward(auto gy, auto x) { return 2 * x * gy; }
};
struct exp_function {
  static constexpr auto forward(auto x) { return tg::exp(x); }
  static constexpr auto backward(auto gy, auto x) { return tg::exp(x) * gy; }
};
/// Seed cell 5: a Function whose forward nobody has written.
struct unfinished_function {};
/// Seed cell 16: a Function without backward, in code that cannot be traced.
struct forward_only {
  static constexpr tg::shape shape(tg::shape const& x) { return x; }
  static constexpr void kernel(auto* out, tg::shape const&, auto const& x) { out[0] = x[0] * x[0]; }
};

constexpr auto square = [](auto x) { return tg::apply<square_function>(x); };
constexpr auto exponential = [](auto x) { return tg::apply<exp_function>(x); };
constexpr auto chain = [](auto x) { return square(exponential(square(x))); };
constexpr auto chain_of_library = [](auto x) { return tg::square(tg::exp(tg::square(x))); };

// Exact with contraction off (G-17); within 4 ulp where the target contracts to FMA.
#if defined(__FMA__)
constexpr double ulps = 4;
#else
constexpr double ulps = 0;
#endif

}  // namespace

BOOST_AUTO_TEST_CASE(S4_01_a_variable_is_a_box_around_a_number) {
  tg::tensor<double> const x(1.0);
  BOOST_TEST(tg::to_string(x) == "1.0");  // seed cell 3
}

BOOST_AUTO_TEST_CASE(S4_02_data_can_be_replaced_and_later_forwards_see_it) {
  tg::tensor<double> x(1.0);
  BOOST_TEST(tg::evaluate(square)(x) == 1.0);
  x = tg::tensor<double>(2.0);
  BOOST_TEST(tg::to_string(x) == "2.0");  // seed cell 3
  BOOST_TEST(tg::evaluate(square)(x) == 4.0);
}

BOOST_AUTO_TEST_CASE(S4_03_ranks_0_1_and_2_are_different_types) {
  static_assert(tg::tensor<double>::rank == 0);  // seed cell 4: 0, 1, 2
  static_assert(decltype(tg::tensor{1, 2, 3})::rank == 1);
  static_assert(decltype(tg::tensor{{1, 2, 3}, {4, 5, 6}})::rank == 2);
  static_assert(!std::is_same_v<tg::tensor<double>, tg::tensor<double, 1>>);
}

BOOST_AUTO_TEST_CASE(S4_04_a_function_of_a_variable_can_be_used_like_a_variable) {
  constexpr auto y = tg::evaluate(square)(10);
  static_assert(std::is_same_v<decltype(y), int const> &&
                y == 100);  // seed cell 6: stays an integer
  static_assert(tg::evaluate(square)(y) == 10000);
}

// Using it does not compile: compile_fail/user_operation_without_forward.
BOOST_AUTO_TEST_CASE(S4_05_a_function_without_forward_is_known_to_be_unfinished) {
  static_assert(!tg::HasForward<unfinished_function> && !tg::HasKernel<unfinished_function>);
  static_assert(tg::HasForward<square_function>);
}

BOOST_AUTO_TEST_CASE(S4_06_a_user_writes_a_function_by_its_forward) {
  static_assert(tg::apply<square_function>(10) == 100);  // seed cell 9
  static_assert(tg::evaluate(square)(10) == 100);
}

BOOST_AUTO_TEST_CASE(S4_07_functions_are_composed) {
  // seed cell 11, bits 0x1.a61298e1e069bp+0; exp(0.5) itself is one ulp more
  BOOST_TEST(near(tg::evaluate(chain)(0.5), 1.648721270700128, ulps));
  double const a = tg::evaluate(square)(0.5);
  double const b = tg::evaluate(exponential)(a);
  BOOST_TEST(a == 0.25);
  BOOST_TEST(near(tg::evaluate(square)(b), 0x1.a61298e1e069bp+0, ulps));
  BOOST_TEST(near(chain_of_library(0.5), 1.648721270700128, ulps));
  BOOST_TEST(tg::number_text(tg::evaluate(chain)(0.5)) == "1.648721270700128");
}

BOOST_AUTO_TEST_CASE(S4_08_the_numerical_derivative_of_a_square_has_the_digits_of_the_seed) {
  // seed cell 13: 4.000000000004, from its eps = 1e-4; shortest digits of the double
  double const numerical = tg::numerical_diff(square, 2.0, 1e-4);
  BOOST_TEST(near(numerical, 4.000000000004, ulps == 0 ? 0 : 5e4));
#if !defined(__FMA__)
  BOOST_TEST(tg::number_text(numerical) == "4.000000000004");
  static_assert(tg::numerical_diff(square, 2.0) == 4.000000000004);
#endif
}

BOOST_AUTO_TEST_CASE(S4_09_the_numerical_derivative_takes_any_callable) {
  double const numerical = tg::numerical_diff(chain, 0.5, 1e-4);
  BOOST_TEST(near(numerical, 3.2974426293330694, ulps == 0 ? 0 : 5e4));  // seed cell 15
  double const captured = 1;
  auto const capturing = [&](double x) { return captured * tg::evaluate(chain)(x); };
  BOOST_TEST(tg::numerical_diff(capturing, 0.5) == numerical);
}

// A gradient is the result of a call: where none was asked for there is none, and a zero is a zero.
BOOST_AUTO_TEST_CASE(S4_10_a_gradient_that_nobody_asked_for_does_not_exist) {
  constexpr auto f = [](auto x, auto w) { return x * x + 0 * w; };
  static_assert(std::is_same_v<decltype(tg::grad(f)(3.0, 2.0f)), double>);
  static_assert(tg::grad(f, tg::wrt<1>)(3.0, 2.0) == 0.0);
}

BOOST_AUTO_TEST_CASE(S4_11_forward_remembers_what_backward_needs) {
  double x = 3;
  auto const [y, pull] = tg::vjp(square)(x);
  x = 100;  // G-10: backward belongs to the forward that was run
  BOOST_TEST(y == 9.0);
  BOOST_TEST(pull(1.0) == 6.0);
}

// Differentiating it does not compile: compile_fail/user_kernel_without_backward.
BOOST_AUTO_TEST_CASE(S4_12_a_function_without_backward_runs_forward) {
  BOOST_TEST(tg::apply<forward_only>(3.0) == 9.0);
  BOOST_TEST(tg::evaluate([](auto x) { return tg::apply<forward_only>(x) + 1; })(3.0) == 10.0);
}

BOOST_AUTO_TEST_CASE(S4_13_backward_takes_the_gradient_of_the_output) {
  static_assert(square_function::backward(5.0, 3.0) == 30.0);  // seed cell 17: 2 x gy
  static_assert(tg::vjp(square)(3.0).second(5.0) == 30.0);
  BOOST_TEST(exp_function::backward(5.0, 0.25) == 5 * tg::exp(0.25));
  BOOST_TEST(tg::vjp(exponential)(0.25).second(5.0) == 5 * tg::exp(0.25));
}

BOOST_AUTO_TEST_CASE(S4_14_every_step_of_the_chain_can_be_called_by_hand) {
  auto const [a, first] = tg::vjp(square)(0.5);
  auto const [b, second] = tg::vjp(exponential)(a);
  auto const [y, third] = tg::vjp(square)(b);
  double const dy = 1.0;
  double const db = third(dy);
  double const da = second(db);
  double const dx = first(da);
  BOOST_TEST(db == 2 * b);
  BOOST_TEST(da == b * db);
  BOOST_TEST(near(dx, 3.297442541400256, ulps));  // seed cell 19, bits 0x1.a61298e1e069bp+1
  BOOST_TEST(tg::number_text(dx) == "3.297442541400256");
  BOOST_TEST(near(y, 1.648721270700128, ulps));
}

// The link from an output to its function and on to its inputs is the type of the graph.
BOOST_AUTO_TEST_CASE(S4_15_an_output_knows_the_function_that_made_it) {
  using made = tg::program<decltype(tg::evaluate(chain_of_library)), double>;
  BOOST_TEST(made::text ==
             "%0 = input 0  float64\n"
             "%1 = square(%0)  float64\n"
             "%2 = exp(%1)  float64\n"
             "%3 = square(%2)  float64\n"
             "return %3\n");
}

BOOST_AUTO_TEST_CASE(S4_16_the_graph_can_be_walked_from_the_output_to_the_leaf) {
  using made = tg::program<decltype(tg::evaluate(chain_of_library)), double>;
  static_assert(
      std::is_same_v<made::graph, tg::graph<tg::input<0, double>, tg::node<tg::ops::square, 0>,
                                            tg::node<tg::ops::exp, 1>, tg::node<tg::ops::square, 2>,
                                            tg::outputs<3>>>);
}

BOOST_AUTO_TEST_CASE(S4_17_the_same_gradient_results_from_any_walk) {
  auto const head = [](auto x) { return tg::exp(tg::square(x)); };
  auto const [b, pull] = tg::vjp(head)(0.5);
  BOOST_TEST(near(pull(tg::vjp(square)(b).second(1.0)), 3.297442541400256, ulps));  // seed cell 25
}

BOOST_AUTO_TEST_CASE(S4_18_one_call_differentiates_the_whole_chain) {
  BOOST_TEST(near(tg::grad(chain)(0.5), 3.297442541400256, ulps));  // seed cell 27
  BOOST_TEST(near(tg::grad(chain_of_library)(0.5), 3.297442541400256, ulps));
  BOOST_TEST(tg::number_text(tg::grad(chain)(0.5)) == "3.297442541400256");
}

// The seed's loop is there so that depth is not limited; here a chain of 200 levels is
// differentiated (G-08).
BOOST_AUTO_TEST_CASE(S4_19_the_depth_of_a_graph_is_not_limited_by_recursion) {
  constexpr auto deep = [](auto x) {
    for (int level = 0; level < 200; ++level) x = x * 0.5 + x * x * 0.25;
    return x;
  };
  // 2 is the fixed point of x / 2 + x^2 / 4, where the slope is 1 / 2 + 1: exact powers of 3 / 2
  // round 200 times
  double power = 1;
  for (int level = 0; level < 200; ++level) power *= 1.5;
  BOOST_TEST(tg::evaluate(deep)(2.0) == 2.0);
  BOOST_TEST(near(tg::grad(deep)(2.0), power, 200));
}

BOOST_AUTO_TEST_CASE(S4_20_functions_are_called_as_plain_functions) {
  static_assert(tg::square(10) == 100);
  BOOST_TEST(tg::number_text(tg::square(tg::exp(tg::square(0.5)))) == "1.648721270700128");
}

BOOST_AUTO_TEST_CASE(S4_21_a_given_upstream_gradient_is_used) {
  auto const pull = tg::vjp(chain)(0.5).second;
  BOOST_TEST(near(pull(1.0), 3.297442541400256, ulps));  // seed cell 33
  BOOST_TEST(near(pull(-4.0), -4 * 3.297442541400256, ulps));
}

BOOST_AUTO_TEST_CASE(S4_22_without_an_upstream_gradient_it_is_ones) {
  BOOST_TEST(near(tg::vjp(chain)(0.5).second(), 3.297442541400256, ulps));  // seed cell 35
}

BOOST_AUTO_TEST_CASE(S4_23_a_variable_holds_given_values_or_none_which_are_zeros) {
  static_assert(tg::tensor<double>(1.0) == 1.0);
  static_assert(tg::tensor<double>{} == 0.0);
  static_assert(tg::tensor<double, 2>{} == tg::tensor<double, 2>{0, 0});
}

// Wrong counts and fractions in integers do not compile: compile_fail/tensor_count,
// tensor_fraction_in_integers.
BOOST_AUTO_TEST_CASE(S4_24_a_bare_number_never_becomes_a_variable_by_itself) {
  static_assert(!std::is_convertible_v<double, tg::tensor<double>>);
  static_assert(!std::is_convertible_v<double, tg::tensor<double, 1>>);
  static_assert(!std::is_convertible_v<int, tg::tensor<double, 1, 1>>);
  static_assert(!std::is_constructible_v<tg::tensor<double, 1, 1>, std::string>);
}

BOOST_AUTO_TEST_CASE(S4_25_one_axis_with_one_element_stays_one_axis) {
  constexpr auto y = tg::square(tg::tensor<double, 1>{1.0});
  static_assert(std::is_same_v<decltype(y), tg::tensor<double, 1> const>);
  BOOST_TEST(tg::to_string(y) == "[1.]");  // seed cell 38
}

// Design section 6: a result of rank 0 is a number, in plain calls and while tracing alike.
BOOST_AUTO_TEST_CASE(S4_26_operations_on_rank_0_give_rank_0) {
  constexpr auto y = tg::pow(tg::tensor<double>(1.0), 2);
  static_assert(tg::typed_operand<decltype(y)>::extents.rank == 0 && y == 1.0);
  constexpr auto s =
      tg::evaluate([](auto x) { return tg::sum(x) * tg::sum(x); })(tg::tensor{1.0, 2.0});
  static_assert(tg::typed_operand<decltype(s)>::extents.rank == 0 && s == 9.0);
}

BOOST_AUTO_TEST_CASE(S4_27_functions_of_users_keep_rank_0_too) {
  constexpr auto y = tg::apply<square_function>(tg::tensor<double>(3.0));
  static_assert(tg::typed_operand<decltype(y)>::extents.rank == 0 && y == 9.0);
  static_assert(tg::grad(square)(tg::tensor<double>(3.0)) == 6.0);
}

BOOST_AUTO_TEST_CASE(S4_28_the_square_of_2_is_4) {
  static_assert(tg::evaluate(square)(2.0) == 4.0);
  BOOST_TEST(tg::square(2.0) == 4.0);
}

BOOST_AUTO_TEST_CASE(S4_29_the_slope_of_the_square_at_3_is_6) {
  static_assert(tg::grad(square)(3.0) == 6.0);
  BOOST_TEST(tg::grad([](auto x) { return tg::square(x); })(3.0) == 6.0);
}

// The seed draws x in [0, 1) without a seed; fixed here. Tolerances of its np.allclose.
BOOST_AUTO_TEST_CASE(S4_30_gradients_are_checked_against_differences) {
  constexpr tg::tensor<double, 1> x{0.7};
  constexpr tg::gradient_tolerance allclose{.rtol = 1e-5, .atol = 1e-8};
  static_assert(tg::check_grad(allclose, square, x));
  BOOST_TEST(tg::check_grad(allclose, square, x).ok);
}

BOOST_AUTO_TEST_SUITE_END()
