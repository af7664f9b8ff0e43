// SPDX-License-Identifier: BSL-1.0
// Requirements G-01 to G-28 as far as they concern static mode. G-06 and G-21 are the dynamic
// mode's.
#include <typegrad/debug/check_grad.hpp>
#include <typegrad/debug/print_tensor.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstddef>
#include <string>
#include <type_traits>

#include <support/near.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(requirements_g_semantics)

namespace {

using matrix = tg::tensor<int, 2, 3>;
constexpr matrix x{{1, 2, 3}, {4, 5, 6}};
constexpr matrix ones{{1, 1, 1}, {1, 1, 1}};
constexpr auto add = [](auto a, auto b) { return a + b; };
constexpr auto multiply = [](auto a, auto b) { return a * b; };

template <class X>
constexpr tg::shape shape_of = tg::typed_operand<std::remove_cvref_t<X>>::extents;

/// Two inputs, two outputs, a constructor parameter.
struct rotation {
  int quarter_turns;
  constexpr auto forward(auto a, auto b) const {
    return quarter_turns == 1 ? tg::results{-1 * b, 1 * a} : tg::results{1 * a, 1 * b};
  }
  constexpr auto backward(auto ga, auto gb, auto, auto) const {
    return quarter_turns == 1 ? tg::results{1 * gb, -1 * ga} : tg::results{1 * ga, 1 * gb};
  }
};

/// A function that returns what it built from temporaries and locals.
constexpr auto made_of_temporaries(auto a) {
  auto const s = tg::sin(a + 1);
  return s * s;
}

}  // namespace

BOOST_AUTO_TEST_CASE(G_01_the_upstream_is_ones_of_the_shape_and_type_of_the_output) {
  constexpr auto identity = [](auto a) { return a; };
  static_assert(tg::vjp(identity)(x).second() == ones);  // also where the output is no scalar
  static_assert(std::is_same_v<decltype(tg::vjp(identity)(x).second()), matrix>);
  static_assert(std::is_same_v<decltype(tg::vjp(identity)(2.0f).second()), float>);
  static_assert(tg::vjp(identity)(x).second(x) == x);
}

BOOST_AUTO_TEST_CASE(G_02_gradients_have_the_shape_of_the_data) {
  constexpr auto pull =
      tg::vjp(multiply)(tg::tensor<int, 3>{1, 2, 3}, tg::tensor<int, 1, 3>{4, 5, 6}).second;
  static_assert(shape_of<decltype(pull().first)> == tg::make_shape(3));
  static_assert(shape_of<decltype(pull().second)> == tg::make_shape(1, 3));
  constexpr auto mixed = tg::vjp(multiply)(2, x).second();
  static_assert(std::is_same_v<decltype(mixed.first), int> && mixed.first == 21 &&
                mixed.second == ones + ones);
}

BOOST_AUTO_TEST_CASE(G_03_integers_stay_integers_and_float_stays_float) {
  constexpr auto whole = [](auto a) {
    return tg::sum<0>(tg::pow(-tg::transpose(tg::reshape<3, 2>(a)) * 2 - 1, 2));
  };
  static_assert(std::is_same_v<decltype(tg::evaluate(whole)(x)), tg::tensor<int, 3>>);
  static_assert(tg::evaluate(whole)(x) == tg::tensor{34, 130, 290});  // (2, 6, 10; 4, 8, 12) and 1
  static_assert(tg::vjp(whole)(x).second() == matrix{{12, 20, 28}, {36, 44, 52}});  // 4 (2 x + 1)
  static_assert(std::is_same_v<decltype(tg::sum_to<1, 3>(tg::matmul(x, tg::broadcast_to<3, 3>(7)))),
                               tg::tensor<int, 1, 3>>);
  static_assert(std::is_same_v<decltype(x / 2), tg::tensor<double, 2, 3>>);
  static_assert(std::is_same_v<decltype(tg::exp(x)), tg::tensor<double, 2, 3>>);
  static_assert(std::is_same_v<decltype(x * 0.5), tg::tensor<double, 2, 3>>);
  constexpr tg::tensor<float, 2> single{1, 2};
  static_assert(std::is_same_v<decltype(single * 0.5), tg::tensor<float, 2>>);
  static_assert(std::is_same_v<decltype(tg::grad([](auto a) { return tg::sum(0.5 * a); })(single)),
                               tg::tensor<float, 2>>);
}

BOOST_AUTO_TEST_CASE(G_04_every_use_of_a_variable_adds_to_its_gradient) {
  static_assert(tg::grad([](auto a) { return a + a; })(3.0) == 2.0);
  static_assert(tg::grad([](auto a) { return a + a + a; })(3.0) == 3.0);
}

// A gradient is a value: two of them are added by +, and assigned by =, as the layers of S3 do.
BOOST_AUTO_TEST_CASE(G_05_gradients_are_added_up_or_overwritten_by_the_caller) {
  constexpr auto gradient = tg::grad([](auto a) { return tg::sum(a * a); });
  tg::tensor<double, 2> const at{1, 2};
  auto accumulated = gradient(at);
  accumulated = accumulated + gradient(at);
  BOOST_TEST((accumulated == tg::tensor<double, 2>{4, 8}));
  accumulated = gradient(at);
  BOOST_TEST((accumulated == tg::tensor<double, 2>{2, 4}));
}

BOOST_AUTO_TEST_CASE(G_07_a_shared_value_is_computed_and_differentiated_once) {
  constexpr auto levels = [](auto a) {
    for (int level = 0; level < 40; ++level) a = tg::sin(a) + tg::sin(a) * 0.25;
    return a;
  };
  // written out it would have 2^40 sines
  static_assert(tg::program<decltype(tg::evaluate(levels)), double>::node_count <= 1 + 3 * 40);
  static_assert(tg::program<decltype(tg::grad(levels)), double>::node_count <= 8 * 40);
  BOOST_TEST(tg::check_grad(levels, 0.5).ok);
}

BOOST_AUTO_TEST_CASE(G_08_a_backward_runs_once_after_all_its_consumers) {
  // a = x^2, y = a^2 + a^2 with a short and a long way to a: 2 (x^2)^2, slope 8 x^3
  constexpr auto f = [](auto p) {
    auto const a = p * p;
    auto const through_long_way = -(-(a + 0 * p));
    return a * a + through_long_way * through_long_way;
  };
  static_assert(tg::evaluate(f)(2.0) == 32.0 && tg::grad(f)(2.0) == 64.0);  // E-02
  constexpr auto chain = [](auto p) {
    for (int level = 0; level < 200; ++level) p = 1 - p;
    return p * p;
  };
  static_assert(tg::grad(chain)(3.0) == 6.0);
}

BOOST_AUTO_TEST_CASE(G_09_nothing_dangles_when_it_was_built_of_temporaries) {
  constexpr auto f = [](auto a) { return made_of_temporaries(a) * 2; };
  BOOST_TEST(near(tg::evaluate(f)(0.5), 2 * tg::sin(1.5) * tg::sin(1.5)));
  auto const make = [] {
    return tg::vjp(multiply)(tg::tensor<double, 2>{1, 2}, tg::tensor<double, 2>{3, 4});
  };
  BOOST_TEST((make().second().first == tg::tensor<double, 2>{3, 4}));
}

BOOST_AUTO_TEST_CASE(G_10_backward_uses_the_values_of_its_forward) {
  constexpr auto square = [](auto a) { return a * a; };
  double p = 2;
  auto const old = tg::vjp(square)(p);
  p = 5;
  BOOST_TEST(old.second() == 4.0);                  // DeZero: 10
  BOOST_TEST(tg::vjp(square)(p).second() == 10.0);  // the same program for new data
}

BOOST_AUTO_TEST_CASE(G_11_rank_0_is_not_rank_1_of_one_element) {
  static_assert(shape_of<decltype(tg::sum(x))>.rank == 0);
  static_assert(shape_of<decltype(tg::pow(tg::tensor<double>(2.0), 2))>.rank == 0);
  static_assert(shape_of<decltype(tg::tensor<int>(2) * x)> == tg::make_shape(2, 3));
  static_assert(shape_of<decltype(tg::vjp(multiply)(tg::tensor<int>(2), x).second().first)>.rank ==
                0);
  static_assert(tg::vjp(multiply)(tg::tensor<int>(2), x).second().first == 21);
}

BOOST_AUTO_TEST_CASE(G_12_numbers_and_tensors_mix_with_variables) {
  constexpr auto f = [](auto a) { return (a + x) * 2 + (3 - a) + (x - a) * 1; };
  static_assert(tg::evaluate(f)(ones) == 3 * x + 3);  // 2 + 2 x + 2 + x - 1
  static_assert(tg::vjp(f)(ones).second() == 0 * x);  // 2 - 1 - 1; nothing for the constants
}

BOOST_AUTO_TEST_CASE(G_13_a_tensor_is_made_from_arrays_only) {
  static_assert(!std::is_convertible_v<double, tg::tensor<double>> &&
                !std::is_convertible_v<int, matrix>);
  static_assert(std::is_convertible_v<int const(&)[2][3], matrix>);
}

BOOST_AUTO_TEST_CASE(G_14_a_function_has_any_number_of_inputs_and_outputs_and_parameters) {
  constexpr auto f = [](auto a, auto b) {
    auto const [first, second] = tg::apply(rotation{1}, a, b);
    return 10 * first + second;
  };
  static_assert(tg::evaluate(f)(2, 3) == -28);
  static_assert(tg::vjp(f)(2, 3).second() == tg::results{1, -10});
}

BOOST_AUTO_TEST_CASE(G_15_an_output_that_nobody_uses_contributes_zeros) {
  constexpr auto f = [](auto a, auto b) { return tg::apply(rotation{1}, a, b).second; };
  static_assert(tg::vjp(f)(2, 3).second() == tg::results{1, 0});
}

BOOST_AUTO_TEST_CASE(G_16_gradients_do_not_alias_and_can_be_written) {
  auto [da, db] = tg::vjp(add)(x, x).second();
  da(0, 0) = 100;
  BOOST_TEST((db == ones));
  auto summed = tg::vjp([](auto a) { return tg::sum(a); })(x).second();
  summed(0, 0) = 7;  // DeZero: a read-only view of one number
  BOOST_TEST((summed == matrix{{7, 1, 1}, {1, 1, 1}}));
}

// The digits themselves are S4-08 and S4-09; this is what holds with contraction too.
BOOST_AUTO_TEST_CASE(G_17_digits_hold_to_the_stated_tolerance_with_contraction) {
  constexpr auto square = [](auto a) { return tg::square(a); };
  BOOST_TEST(
      (tg::numerical_diff(square, 2.0) - 4 > 0 && tg::numerical_diff(square, 2.0) - 4 < 5e-11));
  BOOST_TEST(near(tg::grad([](auto a) { return tg::square(tg::exp(tg::square(a))); })(0.5),
                  3.2974425414002564));
}

BOOST_AUTO_TEST_CASE(G_18_broadcasting_is_that_of_numpy) {
  constexpr tg::tensor<int, 4, 1, 3> a{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
  constexpr tg::tensor<int, 1, 5, 1> b{1, 2, 3, 4, 5};
  constexpr auto pull = tg::vjp(multiply)(a, b);
  static_assert(pull.first.shape() == tg::make_shape(4, 5, 3) && pull.first(3, 4, 2) == 60);
  constexpr auto gradients = pull.second();
  static_assert(gradients.first.shape() == a.shape() &&
                gradients.first(2, 0, 1) == 15);  // 1 + ... + 5
  static_assert(gradients.second.shape() == b.shape() &&
                gradients.second(0, 3, 0) == 78);  // 1 + ... + 12
  static_assert(!tg::shape_rule::broadcast(tg::make_shape(2, 3), tg::make_shape(2)));
}

BOOST_AUTO_TEST_CASE(G_19_axes_come_in_any_order_and_from_either_end) {
  static_assert(tg::sum<0, -1>(x) == 21 && tg::sum<1, 0>(x) == 21 &&
                tg::sum<-2>(x) == tg::tensor{5, 7, 9});
  static_assert(tg::sum(x, tg::no_axes) == x);
  static_assert(!tg::shape_rule::normalize_axes(tg::make_axes(1, -1), 2));
  static_assert(!tg::shape_rule::normalize_axes(tg::make_axes(2), 2));
}

BOOST_AUTO_TEST_CASE(G_20_one_extent_of_a_reshape_is_inferred) {
  static_assert(tg::reshape<-1>(x) == tg::tensor{1, 2, 3, 4, 5, 6});
  static_assert(tg::reshape<3, -1>(x) == tg::tensor<int, 3, 2>{{1, 2}, {3, 4}, {5, 6}});
  static_assert(!tg::shape_rule::reshape(tg::make_shape(2, 3), tg::make_shape(-1, -1)));
  static_assert(!tg::shape_rule::reshape(tg::make_shape(2, 3), tg::make_shape(4, -1)));
}

BOOST_AUTO_TEST_CASE(G_22_the_gradient_of_a_variable_to_itself_is_ones) {
  static_assert(tg::grad([](auto a) { return a; })(3.0) == 1.0);
}

// The messages are those of compile_fail.
BOOST_AUTO_TEST_CASE(G_23_a_shape_that_does_not_fit_has_a_sentence) {
  constexpr tg::shape_result wrong =
      tg::shape_rule::broadcast(tg::make_shape(2, 3), tg::make_shape(2));
  BOOST_TEST(std::string(wrong.relation) ==
             "extents of a and b, aligned at the last axis, must be equal or 1");
}

BOOST_AUTO_TEST_CASE(G_24_arrays_are_printed_as_numpy_prints_them) {
  // texts of NumPy 1.24
  BOOST_TEST(tg::named_text("variable", tg::to_string(tg::tensor{-1, 100, 7})) ==
             "variable([ -1 100   7])");
  BOOST_TEST(tg::to_string(tg::tensor<double, 3>{1, 2.5, -3}) == "[ 1.   2.5 -3. ]");
  BOOST_TEST(tg::to_string(tg::tensor<double, 2>{1e-5, 1}) == "[1.e-05 1.e+00]");
  BOOST_TEST(tg::to_string(tg::tensor<double, 2>{1e8, 1e8}) == "[1.e+08 1.e+08]");
  BOOST_TEST(tg::to_string(tg::tensor<int, 2, 1, 2>{1, 2, 3, 4}) == "[[[1 2]]\n\n [[3 4]]]");
  BOOST_TEST(tg::number_text(0.1) == "0.1");
}

BOOST_AUTO_TEST_CASE(G_25_a_tensor_knows_its_shape_rank_size_and_type) {
  static_assert(x.shape() == tg::make_shape(2, 3) && matrix::rank == 2 && matrix::size() == 6);
  static_assert(std::is_same_v<matrix::value_type, int> && matrix::extents[0] == 2);
}

BOOST_AUTO_TEST_CASE(G_26_differences_move_all_elements_or_one_at_a_time) {
  constexpr auto squares = [](auto a) { return tg::sum(a * a); };
  constexpr tg::tensor<double, 3> at{1, 2, 3};
  BOOST_TEST(std::abs(tg::numerical_diff(squares, at) - 12) < 1e-9);
  auto const each = tg::numerical_grad(squares, at);
  for (int i = 0; i < 3; ++i) BOOST_TEST(std::abs(each(i) - 2 * (i + 1)) < 1e-9);
  constexpr tg::gradient_tolerance standard{};
  static_assert(standard.rtol == 1e-4 && standard.atol == 1e-5 &&
                tg::difference_step<double> == 1e-4);
  BOOST_TEST(tg::check_grad(squares, at).ok);
}

// One dialect: x.data and x.grad of S0, S1 and S4, GetData and GetGrad of S2 are what a call
// returns.
BOOST_AUTO_TEST_CASE(G_27_value_and_gradient_are_results_of_one_call) {
  auto const [value, gradient] = tg::value_and_grad([](auto a) { return a * a; })(3.0);
  BOOST_TEST(value == 9.0);
  BOOST_TEST(gradient == 6.0);
}

// No heap: codegen/heap. No exceptions, RTTI, iostream: headers for arm-none-eabi-g++ with
// embedded.hpp.
BOOST_AUTO_TEST_CASE(G_28_storage_is_a_constant_and_the_caller_may_own_it) {
  constexpr auto f = [](auto a, auto w) { return tg::sum(tg::matmul(a, w)); };
  using program =
      tg::program<decltype(tg::grad(f)), tg::tensor<float, 2, 3>, tg::tensor<float, 3, 2>>;
  static_assert(program::workspace_bytes <= 64);
  alignas(program::alignment) std::byte memory[program::workspace_bytes + 1];
  auto const g = program::run(memory, tg::tensor<float, 2, 3>{},
                              tg::tensor<float, 3, 2>{{1, 2}, {3, 4}, {5, 6}});
  BOOST_TEST((g == tg::tensor<float, 2, 3>{{3, 7, 11}, {3, 7, 11}}));
}

BOOST_AUTO_TEST_SUITE_END()
