// SPDX-License-Identifier: BSL-1.0
// Defects of the seeds and of DeZero (Z-01 to Z-24) that variables do not repeat, as
// far as they can occur at run time. are about layers: tests/nn; functions of
// users with several outputs (X-12, X-13, Z-12): run_time_m_functions.cpp. Left out are slips of
// the seeds' text and parts that do not exist here (Z-08 to
// Z-11, Z-22: pooling, convolution, hooks, recurrent layers, batch normalisation).
#include <typegrad/debug/check_variable.hpp>
#include <typegrad/nn/dynamic_parameters.hpp>

#include <boost/test/unit_test.hpp>

#include <cfenv>
#include <cmath>
#include <thread>
#include <type_traits>
#include <utility>

#include <requirements/run_time.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(requirements_run_time_xz_defects)

namespace {

using real = tg::variable<double>;
using whole = tg::variable<int>;
using reals = tg::dynamic_tensor<double>;
using integers = tg::dynamic_tensor<int>;

whole matrix() { return whole{{1, 2, 3}, {4, 5, 6}}; }

template <class T>
tg::dynamic_tensor<T> pulled(tg::variable<T> y, tg::variable<T> x,
                             tg::variable<T> const& upstream) {
  x.clear_grad();
  y.set_grad(upstream);
  y.backward();
  return x.grad().data();
}

/// The n-th derivative of f at x by backward with create_graph, one after the other.
template <class F>
double derivative(F const& f, double at, int order) {
  real x(at);
  real y = f(x);
  for (int i = 0; i < order; ++i) {
    x.clear_grad();
    y.backward({.create_graph = true});
    y = x.grad();
  }
  return y.item();
}

}  // namespace

BOOST_AUTO_TEST_CASE(X_03_X_04_member_and_function_coexist_and_the_shortcut_works) {
  whole const x = matrix();
  whole const y = tg::reshape(x.reshape(6).reshape({2, 3}), {2, 3});
  BOOST_TEST((pulled(y, x, matrix()) == x.data()));
}

BOOST_AUTO_TEST_CASE(X_06_X_29_X_30_permutations_are_undone_by_their_inverses) {
  whole const x = counted<int>({2, 3, 4});
  for (tg::axis_list const& axes : {tg::make_axes(1, 2, 0), tg::make_axes(2, 0, 1),
                                    tg::make_axes(-1, 0, -2), tg::make_axes(0, 2, 1)}) {
    whole const y = tg::transpose(x, axes);
    BOOST_TEST((pulled(y, x, y.detach()) == x.data()));
  }
}

BOOST_AUTO_TEST_CASE(X_07_transpose_takes_axes) {
  BOOST_TEST(
      (tg::transpose(counted<int>({2, 3, 4}), {1, 0, 2}).shape() == tg::make_shape(3, 2, 4)));
  BOOST_TEST((tg::transpose(matrix(), {1, 0}).data() == integers{{1, 4}, {2, 5}, {3, 6}}));
}

BOOST_AUTO_TEST_CASE(X_08_sum_takes_axes_and_keepdims) {
  whole const x = matrix();
  whole const y = tg::sum(x, 1, tg::keepdims);
  BOOST_TEST((y.data() == integers{{6}, {15}}));
  BOOST_TEST((pulled(y, x, whole{{7}, {8}}) == integers{{7, 7, 7}, {8, 8, 8}}));
}

BOOST_AUTO_TEST_CASE(X_09_Z_15_every_spelling_of_the_same_shape_is_the_same) {
  whole const x = matrix();
  for (whole const& y :
       {tg::reshape(x, {-1, 3}), x.reshape(2, -1), tg::reshape(x, tg::make_shape(2, 3))})
    BOOST_TEST((y.shape() == x.shape() && y.data() == x.data()));
}

BOOST_AUTO_TEST_CASE(X_11_lines_stand_below_each_other) {
  BOOST_TEST(printed(matrix()) == "variable([[1 2 3]\n          [4 5 6]])");
}

BOOST_AUTO_TEST_CASE(X_14_Z_02_the_gradient_of_a_sum_can_be_written_and_is_nobody_elses) {
  real const x{1.0, 2.0, 3.0};
  real const y = tg::sum(x);
  y.backward();
  real gradient = x.grad();
  reals changed = gradient.data();
  changed(1) += 0.5;  // WeightDecay
  gradient.set_data(changed);
  BOOST_TEST((x.grad().data() == reals{1, 1.5, 1}));
}

BOOST_AUTO_TEST_CASE(X_15_second_derivatives_exist) {
  BOOST_TEST(derivative([](real const& x) { return tg::square(x); }, 3.0, 2) == 2.0);
}

BOOST_AUTO_TEST_CASE(X_16_Z_17_the_sigmoid_neither_overflows_nor_gives_nan) {
  std::feclearexcept(FE_ALL_EXCEPT);
  real const x{-800.0, 0.0, 800.0};
  real const y = tg::sigmoid(x);
  y.backward();
  BOOST_TEST((y.data() == reals{0, 0.5, 1}));
  BOOST_TEST((x.grad().data() == reals{0, 0.25, 0}));
  BOOST_TEST(!std::fetestexcept(FE_OVERFLOW | FE_INVALID | FE_DIVBYZERO));
}

BOOST_AUTO_TEST_CASE(X_20_Z_13_backward_on_a_leaf_and_the_second_derivative_of_a_line) {
  real const leaf(3.0);
  leaf.backward();
  BOOST_TEST(leaf.grad().item() == 1.0);
  BOOST_TEST(derivative([](real const& x) { return 3 * x; }, 2.0, 1) == 3.0);
  // DeZero: x.grad stays None
  real x(2.0);
  (3 * x).backward({.create_graph = true});
  real const slope = x.grad();
  x.clear_grad();
  slope.backward();
  BOOST_TEST(x.grad().item() == 0.0);
  BOOST_TEST(derivative([](real const& a) { return 3 * a; }, 2.0, 3) == 0.0);
  // a slope that depends on another variable alone
  real const w(5.0);
  BOOST_TEST(derivative([&](real const& b) { return w * b; }, 2.0, 1) == 5.0);
  BOOST_TEST(derivative([&](real const& b) { return w * b; }, 2.0, 2) == 0.0);
}

BOOST_AUTO_TEST_CASE(X_21_several_inputs_and_uses_add_up) {
  real const x(2.0), w(3.0);
  (x * w + x).backward();
  BOOST_TEST(x.grad().item() == 4.0);
  BOOST_TEST(w.grad().item() == 2.0);
}

BOOST_AUTO_TEST_CASE(X_22_the_step_of_differences_fits_the_type) {
  auto const square = [](auto const& a) { return a * a; };
  BOOST_TEST(std::abs(tg::numerical_diff(square, tg::variable<float>(3.0f)).item() - 6) < 1e-3f);
}

BOOST_AUTO_TEST_CASE(X_24_numbers_have_rank_0_at_every_step) {
  whole const x(10);
  whole const y = x * x;
  BOOST_TEST(x.ndim() == 0);
  BOOST_TEST(y.ndim() == 0);
  BOOST_TEST(y.data().rank() == 0);
  BOOST_TEST(printed(y) == "variable(100)");
}

BOOST_AUTO_TEST_CASE(X_25_arrays_are_compared_as_a_whole) {
  static_assert(std::is_same_v<decltype(matrix().data() == matrix().data()), bool>);
  BOOST_TEST((matrix().data() == integers{{1, 2, 3}, {4, 5, 6}}));
}

BOOST_AUTO_TEST_CASE(X_27_what_forward_broadcasts_backward_sums) {
  whole const a{1, 2, 3}, b(10);
  (a - b).backward();
  BOOST_TEST((a.grad().data() == integers{1, 1, 1}));
  BOOST_TEST((b.grad().data() == integers(-3)));
}

BOOST_AUTO_TEST_CASE(X_28_shapes_print_as_plain_numbers) {
  BOOST_TEST(tg::shape_text(counted<int>({1, 2, 3, 0}).shape()) == "(1, 2, 3, 0)");
}

BOOST_AUTO_TEST_CASE(Z_01_powers_at_zero_have_no_nan_in_any_order) {
  BOOST_TEST(derivative([](real const& x) { return tg::pow(x, 0); }, 0.0, 1) == 0.0);
  for (int order : {1, 2, 3, 4})
    BOOST_TEST(derivative([](real const& x) { return tg::pow(x, 2); }, 0.0, order) ==
               (order == 2 ? 2.0 : 0.0));
  BOOST_TEST(derivative([](real const& x) { return tg::pow(x, 1); }, 0.0, 1) == 1.0);
  whole const n(0);
  whole const y = tg::pow(n, 0);
  y.backward();
  BOOST_TEST(y.item() == 1);
  BOOST_TEST(n.grad().item() == 0);
}

BOOST_AUTO_TEST_CASE(Z_03_negative_axes_of_max_and_min) {
  // Real, because equal elements share a gradient: that of integers is real too.
  using real = tg::variable<double>;
  using reals = tg::dynamic_tensor<double>;
  real const x{{1, 2, 3}, {4, 5, 6}};
  BOOST_TEST((pulled((tg::max)(x, {-1}), x, real{7, 8}) == reals{{0, 0, 7}, {0, 0, 8}}));
  BOOST_TEST((pulled((tg::min)(x, {-2}), x, real{7, 8, 9}) == reals{{7, 8, 9}, {0, 0, 0}}));
}

BOOST_AUTO_TEST_CASE(Z_04_sum_to_refuses_what_does_not_broadcast_back) {
  BOOST_TEST(mistake([] {
               return tg::sum_to(counted<int>({10, 20, 20}), {10});
             }).find("sum_to(a, {10}): ") == 0);
  BOOST_TEST(mistake([] { return tg::sum_to(matrix(), {3, 2}); }).find("sum_to(a, {3, 2}): ") == 0);
}

BOOST_AUTO_TEST_CASE(Z_05_expand_dims_counts_axes_of_the_result) {
  whole const x = matrix();
  BOOST_TEST((tg::expand_dims(x, -1).shape() == tg::make_shape(2, 3, 1)));
  BOOST_TEST((tg::expand_dims(x, {0}).shape() == tg::make_shape(1, 2, 3)));
}

BOOST_AUTO_TEST_CASE(Z_06_an_error_of_different_shapes_is_refused) {
  std::string const words = mistake(
      [] { return tg::mean_squared_error(real{{1.0}, {2.0}, {3.0}}, real{1.0, 2.0, 3.0}); });
  BOOST_TEST(words.find("mean_squared_error(a, b): ") == 0);
  BOOST_TEST(words.find("; a is (3, 1), b is (3,)") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(Z_07_products_of_all_ranks_have_gradients_of_the_right_shape) {
  whole const square{{1, 2}, {3, 4}}, v{5, 7};
  auto const both = [](whole a, whole b, whole const& upstream) {
    a.clear_grad();
    b.clear_grad();
    whole y = tg::matmul(a, b);
    y.set_grad(upstream);
    y.backward();
    return std::pair{a.grad().data(), b.grad().data()};
  };
  BOOST_TEST(
      (both(square, v, whole{1, 10}) == std::pair{integers{{5, 7}, {50, 70}}, integers{31, 42}}));
  BOOST_TEST(
      (both(v, square, whole{1, 10}) == std::pair{integers{21, 43}, integers{{5, 50}, {7, 70}}}));
  BOOST_TEST((both(v, whole{2, 3}, whole(4)) == std::pair{integers{8, 12}, integers{20, 28}}));
  whole const batch({3, 1, 2}, {1, 2, 3, 4, 5, 6});
  BOOST_TEST((both(batch, square, whole({3, 1, 2}, {1, 1, 1, 1, 1, 1})) ==
              std::pair{integers({3, 1, 2}, {3, 7, 3, 7, 3, 7}), integers{{9, 9}, {12, 12}}}));
}

BOOST_AUTO_TEST_CASE(Z_14_intermediate_gradients_do_not_accumulate) {
  real x(1.0);
  real const u = 3 * x;
  real const y = u + x;
  y.backward({.retain_grad = true});
  y.backward({.retain_grad = true});
  BOOST_TEST(x.grad().item() == 8.0);  // twice 4; DeZero: 11
}

BOOST_AUTO_TEST_CASE(Z_16_powers_of_two_variables_of_numbers_and_updates_in_place_exist) {
  auto const power = [](real const& x, real const& y) { return tg::pow(x, y); };
  BOOST_TEST(tg::check_grad(power, real(2.0), real(3.0)).ok);
  BOOST_TEST(tg::pow(2, real(5.0)).item() == 32.0);
  real x(2.0);
  real const old = x;
  x += 1;
  BOOST_TEST(x.item() == 3.0);
  BOOST_TEST(old.item() == 2.0);
}

BOOST_AUTO_TEST_CASE(Z_17_losses_and_squashing_functions_are_stable) {
  BOOST_TEST((tg::softmax(real{1000.0, 0.0}).data() == reals{1, 0}));
  real const scores{{2000.0, 0.0}};
  real const loss = tg::softmax_cross_entropy(scores, tg::dynamic_tensor<int>{1});
  loss.backward();
  BOOST_TEST(loss.item() == 2000.0);  // DeZero's simple form: 34.538776394910684
  BOOST_TEST((scores.grad().data() == reals{{1, -1}}));
}

BOOST_AUTO_TEST_CASE(Z_18_float_times_a_number_stays_float) {
  static_assert(std::is_same_v<decltype(tg::variable<float>(1.0f) * 0.5), tg::variable<float>>);
}

BOOST_AUTO_TEST_CASE(Z_19_linear_promotes_integers) {
  auto const y = tg::linear(matrix(), whole{{1}, {0}, {1}}, real{0.5});
  static_assert(std::is_same_v<decltype(y), real const>);
  BOOST_TEST((y.data() == reals{{4.5}, {10.5}}));
}

BOOST_AUTO_TEST_CASE(Z_20_the_first_step_of_adam_is_its_learning_rate) {
  reals p{1, 1};
  tg::adam<reals> optimizer{.learning_rate = 0.125};
  optimizer.update(p, reals{4, -0.5});
  BOOST_TEST(std::abs(p(0) - 0.875) < 1e-8);
  BOOST_TEST(std::abs(p(1) - 1.125) < 1e-8);
}

BOOST_AUTO_TEST_CASE(Z_21_parameters_stand_in_the_order_of_declaration) {
  tg::affine_layer<reals> layer{reals{{1, 0}}, reals{10, 20}};
  BOOST_TEST((&std::get<0>(layer.params()) == &layer.weight &&
              &std::get<1>(layer.params()) == &layer.offset));
}

BOOST_AUTO_TEST_CASE(Z_23_data_that_is_changed_later_does_not_change_the_gradient) {
  real x(2.0);
  real const y = tg::square(x);
  x.set_data(reals(100.0));
  y.backward();
  BOOST_TEST(x.grad().item() == 4.0);
}

BOOST_AUTO_TEST_CASE(Z_24_no_grad_is_a_matter_of_its_thread) {
  tg::no_grad const scope;
  bool has_creator = false;
  std::thread([&] {
    real const x(2.0);
    has_creator = static_cast<bool>((x * x).creator());
  }).join();
  BOOST_TEST(has_creator);
  real const x(2.0);
  BOOST_TEST((x * x).creator().is_none());
}

BOOST_AUTO_TEST_SUITE_END()
