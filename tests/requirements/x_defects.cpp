// SPDX-License-Identifier: BSL-1.0
// Defects of the seeds that static mode must not repeat; slips of their text are
// left out.
#include <typegrad/debug/numerical_diff.hpp>
#include <typegrad/debug/print_tensor.hpp>
#include <typegrad/nn/affine_layer.hpp>
#include <typegrad/nn/matmul_layer.hpp>
#include <typegrad/nn/sgd.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cfenv>
#include <cmath>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(requirements_x_defects)

namespace {

using matrix = tg::tensor<int, 2, 3>;
constexpr matrix x{{1, 2, 3}, {4, 5, 6}};

struct separate {
  static constexpr auto forward(auto a) {
    return tg::results{tg::slice<tg::range(0, 1)>(a), tg::slice<tg::range(1, a.shape()[0])>(a)};
  }
  static constexpr auto backward(auto gy, auto gz, auto) { return tg::concatenate(gy, gz); }
};

/// The gradient of a permutation, given the result itself, is the argument again.
template <int... Axis>
constexpr bool undone_by_its_backward() {
  tg::tensor<int, 2, 3, 4> a{};
  int next = 0;
  for (auto& element : a) element = next++;
  auto const both = tg::vjp([](auto q) { return tg::transpose<Axis...>(q); })(a);
  return both.second(both.first) == a;
}

}  // namespace

BOOST_AUTO_TEST_CASE(X_01_the_gradient_of_a_layer_arrives_at_the_first_backward) {
  tg::matmul_layer<double, 2, 1> layer{.weight = {{1}, {1}}};
  tg::tensor<double, 1, 2> const in{{3, 4}};
  layer.forward(in);
  layer.backward(tg::tensor<double, 1, 1>{{1}});
  BOOST_TEST((layer.weight_gradient == tg::tensor<double, 2, 1>{{3}, {4}}));
}

BOOST_AUTO_TEST_CASE(X_03_functions_and_members_of_one_name_stand_side_by_side) {
  constexpr auto f = [](auto a) { return tg::reshape<2, 3>(a.template reshape<6>()); };
  static_assert(tg::vjp(f)(x).second(x) == x);
}

BOOST_AUTO_TEST_CASE(X_04_the_shortcut_for_equal_shapes_works) {
  static_assert(tg::vjp([](auto a) { return tg::reshape<2, 3>(a); })(x).second(x) == x);
}

BOOST_AUTO_TEST_CASE(X_06_transpose_is_undone_by_transposing) {
  constexpr tg::tensor<int, 3, 2> seed{{1, 2}, {3, 4}, {5, 6}};
  static_assert(tg::vjp([](auto a) { return tg::transpose(a); })(x).second(seed) ==
                matrix{{1, 3, 5}, {2, 4, 6}});
}

BOOST_AUTO_TEST_CASE(X_07_transpose_takes_axes) {
  static_assert(tg::transpose<1, 0>(x) == tg::tensor<int, 3, 2>{{1, 4}, {2, 5}, {3, 6}});
}

BOOST_AUTO_TEST_CASE(X_08_sum_takes_axes_and_keepdims) {
  static_assert(tg::sum<1>(x, tg::keepdims) == tg::tensor<int, 2, 1>{6, 15});
  static_assert(tg::vjp([](auto a) { return tg::sum<1>(a, tg::keepdims); })(x).second(
                    tg::tensor<int, 2, 1>{7, 8}) == matrix{{7, 7, 7}, {8, 8, 8}});
}

BOOST_AUTO_TEST_CASE(X_09_every_spelling_of_the_same_shape_is_the_shortcut) {
  constexpr auto f = [](auto a) { return tg::reshape<-1, 3>(a) + 1; };
  static_assert(tg::program<decltype(tg::evaluate(f)), matrix>::node_count == 2);
}

BOOST_AUTO_TEST_CASE(X_11_lines_stand_below_each_other) {
  BOOST_TEST(tg::named_text("Variable", tg::to_string(x)) ==
             "Variable([[1 2 3]\n          [4 5 6]])");
  BOOST_TEST(tg::named_text("y", tg::to_string(x)) == "y([[1 2 3]\n   [4 5 6]])");
}

BOOST_AUTO_TEST_CASE(X_12_an_unused_output_has_a_zero_gradient) {
  constexpr auto f = [](auto a) { return tg::apply<separate>(a).first; };
  static_assert(tg::vjp(f)(x).second() == matrix{{1, 1, 1}, {0, 0, 0}});
}

BOOST_AUTO_TEST_CASE(X_13_outputs_of_different_shapes_broadcast) {
  constexpr auto f = [](auto a) {
    auto const [first, rest] = tg::apply<separate>(a);
    return first + rest;
  };
  constexpr tg::tensor<int, 3, 2> a{{1, 2}, {3, 4}, {5, 6}};
  static_assert(tg::evaluate(f)(a) == tg::tensor<int, 2, 2>{{4, 6}, {6, 8}});
  static_assert(tg::vjp(f)(a).second() == tg::tensor<int, 3, 2>{{2, 2}, {1, 1}, {1, 1}});
}

BOOST_AUTO_TEST_CASE(X_14_the_gradient_of_a_sum_can_be_written) {
  auto gradient = tg::vjp([](auto a) { return tg::sum(a); })(x).second();
  gradient(1, 2) = 9;
  BOOST_TEST((gradient == matrix{{1, 1, 1}, {1, 1, 9}}));
}

BOOST_AUTO_TEST_CASE(X_15_gradients_can_be_differentiated_again) {
  constexpr auto slope = tg::grad([](auto a) { return a * a * a; });
  static_assert(tg::grad(slope)(2.0) == 12.0);
  // DeZero, step 33: y = x^2, z = y'^3 + y at 2: 8 x^3 + x^2, slope 24 x^2 + 2 x = 100
  constexpr auto z = [](auto a) {
    auto const dy = tg::grad([](auto b) { return b * b; })(a);
    return dy * dy * dy + a * a;
  };
  static_assert(tg::grad(z)(2.0) == 100.0);
}

BOOST_AUTO_TEST_CASE(X_16_the_sigmoid_neither_overflows_nor_gives_nan) {
  constexpr auto f = [](auto a) { return tg::sigmoid(a); };
  for (double const far : {-800.0, 800.0, -710.0}) {
    std::feclearexcept(FE_ALL_EXCEPT);
    double const y = tg::evaluate(f)(far);
    double const dy = tg::grad(f)(far);
    BOOST_TEST(std::fetestexcept(FE_OVERFLOW | FE_INVALID | FE_DIVBYZERO) == 0);
    BOOST_TEST(std::abs(y - (far > 0 ? 1 : 0)) < 1e-300);
    BOOST_TEST((dy >= 0 && dy < 1e-300));
  }
  static_assert(tg::grad(f)(-100.0f) >= 0 && tg::grad(f)(-100.0f) < 1e-30f);
}

BOOST_AUTO_TEST_CASE(X_17_the_affine_layer_takes_a_batch_and_nothing_else) {
  using layer = tg::affine_layer<double, 3, 2>;
  static_assert(requires(layer l, tg::tensor<double, 4, 3> in) { l.forward(in); });
  constexpr auto takes = []<class In>(std::type_identity<In>) {
    return requires(layer l, In in) { l.forward(in); };
  };
  static_assert(!takes(std::type_identity<tg::tensor<double, 3>>{}));
  static_assert(!takes(std::type_identity<tg::tensor<double, 4, 2>>{}));
}

// Integers themselves are refused: compile_fail/integers_that_are_updated.
BOOST_AUTO_TEST_CASE(X_18_an_update_is_not_cut_off) {
  tg::tensor<float, 1> w{1};
  tg::sgd{.learning_rate = 1}.update(w, tg::tensor<float, 1>{0.75f});
  BOOST_TEST(w(0) == 0.25f);
}

BOOST_AUTO_TEST_CASE(X_20_a_leaf_has_the_gradient_1_of_itself) {
  static_assert(tg::vjp([](auto a) { return a; })(3.0).second() == 1.0);
}

BOOST_AUTO_TEST_CASE(X_21_gradients_of_several_uses_and_inputs_add_up) {
  constexpr auto f = [](auto a, auto b) { return a * b + a; };
  static_assert(tg::vjp(f)(2, 3).second() == tg::results{4, 2});
}

BOOST_AUTO_TEST_CASE(X_22_the_step_of_differences_fits_the_type) {
  static_assert(tg::difference_step<float> > tg::difference_step<double>);
  auto const slope = tg::numerical_diff([](auto a) { return a * a; }, 3.0f);
  BOOST_TEST(std::abs(slope - 6) < 1e-3f);
}

BOOST_AUTO_TEST_CASE(X_24_a_function_of_rank_0_gives_rank_0_at_every_step) {
  constexpr auto f = [](auto a) { return a * a; };
  static_assert(std::is_same_v<decltype(tg::evaluate(f)(10)), int>);
  static_assert(std::is_same_v<decltype(tg::evaluate(f)(tg::tensor<int>(10))), int>);
}

BOOST_AUTO_TEST_CASE(X_25_arrays_of_several_elements_compare_as_a_whole) {
  static_assert(x == x && !(x == x + x));
  static_assert(std::is_same_v<decltype(x == x), bool>);
}

BOOST_AUTO_TEST_CASE(X_27_what_forward_broadcasts_backward_sums) {
  constexpr auto f = [](auto a, auto b) { return a - b; };
  static_assert(tg::vjp(f)(tg::tensor{1, 2, 3}, 10).second() ==
                tg::results{tg::tensor{1, 1, 1}, -3});
}

BOOST_AUTO_TEST_CASE(X_28_a_permutation_holds_plain_numbers) {
  static_assert(std::is_same_v<std::remove_cvref_t<decltype(tg::make_axes(1, 0)[0])>, int>);
}

BOOST_AUTO_TEST_CASE(X_29_permutations_that_are_not_their_own_inverse_are_inverted) {
  static_assert(undone_by_its_backward<1, 2, 0>());
  static_assert(undone_by_its_backward<2, 0, 1>());
  static_assert(undone_by_its_backward<-1, 0, -2>());
}

BOOST_AUTO_TEST_CASE(X_30_upstream_gradients_need_not_be_constant) {
  constexpr auto f = [](auto a) { return tg::sum_to<1, 3>(tg::broadcast_to<4, 2, 3>(a) * a); };
  constexpr auto pull = tg::vjp(f)(x).second;
  static_assert(pull(tg::tensor<int, 1, 3>{1, 0, -1}) ==
                matrix{{8, 0, -24}, {32, 0, -48}});  // 8 x seed
}

BOOST_AUTO_TEST_SUITE_END()
