// SPDX-License-Identifier: BSL-1.0
// Requirements T-01 to T-33 at run time.
#include <boost/test/unit_test.hpp>

#include <type_traits>

#include <requirements/run_time.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(requirements_run_time_t_tensors)

namespace {

using real = tg::variable<double>;
using whole = tg::variable<int>;
using integers = tg::dynamic_tensor<int>;

whole matrix() { return whole{{1, 2, 3}, {4, 5, 6}}; }
whole tens() { return whole{{10, 20, 30}, {40, 50, 60}}; }

/// The gradient of x, with this upstream gradient of y.
template <class T>
tg::variable<T> pulled(tg::variable<T> y, tg::variable<T> const& x,
                       tg::variable<T> const& upstream) {
  y.set_grad(upstream);
  y.backward();
  return x.grad();
}

}  // namespace

BOOST_AUTO_TEST_CASE(T_01_rank_0_prints_its_shortest_digits) {
  BOOST_TEST(printed(tg::sin(real(1.0))) == "variable(0.8414709848078965)");  // S0 cell 2
}

BOOST_AUTO_TEST_CASE(T_02_a_sine_of_integers_is_real_and_prints_with_eight_decimals) {
  auto const y = tg::sin(matrix());
  static_assert(std::is_same_v<decltype(y), real const>);
  BOOST_TEST(printed(y) ==
             "variable([[ 0.84147098  0.90929743  0.14112001]\n"
             "          [-0.7568025  -0.95892427 -0.2794155 ]])");  // S0 cell 3
  tg::dynamic_tensor<double> const rounded{
      {0.8414709848078965, 0.9092974268256817, 0.1411200080598672},
      {-0.7568024953079282, -0.9589242746631385, -0.27941549819892586}};
  BOOST_TEST(near_all(y, rounded, 2));
}

BOOST_AUTO_TEST_CASE(T_03_integers_added_stay_integers) {
  auto const y = matrix() + tens();
  static_assert(std::is_same_v<decltype(y), whole const>);
  BOOST_TEST(printed(y) == "variable([[11 22 33]\n          [44 55 66]])");  // S0 cell 4
}

BOOST_AUTO_TEST_CASE(T_04_a_result_that_is_no_scalar_is_differentiated_with_ones) {
  whole const x = matrix(), c = tens();
  whole const y = x + c;
  y.backward({.retain_grad = true});
  BOOST_TEST(printed(y.grad()) == ones_text);  // S0 cell 5
  BOOST_TEST(printed(x.grad()) == ones_text);
  BOOST_TEST(printed(c.grad()) == ones_text);
}

BOOST_AUTO_TEST_CASE(T_05_the_gradient_of_an_intermediate_value_is_retained) {
  whole const x = matrix(), c = tens();
  whole const t = x + c;
  whole const y = tg::sum(t);
  y.backward({.retain_grad = true});
  BOOST_TEST(printed(y.grad()) == "variable(1)");  // S1 cell 8
  BOOST_TEST(printed(t.grad()) == ones_text);
  BOOST_TEST(printed(x.grad()) == ones_text);
  BOOST_TEST(printed(c.grad()) == ones_text);
}

BOOST_AUTO_TEST_CASE(T_06_a_gradient_has_the_shape_of_the_data) {
  whole const number(2), row{1, 2, 3}, column{{1}, {2}}, x = matrix();
  (number + row * column - x).backward();
  for (whole const& each : {number, row, column, x})
    BOOST_TEST((each.grad().shape() == each.shape()));
}

BOOST_AUTO_TEST_CASE(T_07_backward_of_reshape_restores_the_shape) {
  whole const x = matrix();
  whole const y = tg::reshape(x, {6});
  y.backward({.retain_grad = true});
  BOOST_TEST(printed(x.grad()) == ones_text);  // S0 cell 6
  BOOST_TEST((x.grad().shape() == tg::make_shape(2, 3) && y.shape() == tg::make_shape(6)));
  BOOST_TEST(printed(pulled(tg::reshape(x, 6), whole(x), whole{10, 20, 30, 40, 50, 60})) ==
             "variable([[11 21 31]\n          [41 51 61]])");  // added to the ones
}

BOOST_AUTO_TEST_CASE(T_08_reshape_keeps_the_row_major_order) {
  BOOST_TEST(printed(tg::reshape(matrix(), {6}).data()) == "[1 2 3 4 5 6]");  // S1 cell 9
  BOOST_TEST(mistake([] { return tg::reshape(matrix(), {4}); }) ==
             "reshape(a, {4}): the number of elements must stay the same; a is (2, 3)");
}

BOOST_AUTO_TEST_CASE(T_09_reshape_to_the_same_shape_changes_nothing) {
  whole const x = matrix();
  whole const y = tg::reshape(x, {2, 3});
  BOOST_TEST((y.data() == x.data()));
  BOOST_TEST(printed(pulled(y * y, x, matrix())) == "variable([[ 2  8 18]\n          [32 50 72]])");
}

BOOST_AUTO_TEST_CASE(T_11_reshape_is_a_member_with_several_spellings) {
  whole const x({1, 2, 3}, {1, 2, 3, 4, 5, 6});
  for (whole const& y :
       {x.reshape({2, 3}), x.reshape(2, 3), tg::reshape(x, {2, 3}), x.reshape<2, 3>()})
    BOOST_TEST((y.data() == matrix().data()));  // S0 cell 8
}

BOOST_AUTO_TEST_CASE(T_12_transpose_exchanges_the_axes) {
  BOOST_TEST(printed(tg::transpose(matrix())) ==
             "variable([[1 4]\n          [2 5]\n          [3 6]])");  // S1 cell 17
}

BOOST_AUTO_TEST_CASE(T_13_backward_of_transpose_transposes) {
  whole const x = matrix();
  tg::transpose(x).backward();
  BOOST_TEST(printed(x.grad()) == ones_text);  // S0 cell 9
  whole const again = matrix();
  BOOST_TEST((pulled(tg::transpose(again), again, whole{{1, 2}, {3, 4}, {5, 6}}).data() ==
              integers{{1, 3, 5}, {2, 4, 6}}));  // a reshape would give 1 ... 6
}

BOOST_AUTO_TEST_CASE(T_14_member_property_and_function_agree) {
  real const x{{0.02652528, 0.01024366, 0.21481783}, {0.2191978, 0.83980078, 0.43451516}};
  for (real const& y : {x.transpose(), x.T(), tg::transpose(x)})
    BOOST_TEST(printed(y) ==
               "variable([[0.02652528 0.2191978 ]\n"
               "          [0.01024366 0.83980078]\n"
               "          [0.21481783 0.43451516]])");  // S0 cell 10
}

BOOST_AUTO_TEST_CASE(T_15_any_permutation_of_the_axes) {
  whole const x = counted<int>({1, 2, 3, 4});
  whole const y = x.transpose(1, 0, 3, 2);
  BOOST_TEST((y.shape() == tg::make_shape(2, 1, 4, 3)));
  BOOST_TEST((pulled(y, x, y.detach()).data() == x.data()));
  BOOST_TEST((x.grad().shape() == tg::make_shape(1, 2, 3, 4)));  // S0 cell 11
  BOOST_TEST(
      mistake([&] { return x.transpose(1, 0, 3); }) ==
      "transpose(a, {1, 0, 3}): the permutation must name every axis of a once; a is (1, 2, 3, 4)");
}

BOOST_AUTO_TEST_CASE(T_16_negative_axes_are_counted_from_the_end_before_they_are_inverted) {
  whole const x = counted<int>({2, 3, 4});
  whole const y = tg::transpose(x, {-1, 0, -2});
  BOOST_TEST((y.shape() == tg::make_shape(4, 2, 3)));
  BOOST_TEST(y.data()(3, 1, 2) == x.data()(1, 2, 3));
  BOOST_TEST((pulled(y, x, y.detach()).data() == x.data()));
}

BOOST_AUTO_TEST_CASE(T_17_axes_may_be_computed) {
  int const A = 1, B = 2, C = 3, D = 4;
  whole const x = counted<int>({A, B, C, D});
  tg::axis_list const axes = tg::make_axes(D - 1, A - 1, B - 1, C - 1);
  BOOST_TEST(
      (tg::transpose(x, axes).shape() == tg::make_shape(4, 1, 2, 3)));  // S0 cell 12: (3, 0, 1, 2)
}

BOOST_AUTO_TEST_CASE(T_18_the_inverse_permutation_is_the_argsort) {
  whole const x = counted<int>({1, 2, 3, 4});
  whole const y = tg::transpose(x, {3, 0, 1, 2});
  BOOST_TEST((tg::transpose(y, {1, 2, 3, 0}).data() == x.data()));  // S0 cell 13
  BOOST_TEST((pulled(y, x, y.detach()).data() == x.data()));
}

BOOST_AUTO_TEST_CASE(T_19_the_sum_of_a_vector_copies_its_gradient_to_every_element) {
  whole const x{1, 2, 3, 4, 5, 6};
  whole const y = tg::sum(x);
  y.backward();
  BOOST_TEST(printed(y) == "variable(21)");  // S0 cell 15
  BOOST_TEST(printed(x.grad()) == "variable([1 1 1 1 1 1])");
}

BOOST_AUTO_TEST_CASE(T_20_the_sum_of_a_matrix_copies_its_gradient_to_every_element) {
  whole const x = matrix();
  whole const y = tg::sum(x);
  y.backward();
  BOOST_TEST(printed(y) == "variable(21)");  // S0 cell 16
  BOOST_TEST(printed(x.grad()) == ones_text);
}

BOOST_AUTO_TEST_CASE(T_21_a_sum_over_an_axis_loses_it) {
  BOOST_TEST(printed(tg::sum(matrix(), 0).data()) == "[5 7 9]");  // S0 cell 17
  BOOST_TEST(printed(tg::sum(matrix(), {1}).data()) == "[ 6 15]");
  BOOST_TEST((tg::sum(matrix(), {0}).shape() == tg::make_shape(3) &&
              tg::sum(matrix(), 1).shape() == tg::make_shape(2)));
  BOOST_TEST(mistake([] { return tg::sum(matrix(), {5}); }) ==
             "sum(a, {5}): every axis must lie in [-rank, rank); a is (2, 3)");
  BOOST_TEST(mistake([] { return tg::sum<5>(matrix()); }) ==
             "sum<5>(a): every axis must lie in [-rank, rank); a is (2, 3)");
}

BOOST_AUTO_TEST_CASE(T_22_keepdims_keeps_the_rank) {
  whole const y = tg::sum(matrix(), tg::keepdims);
  BOOST_TEST((y.shape() == tg::make_shape(1, 1)));
  BOOST_TEST(printed(y.data()) == "[[21]]");  // S0 cell 18
  BOOST_TEST(printed(tg::sum(matrix()).data()) == "21");
}

BOOST_AUTO_TEST_CASE(T_23_the_gradient_of_a_sum_over_an_axis_has_the_shape_of_the_input) {
  whole const x = matrix();
  whole const y = tg::sum(x, 0);
  y.backward();
  BOOST_TEST(printed(y) == "variable([5 7 9])");  // S0 cell 19
  BOOST_TEST(printed(x.grad()) == ones_text);
  BOOST_TEST(printed(pulled(tg::sum(x, 0), x, whole{1, 2, 3})) ==
             "variable([[2 3 4]\n          [2 3 4]])");
}

BOOST_AUTO_TEST_CASE(T_24_sum_is_a_member_too) {
  whole const y = counted<int>({2, 3, 4, 5}).sum(tg::keepdims);
  BOOST_TEST((y.shape() == tg::make_shape(1, 1, 1, 1)));
  BOOST_TEST(y.item() == 7140);  // 119 * 120 / 2
  BOOST_TEST(printed(matrix().sum({1}, tg::keepdims)) == "variable([[ 6]\n          [15]])");
}

BOOST_AUTO_TEST_CASE(T_25_broadcast_to_repeats_along_new_axes) {
  BOOST_TEST(printed(tg::broadcast_to(whole{1, 2, 3}, {2, 3}).data()) ==
             "[[1 2 3]\n [1 2 3]]");  // S0 cell 20
  BOOST_TEST(mistake([] { return tg::broadcast_to(whole{1, 2, 3}, {3, 2}); }) ==
             "broadcast_to(a, {3, 2}): extents of a, aligned at the last axis, must be 1 or equal "
             "those of the target; a is (3,)");
}

BOOST_AUTO_TEST_CASE(T_26_sum_to_gives_exactly_the_shape_asked_for) {
  whole const rows = tg::sum_to(matrix(), {1, 3});
  whole const columns = tg::sum_to(matrix(), {2, 1});
  BOOST_TEST(printed(rows.data()) == "[[5 7 9]]");  // S0 cell 22
  BOOST_TEST(printed(columns.data()) == "[[ 6]\n [15]]");
  BOOST_TEST((rows.shape() == tg::make_shape(1, 3) && columns.shape() == tg::make_shape(2, 1)));
}

BOOST_AUTO_TEST_CASE(T_27_broadcast_to_and_sum_to_are_the_backward_of_each_other) {
  whole const v{1, 2, 3};
  BOOST_TEST(printed(pulled(tg::broadcast_to(v, {2, 3}), v, matrix())) == "variable([5 7 9])");
  whole const x = matrix();
  BOOST_TEST(printed(pulled(tg::sum_to(x, {1, 3}), x, whole{{1, 2, 3}})) ==
             "variable([[1 2 3]\n          [1 2 3]])");
  BOOST_TEST(
      (tg::broadcast_to(x, {2, 3}).data() == x.data() && tg::sum_to(x, {2, 3}).data() == x.data()));
}

BOOST_AUTO_TEST_CASE(T_29_backward_sums_what_forward_broadcast) {
  whole const x0{1, 2, 3}, x1{10};
  whole const y = x0 + x1;
  y.backward();
  BOOST_TEST(printed(y) == "variable([11 12 13])");  // S0 cell 24; T-28
  BOOST_TEST(printed(x0.grad()) == "variable([1 1 1])");
  BOOST_TEST(printed(x1.grad()) == "variable([3])");
  // every binary operation, both operands, an upstream that is not constant: (1, 3) with (2, 1)
  real const upstream{{1, 2, 3}, {4, 5, 6}};
  auto const slopes = [&](auto const& f) {
    real const row{{2, 3, 5}}, column{{7}, {11}};
    pulled(real(f(row, column)), row, upstream);
    return printed(row.grad().data()) + printed(column.grad().data());
  };
  BOOST_TEST(slopes([](auto const& a, auto const& b) { return a + b; }) ==
             "[[5. 7. 9.]][[ 6.]\n [15.]]");
  BOOST_TEST(slopes([](auto const& a, auto const& b) { return a - b; }) ==
             "[[5. 7. 9.]][[ -6.]\n [-15.]]");
  BOOST_TEST(slopes([](auto const& a, auto const& b) { return a * b; }) ==
             "[[51. 69. 87.]][[23.]\n [53.]]");
  // 1 / b: 1/7 + 4/11, 2/7 + 5/11, 3/7 + 6/11; -a / b^2: -23 / 49, -53 / 121
  BOOST_TEST(slopes([](auto const& a, auto const& b) { return a / b; }) ==
             "[[0.50649351 0.74025974 0.97402597]][[-0.46938776]\n [-0.43801653]]");
}

BOOST_AUTO_TEST_CASE(T_30_nothing_is_summed_where_the_shapes_agree) {
  auto const names = [](auto const& self, real const& made) -> std::string {
    auto const creator = made.creator();
    if (creator.is_none()) return "";
    std::string text(creator.name());
    for (int i = 0; i < creator.input_count(); ++i) text += ' ' + self(self, creator.input(i));
    return text;
  };
  real const row{1, 2}, other{3, 4}, number(2.0), seed{5, 6};
  auto const gradient_of = [&](real x, real y) {
    x.clear_grad();
    y.set_grad(seed * seed);
    y.backward({.create_graph = true});
    return names(names, x.grad());
  };
  BOOST_TEST(gradient_of(row, row + other).find("sum") == std::string::npos);
  BOOST_TEST(gradient_of(number, row + number).find("sum") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(T_31_inner_and_matrix_product) {
  BOOST_TEST(printed(tg::dot(whole{1, 2, 3}, whole{4, 5, 6})) == "variable(32)");  // S0 cell 26
  BOOST_TEST(printed(tg::matmul(whole{{1, 2}, {3, 4}}, whole{{5, 6}, {7, 8}})) ==
             "variable([[19 22]\n          [43 50]])");
}

BOOST_AUTO_TEST_CASE(T_32_the_gradients_of_a_product_are_products) {
  whole const x = matrix(), w = counted<int>({3, 4}), upstream = counted<int>({2, 4});
  pulled(tg::matmul(x, w), x, upstream);
  BOOST_TEST((x.grad().shape() == tg::make_shape(2, 3) &&
              w.grad().shape() == tg::make_shape(3, 4)));  // S0 cell 27
  BOOST_TEST((x.grad().data() == tg::matmul(upstream, tg::transpose(w)).data()));
  BOOST_TEST((w.grad().data() == tg::matmul(tg::transpose(x), upstream).data()));
}

BOOST_AUTO_TEST_CASE(T_33_the_inner_sizes_of_a_product_must_agree) {
  BOOST_TEST(mistake([] { return tg::matmul(matrix(), counted<int>({4, 5})); }) ==
             "matmul(a, b): columns of a (3) must equal rows of b (4); a is (2, 3), b is (4, 5)");
}

BOOST_AUTO_TEST_SUITE_END()
