// SPDX-License-Identifier: BSL-1.0
// Requirements G-01 to G-27 at run time; G-28 is about the static mode. The dialects of G-27:
// `y.backward()`, `x.grad()` and `x.data()` are S2's `y.Backward()`, `x.GetGrad()` and
// `x.GetData()`, `y.creator().input(i)` its `GetInputs()`.
#include <typegrad/debug/check_variable.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <type_traits>

#include <requirements/run_time.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(requirements_run_time_g_semantics)

namespace {

using real = tg::variable<double>;
using whole = tg::variable<int>;
using reals = tg::dynamic_tensor<double>;
using integers = tg::dynamic_tensor<int>;

whole matrix() { return whole{{1, 2, 3}, {4, 5, 6}}; }

real made_of_temporaries(real const& a) {
  real const s = tg::sin(a + 1);
  return s * s;
}

}  // namespace

BOOST_AUTO_TEST_CASE(G_01_the_upstream_is_ones_of_the_shape_and_type_of_the_output) {
  whole const x = matrix();
  whole const y = x * x;
  y.backward({.retain_grad = true});
  BOOST_TEST(printed(y.grad()) == ones_text);
  BOOST_TEST(printed(x.grad()) == "variable([[ 2  4  6]\n          [ 8 10 12]])");
  tg::variable<float> const f(2.0f);
  (f * f).backward();
  static_assert(std::is_same_v<decltype(f.grad().item()), float>);
  BOOST_TEST(f.grad().item() == 4.0f);
  whole const x2 = matrix();
  whole y2 = x2 * x2;
  y2.set_grad(matrix());
  y2.backward();
  BOOST_TEST((x2.grad().data() == integers{{2, 8, 18}, {32, 50, 72}}));
}

BOOST_AUTO_TEST_CASE(G_02_gradients_have_the_shape_of_the_data) {
  whole const number(2), one{3}, row{1, 2, 3}, wide{{4, 5, 6}}, column{{1}, {2}};
  (number * one * row * wide * column).backward();
  for (whole const& each : {number, one, row, wide, column})
    BOOST_TEST((each.grad().shape() == each.shape()));
  whole y = row * 2;
  BOOST_TEST(
      mistake([&] { return y.set_grad(wide), 0; }) ==
      "set_grad(a, b): a gradient must have the shape of its variable; a is (3,), b is (1, 3)");
}

BOOST_AUTO_TEST_CASE(G_03_integers_stay_integers_and_float_stays_float) {
  whole const x = matrix();
  auto const y = tg::sum(tg::pow(-tg::transpose(tg::reshape(x, {3, 2})) * 2 - 1, 2), 0);
  static_assert(std::is_same_v<decltype(y), whole const>);
  BOOST_TEST((y.data() == integers{34, 130, 290}));  // of (2, 6, 10; 4, 8, 12) and 1
  y.backward();
  BOOST_TEST((x.grad().data() == integers{{12, 20, 28}, {36, 44, 52}}));  // 4 (2 x + 1)
  static_assert(
      std::is_same_v<decltype(tg::sum_to(tg::matmul(x, tg::broadcast_to(x, {3, 3})), {1, 3})),
                     whole>);
  static_assert(std::is_same_v<decltype(x / 2), real> &&
                std::is_same_v<decltype(tg::exp(x)), real>);
  static_assert(std::is_same_v<decltype(x * 0.5), real>);
  // a real function promotes the gradient too
  whole const n(3);
  (n * 0.5).backward();
  BOOST_TEST(n.grad<double>().item() == 0.5);
  BOOST_TEST(complaint<std::invalid_argument>([&] { return n.grad(); }) ==
             "grad(): the gradient is float64: call grad<double>() for it");
  // Z-18
  tg::variable<float> const single{1, 2};
  static_assert(std::is_same_v<decltype(single * 0.5), tg::variable<float>>);
  tg::sum(0.5 * single).backward();
  BOOST_TEST((single.grad().data() == tg::dynamic_tensor<float>{0.5f, 0.5f}));
}

BOOST_AUTO_TEST_CASE(G_04_every_use_of_a_variable_adds_to_its_gradient) {
  real const x(3.0), x3(3.0);
  (x + x).backward();
  (x3 + x3 + x3).backward();
  BOOST_TEST(x.grad().item() == 2.0);
  BOOST_TEST(x3.grad().item() == 3.0);
}

BOOST_AUTO_TEST_CASE(G_05_gradients_of_leaves_add_up_until_they_are_cleared) {
  real x(3.0);
  (x * x).backward();
  (x * x).backward();
  BOOST_TEST(x.grad().item() == 12.0);
  x.clear_grad();
  BOOST_TEST(x.grad().is_none());
  (x * x).backward();
  BOOST_TEST(x.grad().item() == 6.0);
  real const y = x * 2;
  y.backward();
  y.backward();  // the same graph twice
  BOOST_TEST(x.grad().item() == 10.0);
}

BOOST_AUTO_TEST_CASE(G_06_intermediate_gradients_are_kept_on_request_only) {
  real const x0(1.0), x1(1.0);  // DeZero, step 18
  real const t = x0 + x1;
  real const y = x0 + t;
  y.backward();
  BOOST_TEST(y.grad().is_none());
  BOOST_TEST(t.grad().is_none());
  BOOST_TEST(x0.grad().item() == 2.0);
  BOOST_TEST(x1.grad().item() == 1.0);
  real const u = x0 + x1;
  real const z = x0 + u;
  z.backward({.retain_grad = true});
  BOOST_TEST(z.grad().item() == 1.0);
  BOOST_TEST(u.grad().item() == 1.0);
}

BOOST_AUTO_TEST_CASE(G_07_a_shared_value_is_computed_and_differentiated_once) {
  real const x(0.5);
  real a = x;
  for (int level = 0; level < 40; ++level)
    a = tg::sin(a) + tg::sin(a) * 0.25;  // written out: 2^40 sines
  a.backward();
  double value = 0.5, slope = 1;
  for (int level = 0; level < 40; ++level) {
    slope *= 1.25 * std::cos(value);
    value = 1.25 * std::sin(value);
  }
  BOOST_TEST(near(a.item(), value, 100));
  BOOST_TEST(near(x.grad().item(), slope, 400));
}

BOOST_AUTO_TEST_CASE(G_08_a_backward_runs_once_after_all_its_consumers) {
  real const x(2.0);
  real const a = x * x;
  real const through_long_way = -(-(a + 0 * x));
  real const y = a * a + through_long_way * through_long_way;
  BOOST_TEST(y.item() == 32.0);  // E-02
  y.backward();
  BOOST_TEST(x.grad().item() == 64.0);
}

BOOST_AUTO_TEST_CASE(G_09_a_graph_keeps_its_operands_alive) {
  real const x(0.5);
  real y;
  {
    real const local(2.0);
    y = made_of_temporaries(x) * local * real(3.0);
  }
  BOOST_TEST(near(y.item(), 6 * std::sin(1.5) * std::sin(1.5)));
  y.backward();
  BOOST_TEST(near(x.grad().item(), 6 * std::sin(3.0), 8));  // 2 sin cos
}

BOOST_AUTO_TEST_CASE(G_10_backward_uses_the_values_of_its_forward) {
  real x(2.0);
  real const y = x * x;
  x.set_data(reals(5.0));
  y.backward();
  BOOST_TEST(y.item() == 4.0);
  BOOST_TEST(x.grad().item() == 4.0);  // DeZero: 10
  x.clear_grad();
  (x * x).backward();
  BOOST_TEST(x.grad().item() == 10.0);
}

BOOST_AUTO_TEST_CASE(G_11_rank_0_is_not_rank_1_of_one_element) {
  whole const x = matrix(), two(2);
  BOOST_TEST(tg::sum(x).ndim() == 0);
  BOOST_TEST(tg::pow(real(2.0), 2).ndim() == 0);
  whole const y = two * x;
  BOOST_TEST((y.shape() == tg::make_shape(2, 3)));
  y.backward();
  BOOST_TEST(printed(two.grad()) == "variable(21)");
  BOOST_TEST((whole{5}).len() == 1);
  BOOST_TEST(mistake([&] { return two.len(); }) ==
             "len(a): a must have at least one axis; a is a number");
}

BOOST_AUTO_TEST_CASE(G_12_numbers_and_tensors_mix_with_variables) {
  whole const a{{1, 1, 1}, {1, 1, 1}};
  integers const x{{1, 2, 3}, {4, 5, 6}};
  tg::tensor<int, 2, 3> const fixed{{1, 2, 3}, {4, 5, 6}};
  whole const y = (a + x) * 2 + (3 - a) + (fixed - a) * 1;
  BOOST_TEST((y.data() == integers{{6, 9, 12}, {15, 18, 21}}));  // 2 + 2 x + 2 + x - 1
  y.backward();
  BOOST_TEST((a.grad().data() == integers({2, 3}, {0, 0, 0, 0, 0, 0})));  // 2 - 1 - 1
  whole const seven = 7;
  (a * seven).backward();
  BOOST_TEST(
      complaint<std::invalid_argument>([&] { return seven.grad(); }) ==  // a constant gets none
      "grad(): variable x = 2.0 is a constant, which has no gradient: write variable x(2.0)");
}

BOOST_AUTO_TEST_CASE(G_13_a_leaf_is_made_from_an_array) {
  static_assert(!std::is_constructible_v<real, char const*>);
  BOOST_TEST((whole(tg::tensor<int, 3>{1, 2, 3}).data() == integers{1, 2, 3}));
  BOOST_TEST((whole(integers{1, 2, 3}).data() == integers{1, 2, 3}));
  BOOST_TEST(mistake([] { return whole{{1, 2}, {3}}; }) ==
             "braces of one level must have equal lengths: 2 and 1 at axis 1");
}

BOOST_AUTO_TEST_CASE(G_16_gradients_do_not_alias) {
  real a{1.0, 2.0}, b{3.0, 4.0};
  (a + b).backward();
  BOOST_TEST(a.grad().data().data() != b.grad().data().data());
  a.grad().set_data({100, 100});
  BOOST_TEST((b.grad().data() == reals{1, 1}));
  BOOST_TEST((a.grad().data() == reals{100, 100}));
  tg::sum(a).backward();  // added to what was written
  BOOST_TEST((a.grad().data() == reals{101, 101}));
  // nor do they alias the upstream gradient
  real const x{1.0, 2.0};
  real upstream{5.0, 6.0};
  real y = x + 0.0;
  y.set_grad(upstream);
  y.backward();
  upstream.set_data({0, 0});
  BOOST_TEST((x.grad().data() == reals{5, 6}));
}

BOOST_AUTO_TEST_CASE(G_17_digits_within_the_tolerance_of_the_page) {
  auto const square = [](real const& x) { return tg::square(x); };
  BOOST_TEST(std::abs(tg::numerical_diff(square, real(2.0)).item() - 4) < 5e-11);
  real const x(0.5);
  square(tg::exp(square(x))).backward();
  BOOST_TEST(near(x.grad().item(), 3.297442541400256, 4));
}

BOOST_AUTO_TEST_CASE(G_18_both_operands_are_stretched) {
  whole const a = counted<int>({4, 1, 3}), b = counted<int>({1, 5, 1});
  whole const y = a * b;
  BOOST_TEST((y.shape() == tg::make_shape(4, 5, 3)));
  BOOST_TEST(y.data()(3, 4, 2) == 44);
  y.backward();
  BOOST_TEST((a.grad().shape() == a.shape() && b.grad().shape() == b.shape()));
  BOOST_TEST(a.grad().data()(2, 0, 1) == 10);  // 0 + ... + 4
  BOOST_TEST(b.grad().data()(0, 3, 0) == 66);  // 0 + ... + 11
  BOOST_TEST(mistake([] { return matrix() + whole{1, 2}; }) ==
             "a + b: extents of a and b, aligned at the last axis, must be equal or 1; a is (2, "
             "3), b is (2,)");
}

BOOST_AUTO_TEST_CASE(G_19_axes_come_in_any_order_and_from_either_end) {
  whole const x = counted<int>({2, 3, 4});
  BOOST_TEST((tg::sum(x, {-1, 0}).data() == tg::sum(x, {0, 2}).data()));
  BOOST_TEST((tg::sum(x, {2, 1, 0}).data() == tg::sum(x).data()));
  BOOST_TEST((tg::sum(x, {}).data() == x.data()));
  BOOST_TEST((tg::transpose(matrix(), tg::all_axes).shape() == tg::make_shape(3, 2)));
  BOOST_TEST(mistake([] { return tg::sum(matrix(), {1, -1}); }) ==
             "sum(a, {1, -1}): no axis may be named twice; a is (2, 3)");
  BOOST_TEST(mistake([] { return tg::sum(matrix(), {-3}, tg::keepdims); }) ==
             "sum(a, {-3}, keepdims): every axis must lie in [-rank, rank); a is (2, 3)");
}

BOOST_AUTO_TEST_CASE(G_20_one_extent_of_reshape_is_inferred) {
  BOOST_TEST((tg::reshape(matrix(), {3, -1}).shape() == tg::make_shape(3, 2)));
  BOOST_TEST((tg::reshape(matrix(), -1).data() == integers{1, 2, 3, 4, 5, 6}));
  BOOST_TEST(mistake([] { return tg::reshape(matrix(), {-1, -1}); }) ==
             "reshape(a, {-1, -1}): at most one extent may be -1; a is (2, 3)");
  BOOST_TEST(
      mistake([] { return tg::reshape(matrix(), {4, -1}); }) ==
      "reshape(a, {4, -1}): the known extents must divide the number of elements; a is (2, 3)");
}

BOOST_AUTO_TEST_CASE(G_21_what_backward_does_not_reach_has_no_gradient) {
  real const x(1.0), other(1.0);
  real const y = x * 2;
  BOOST_TEST(y.grad().is_none());
  y.backward();
  BOOST_TEST(other.grad().is_none());
}

BOOST_AUTO_TEST_CASE(G_22_backward_on_a_leaf_sets_ones) {
  whole const x = matrix();
  x.backward();
  BOOST_TEST(printed(x.grad()) == ones_text);
}

BOOST_AUTO_TEST_CASE(G_23_a_shape_error_changes_nothing) {
  whole const a = matrix(), b{1, 2};
  whole const y = a * 2;
  BOOST_TEST(mistake([&] { return y - b; }) ==
             "a - b: extents of a and b, aligned at the last axis, must be equal or 1; a is (2, "
             "3), b is (2,)");
  whole total = a;
  BOOST_TEST(mistake([&] { return total += b; }) ==
             "a + b: extents of a and b, aligned at the last axis, must be equal or 1; a is (2, "
             "3), b is (2,)");
  BOOST_TEST(is_same(total, a));
  y.backward();
  BOOST_TEST((a.grad().data() == integers{{2, 2, 2}, {2, 2, 2}}));
  BOOST_TEST(b.grad().is_none());
}

// More of it in tests/debug/print_variable.cpp.
BOOST_AUTO_TEST_CASE(G_24_printing) {
  BOOST_TEST(printed(matrix()) == "variable([[1 2 3]\n          [4 5 6]])");
  BOOST_TEST(printed(real{1e-5, 1.0}) == "variable([1.e-05 1.e+00])");
  BOOST_TEST(printed(real{1.0, 2.5, -3.0}) == "variable([ 1.   2.5 -3. ])");
  BOOST_TEST(printed(real()) == "variable(None)");
}

BOOST_AUTO_TEST_CASE(G_25_a_variable_knows_its_shape_rank_size_type_length_and_name) {
  real x{{1.0, 2.0, 3.0}, {4.0, 5.0, 6.0}};
  BOOST_TEST((x.shape() == tg::make_shape(2, 3)));
  BOOST_TEST(x.ndim() == 2);
  BOOST_TEST(x.size() == 6);
  BOOST_TEST(x.len() == 2);
  BOOST_TEST(x.dtype() == "float64");
  BOOST_TEST(tg::variable<std::int32_t>::dtype() == "int32");
  BOOST_TEST(x.name() == "");
  x.set_name("x");
  BOOST_TEST(x.name() == "x");
  real const same = x;
  BOOST_TEST(same.name() == "x");
}

BOOST_AUTO_TEST_CASE(G_26_differences_of_a_reduction_and_the_gradient_check) {
  auto const squares = [](real const& x) { return tg::sum(x * x); };
  real const x{1.0, 2.0, 3.0};
  BOOST_TEST(std::abs(tg::numerical_diff(squares, x).item() - 12) < 1e-9);
  BOOST_TEST(tg::check_grad(squares, x).ok);
  BOOST_TEST(tg::check_grad([](tg::variable<float> const& a) { return tg::sin(a); },
                            tg::variable<float>{0.5f, 1.0f})
                 .ok);
}

BOOST_AUTO_TEST_CASE(G_27_one_dialect_for_variables_and_one_for_functions) {
  real const x(3.0);
  (x * x).backward();
  BOOST_TEST(x.grad().item() == 6);
  constexpr auto square = [](auto const& a) { return a * a; };
  auto const [value, gradient] = tg::value_and_grad(square)(x);
  BOOST_TEST(value.item() == 9);
  BOOST_TEST(gradient.item() == 6);
}

BOOST_AUTO_TEST_SUITE_END()
