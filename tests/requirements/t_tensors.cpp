// SPDX-License-Identifier: BSL-1.0
// Requirements T-01 to T-33: tensors (steps 37 to 41 of the book). `y.backward()` is vjp without a
// seed, whose upstream is ones; an intermediate gradient (retain_grad) is that of a variable the
// head of the function is taken at.
#include <typegrad/debug/print_tensor.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <type_traits>

#include <support/near.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(requirements_t_tensors)

namespace {

using matrix = tg::tensor<int, 2, 3>;
constexpr matrix x{{1, 2, 3}, {4, 5, 6}};
constexpr tg::tensor<int, 2, 3> c{{10, 20, 30}, {40, 50, 60}};
constexpr tg::tensor<int, 3, 2> upright{{1, 2}, {3, 4}, {5, 6}};
constexpr char const* ones_text = "variable([[1 1 1]\n          [1 1 1]])";

template <class X>
std::string printed(X const& value) {
  if constexpr (std::is_arithmetic_v<X>) return tg::named_text("variable", tg::number_text(value));
  else return tg::named_text("variable", tg::to_string(value));
}

/// The numbers 0, 1, 2, ... in a tensor.
template <class X>
constexpr X counted() {
  X y{};
  int next = 0;
  for (auto& element : y) element = next++;
  return y;
}

constexpr auto sum_of_two = [](auto a, auto b) { return a + b; };
constexpr auto flat = [](auto a) { return tg::reshape<6>(a); };
constexpr auto turned = [](auto a) { return tg::transpose(a); };
constexpr auto total = [](auto a) { return tg::sum(a); };

}  // namespace

BOOST_AUTO_TEST_CASE(T_01_rank_0_prints_its_shortest_digits) {
  BOOST_TEST(printed(tg::sin(1.0)) == "variable(0.8414709848078965)");  // S0 cell 2
  BOOST_TEST(printed(tg::tensor<double>(tg::sin(1.0))) == "variable(0.8414709848078965)");
}

BOOST_AUTO_TEST_CASE(T_02_a_sine_of_integers_is_real_and_prints_with_eight_decimals) {
  auto const y = tg::sin(x);
  static_assert(std::is_same_v<decltype(y), tg::tensor<double, 2, 3> const>);
  BOOST_TEST(printed(y) ==
             "variable([[ 0.84147098  0.90929743  0.14112001]\n"
             "          [-0.7568025  -0.95892427 -0.2794155 ]])");  // S0 cell 3
  constexpr double rounded[] = {0.8414709848078965,  0.9092974268256817,  0.1411200080598672,
                                -0.7568024953079282, -0.9589242746631385, -0.27941549819892586};
  for (int i = 0; i < 6; ++i) BOOST_TEST(near(y.data()[i], rounded[i], 2));
  // the same while compiling
  constexpr auto constant = tg::sin(x);
  for (int i = 0; i < 6; ++i) BOOST_TEST(near(constant.data()[i], rounded[i], 2));
}

BOOST_AUTO_TEST_CASE(T_03_integers_added_stay_integers) {
  constexpr auto y = x + c;
  static_assert(std::is_same_v<decltype(y), tg::tensor<int, 2, 3> const>);
  BOOST_TEST(printed(y) == "variable([[11 22 33]\n          [44 55 66]])");  // S0 cell 4
}

// y.grad is the seed: in ones, out ones.
BOOST_AUTO_TEST_CASE(T_04_a_result_that_is_no_scalar_is_differentiated_with_ones) {
  auto const [y, pull] = tg::vjp(sum_of_two)(x, c);
  auto const [dx, dc] = pull();
  static_assert(std::is_same_v<decltype(dx), tg::tensor<int, 2, 3> const>);
  BOOST_TEST(printed(y) == "variable([[11 22 33]\n          [44 55 66]])");
  BOOST_TEST(printed(dx) == ones_text);  // S0 cell 5
  BOOST_TEST(printed(dc) == ones_text);
  BOOST_TEST(printed(tg::vjp([](auto a) { return a; })(y).second()) == ones_text);
}

BOOST_AUTO_TEST_CASE(T_05_the_gradient_of_an_intermediate_value_can_be_had) {
  auto const [t, to_leaves] = tg::vjp(sum_of_two)(x, c);
  auto const [y, to_t] = tg::vjp(total)(t);
  auto const dt = to_t();
  auto const [dx, dc] = to_leaves(dt);
  BOOST_TEST(y == 231);
  BOOST_TEST(printed(tg::vjp([](auto a) { return a; })(y).second()) == "variable(1)");  // S1 cell 8
  BOOST_TEST(printed(dt) == ones_text);
  BOOST_TEST(printed(dx) == ones_text);
  BOOST_TEST(printed(dc) == ones_text);
}

BOOST_AUTO_TEST_CASE(T_06_a_gradient_has_the_shape_of_the_data) {
  constexpr auto f = [](auto number, auto row, auto column, auto matrix) {
    return number + row * column - matrix;
  };
  using gradients =
      decltype(tg::vjp(f)(1, tg::tensor{1, 2, 3}, tg::tensor<int, 2, 1>{}, x).second());
  static_assert(
      std::is_same_v<gradients, tg::results<int, tg::tensor<int, 3>, tg::tensor<int, 2, 1>,
                                            tg::tensor<int, 2, 3>>>);
}

BOOST_AUTO_TEST_CASE(T_07_backward_of_reshape_restores_the_shape) {
  auto const [y, pull] = tg::vjp(flat)(x);
  auto const dx = pull();
  BOOST_TEST(printed(dx) == ones_text);  // S0 cell 6
  static_assert(dx.shape() == tg::make_shape(2, 3) && y.shape() == tg::make_shape(6));
  BOOST_TEST((pull(tg::tensor{10, 20, 30, 40, 50, 60}) == c));
}

BOOST_AUTO_TEST_CASE(T_08_reshape_keeps_the_row_major_order) {
  BOOST_TEST(tg::to_string(tg::reshape<6>(x)) == "[1 2 3 4 5 6]");  // S1 cell 9
}

BOOST_AUTO_TEST_CASE(T_09_reshape_to_the_same_shape_adds_no_node) {
  constexpr auto same = [](auto a) { return tg::reshape<2, 3>(a) + 1; };
  static_assert(tg::program<decltype(tg::evaluate(same)), matrix>::node_count == 2);
  static_assert(tg::reshape<2, 3>(x) == x);
}

// A list, a tuple and a pack of extents are one spelling here: the template arguments.
BOOST_AUTO_TEST_CASE(T_10_reshape_splits_and_merges_axes) {
  static_assert(tg::reshape<2, 3>(tg::reshape<1, 2, 3>(x)) == x);
  static_assert(tg::reshape<2, -1>(tg::reshape<1, 2, 3>(x)) == x);
}

BOOST_AUTO_TEST_CASE(T_11_reshape_is_a_member_too) {
  constexpr tg::tensor<int, 1, 2, 3> deep{1, 2, 3, 4, 5, 6};
  static_assert(deep.reshape<2, 3>() == x);
  static_assert(
      tg::vjp([](auto a) { return a.template reshape<2, 3>(); })(deep).second(c).shape() ==
      tg::make_shape(1, 2, 3));
}

BOOST_AUTO_TEST_CASE(T_12_transpose_exchanges_the_axes) {
  BOOST_TEST(tg::to_string(tg::transpose(x)) == "[[1 4]\n [2 5]\n [3 6]]");  // S1 cell 17
}

BOOST_AUTO_TEST_CASE(T_13_backward_of_transpose_transposes) {
  auto const pull = tg::vjp(turned)(x).second;
  BOOST_TEST(printed(pull()) == ones_text);  // S0 cell 9
  BOOST_TEST((pull(upright) ==
              tg::tensor<int, 2, 3>{{1, 3, 5}, {2, 4, 6}}));  // a reshape would give 1 ... 6
}

BOOST_AUTO_TEST_CASE(T_14_member_property_and_function_agree) {
  constexpr tg::tensor<double, 2, 3> a{{0.02652528, 0.01024366, 0.21481783},
                                       {0.2191978, 0.83980078, 0.43451516}};
  static_assert(a.transpose() == tg::transpose(a) && a.T() == tg::transpose(a));
  BOOST_TEST(tg::to_string(a.T()) ==
             "[[0.02652528 0.2191978 ]\n [0.01024366 0.83980078]\n [0.21481783 "
             "0.43451516]]");  // S0 cell 10
}

BOOST_AUTO_TEST_CASE(T_15_any_permutation_of_the_axes) {
  constexpr auto f = [](auto a) { return tg::transpose<1, 0, 3, 2>(a); };
  constexpr auto a = counted<tg::tensor<int, 1, 2, 3, 4>>();
  auto const [y, pull] = tg::vjp(f)(a);
  static_assert(decltype(y){}.shape() == tg::make_shape(2, 1, 4, 3));
  static_assert(decltype(pull()){}.shape() == tg::make_shape(1, 2, 3, 4));  // S0 cell 11
  BOOST_TEST((pull(y) == a));
}

BOOST_AUTO_TEST_CASE(T_16_negative_axes_are_counted_from_the_end_before_they_are_inverted) {
  constexpr auto f = [](auto a) { return tg::transpose<-1, 0, -2>(a); };
  constexpr auto a = counted<tg::tensor<int, 2, 3, 4>>();
  auto const [y, pull] = tg::vjp(f)(a);
  static_assert(decltype(y){}.shape() == tg::make_shape(4, 2, 3));
  BOOST_TEST(y(3, 1, 2) == a(1, 2, 3));
  BOOST_TEST((pull(y) == a));
}

BOOST_AUTO_TEST_CASE(T_17_axes_may_be_computed) {
  constexpr int A = 1, B = 2, C = 3, D = 4;
  constexpr tg::axis_list axes = tg::make_axes(D - 1, A - 1, B - 1, C - 1);
  static_assert(axes[0] == 3 && axes[1] == 0 && axes[2] == 1 && axes[3] == 2);  // S0 cell 12
  static_assert(tg::transpose<D - 1, A - 1, B - 1, C - 1>(tg::tensor<int, A, B, C, D>{}).shape() ==
                tg::make_shape(4, 1, 2, 3));
}

BOOST_AUTO_TEST_CASE(T_18_the_inverse_permutation_is_the_argsort) {
  constexpr tg::axis_list axes = tg::make_axes(3, 0, 1, 2);
  constexpr tg::axis_list inverse = tg::shape_rule::inverse_permutation(axes);
  static_assert(inverse[0] == 1 && inverse[1] == 2 && inverse[2] == 3 &&
                inverse[3] == 0);  // S0 cell 13
  static_assert(axes[inverse[0]] == 0 && axes[inverse[1]] == 1 && axes[inverse[2]] == 2 &&
                axes[inverse[3]] == 3);
}

BOOST_AUTO_TEST_CASE(T_19_the_sum_of_a_vector_copies_its_gradient_to_every_element) {
  auto const [y, pull] = tg::vjp(total)(tg::tensor{1, 2, 3, 4, 5, 6});
  BOOST_TEST(printed(y) == "variable(21)");  // S0 cell 15
  BOOST_TEST(printed(pull()) == "variable([1 1 1 1 1 1])");
}

BOOST_AUTO_TEST_CASE(T_20_the_sum_of_a_matrix_copies_its_gradient_to_every_element) {
  auto const [y, pull] = tg::vjp(total)(x);
  BOOST_TEST(printed(y) == "variable(21)");  // S0 cell 16
  BOOST_TEST(printed(pull()) == ones_text);
}

BOOST_AUTO_TEST_CASE(T_21_a_sum_over_an_axis_loses_it) {
  BOOST_TEST(tg::to_string(tg::sum<0>(x)) == "[5 7 9]");  // S0 cell 17
  BOOST_TEST(tg::to_string(tg::sum<1>(x)) == "[ 6 15]");
  static_assert(tg::sum<0>(x).shape() == tg::make_shape(3) &&
                tg::sum<1>(x).shape() == tg::make_shape(2));
}

BOOST_AUTO_TEST_CASE(T_22_keepdims_keeps_the_rank) {
  constexpr auto y = tg::sum(x, tg::keepdims);
  static_assert(decltype(y){}.shape() == tg::make_shape(1, 1));
  BOOST_TEST(tg::to_string(y) == "[[21]]");  // S0 cell 18
  BOOST_TEST(tg::number_text(tg::sum(x)) == "21");
}

BOOST_AUTO_TEST_CASE(T_23_the_gradient_of_a_sum_over_an_axis_has_the_shape_of_the_input) {
  auto const [y, pull] = tg::vjp([](auto a) { return tg::sum<0>(a); })(x);
  BOOST_TEST(printed(y) == "variable([5 7 9])");  // S0 cell 19
  BOOST_TEST(printed(pull()) == ones_text);
  BOOST_TEST((pull(tg::tensor{1, 2, 3}) == tg::tensor<int, 2, 3>{{1, 2, 3}, {1, 2, 3}}));
}

BOOST_AUTO_TEST_CASE(T_24_sum_is_a_member_too) {
  constexpr auto y = counted<tg::tensor<int, 2, 3, 4, 5>>().sum(tg::keepdims);
  static_assert(decltype(y){}.shape() == tg::make_shape(1, 1, 1, 1) &&
                y(0, 0, 0, 0) == 7140);  // 119 * 120 / 2
}

BOOST_AUTO_TEST_CASE(T_25_broadcast_to_repeats_along_new_axes) {
  BOOST_TEST(tg::to_string(tg::broadcast_to<2, 3>(tg::tensor{1, 2, 3})) ==
             "[[1 2 3]\n [1 2 3]]");  // S0 cell 20
}

BOOST_AUTO_TEST_CASE(T_26_sum_to_gives_exactly_the_shape_asked_for) {
  constexpr auto rows = tg::sum_to<1, 3>(x);
  constexpr auto columns = tg::sum_to<2, 1>(x);
  BOOST_TEST(tg::to_string(rows) == "[[5 7 9]]");  // S0 cell 22
  BOOST_TEST(tg::to_string(columns) == "[[ 6]\n [15]]");
  static_assert(rows.shape() == tg::make_shape(1, 3) && columns.shape() == tg::make_shape(2, 1));
}

BOOST_AUTO_TEST_CASE(T_27_broadcast_to_and_sum_to_are_the_backward_of_each_other) {
  constexpr auto stretch = [](auto a) { return tg::broadcast_to<2, 3>(a); };
  constexpr auto shrink = [](auto a) { return tg::sum_to<1, 3>(a); };
  static_assert(tg::vjp(stretch)(tg::tensor{1, 2, 3}).second(x) == tg::tensor{5, 7, 9});
  static_assert(tg::vjp(shrink)(x).second(tg::tensor<int, 1, 3>{1, 2, 3}) ==
                tg::tensor<int, 2, 3>{{1, 2, 3}, {1, 2, 3}});
  static_assert(tg::broadcast_to<2, 3>(x) == x && tg::sum_to<2, 3>(x) == x);
}

BOOST_AUTO_TEST_CASE(T_28_one_element_is_added_to_all) {
  static_assert(tg::tensor{1, 2, 3} + tg::tensor<int, 1>{10} ==
                tg::tensor{11, 12, 13});  // S0 cell 23
}

BOOST_AUTO_TEST_CASE(T_29_backward_sums_what_forward_broadcast) {
  auto const [y, pull] = tg::vjp(sum_of_two)(tg::tensor{1, 2, 3}, tg::tensor<int, 1>{10});
  auto const [d0, d1] = pull();
  BOOST_TEST(printed(y) == "variable([11 12 13])");  // S0 cell 24
  BOOST_TEST(printed(d0) == "variable([1 1 1])");
  BOOST_TEST(printed(d1) == "variable([3])");
  // every binary operation, both operands, a seed that is not constant: (1, 3) * (2, 1)
  constexpr auto product = [](auto a, auto b) { return a * b; };
  constexpr tg::tensor<int, 1, 3> row{2, 3, 5};
  constexpr tg::tensor<int, 2, 1> column{7, 11};
  constexpr auto both = tg::vjp(product)(row, column).second(x);
  static_assert(both.first == tg::tensor<int, 1, 3>{51, 69, 87});  // 7 (1, 2, 3) + 11 (4, 5, 6)
  static_assert(both.second == tg::tensor<int, 2, 1>{23, 53});     // 2 + 6 + 15, 8 + 15 + 30
}

BOOST_AUTO_TEST_CASE(T_30_nothing_is_summed_where_the_shapes_agree) {
  constexpr auto gradient = [](auto a, auto b, auto seed) {
    return tg::vjp(sum_of_two)(a, b).second(seed);
  };
  using made = tg::program<decltype(tg::evaluate(gradient)), matrix, matrix, matrix>;
  BOOST_TEST(made::text.find("sum") == std::string_view::npos);
  BOOST_TEST(made::flops == 0);
}

BOOST_AUTO_TEST_CASE(T_31_inner_and_matrix_product) {
  static_assert(tg::dot(tg::tensor{1, 2, 3}, tg::tensor{4, 5, 6}) == 32);  // S0 cell 26
  constexpr auto y = tg::matmul(tg::tensor{{1, 2}, {3, 4}}, tg::tensor{{5, 6}, {7, 8}});
  BOOST_TEST(tg::to_string(y) == "[[19 22]\n [43 50]]");
}

BOOST_AUTO_TEST_CASE(T_32_the_gradients_of_a_product_are_products) {
  constexpr auto product = [](auto a, auto b) { return tg::matmul(a, b); };
  constexpr auto w = counted<tg::tensor<int, 3, 4>>();
  constexpr auto pull = tg::vjp(product)(x, w).second;
  constexpr auto seed = counted<tg::tensor<int, 2, 4>>();
  auto const [dx, dw] = pull(seed);
  static_assert(dx.shape() == tg::make_shape(2, 3) &&
                dw.shape() == tg::make_shape(3, 4));  // S0 cell 27
  BOOST_TEST((dx == tg::matmul(seed, tg::transpose(w))));
  BOOST_TEST((dw == tg::matmul(tg::transpose(x), seed)));
}

// A product whose inner sizes differ does not compile: compile_fail/matmul_inner_sizes.
BOOST_AUTO_TEST_CASE(T_33_the_inner_sizes_of_a_product_must_agree) {
  static_assert(tg::shape_rule::matmul(tg::make_shape(2, 3), tg::make_shape(3, 4)).value ==
                tg::make_shape(2, 4));
  static_assert(!tg::shape_rule::matmul(tg::make_shape(2, 3), tg::make_shape(4, 3)));
}

BOOST_AUTO_TEST_SUITE_END()
