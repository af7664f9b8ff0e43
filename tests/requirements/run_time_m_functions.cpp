// SPDX-License-Identifier: BSL-1.0
// Requirements M-01 to M-10, S4-05, S4-06, S4-12, S4-27, G-14, G-15, X-12, X-13 and Z-12 at run
// time: functions that users write, with parameters and several outputs.
#include <typegrad/debug/check_variable.hpp>

#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <type_traits>

#include <requirements/run_time.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(requirements_run_time_m_functions)

namespace {

using real = tg::variable<double>;
using whole = tg::variable<int>;
using integers = tg::dynamic_tensor<int>;

whole matrix() { return whole{{1, 2, 3}, {4, 5, 6}}; }

/// The seed prints with a capital V; how the lines stand below each other was lost on its page
///
template <class T>
std::string printed_as_seed(tg::variable<T> const& x) {
  return tg::named_text("Variable", tg::to_string(x.data()));
}

struct square_function {
  static constexpr auto forward(auto const& x) { return x * x; }
  static constexpr auto backward(auto const& gy, auto const& x) { return 2 * x * gy; }
};
struct unfinished_function {};
/// Code that cannot be recorded, without backward.
struct forward_only {
  static constexpr tg::shape shape(tg::shape const& x) { return x; }
  static constexpr void kernel(auto* out, tg::shape const& extents, auto const& x) {
    for (tg::index_t i = 0; i < extents.size(); ++i) out[i] = x[i] * x[i];
  }
};
/// A shape that is known at run time as a constructor parameter.
struct user_reshape {
  tg::index_t first, second;
  auto forward(auto const& x) const { return tg::reshape(x, {first, second}); }
  auto backward(auto const& gy, auto const& x) const { return tg::reshape_to(gy, x.extents()); }
};
struct user_scale {
  int factor;
  auto forward(auto const& x) const { return factor * x; }
  auto backward(auto const& gy, auto const&) const { return factor * gy; }
};
struct user_transpose {
  static auto forward(auto const& x) { return tg::transpose(x); }
  static auto backward(auto const& gy, auto const&) { return tg::transpose(gy); }
};
struct user_sum {
  static auto forward(auto const& x) { return tg::sum(x); }
  static auto backward(auto const& gy, auto const& x) { return gy + 0 * x; }
};
struct user_matmul {
  static auto forward(auto const& x, auto const& w) { return tg::matmul(x, w); }
  static auto backward(auto const& gy, auto const& x, auto const& w) {
    return tg::results{tg::matmul(gy, tg::transpose(w)), tg::matmul(tg::transpose(x), gy)};
  }
};
struct cube {
  static auto forward(auto const& x) { return x * x * x; }
  static auto backward(auto const& gy, auto const& x) { return 3 * gy * x * x; }
};
/// y = x[:1], z = x[1:]
struct separate {
  static auto forward(auto const& x) {
    return tg::results{tg::slice(x, {tg::range(0, 1)}), tg::slice(x, {tg::range(1, tg::omitted)})};
  }
  static auto backward(auto const& gy, auto const& gz, auto const&) {
    return tg::concatenate<0>(gy, gz);
  }
};

}  // namespace

// Using it does not compile: compile_fail/user_operation_without_forward.
BOOST_AUTO_TEST_CASE(S4_05_a_function_without_forward_is_known_to_be_unfinished) {
  static_assert(!tg::HasForward<unfinished_function> && !tg::HasKernel<unfinished_function>);
}

BOOST_AUTO_TEST_CASE(S4_06_a_user_writes_a_function_by_its_forward) {
  auto const y = tg::apply<square_function>(whole(10));
  static_assert(std::is_same_v<decltype(y), whole const>);
  BOOST_TEST(printed(y.data()) == "100");  // seed cell 9
}

BOOST_AUTO_TEST_CASE(S4_12_a_function_without_backward_runs_until_it_is_differentiated) {
  real const x(3.0);
  real const y = tg::apply<forward_only>(x);
  BOOST_TEST(y.item() == 9.0);
  BOOST_TEST(
      complaint<std::logic_error>([&] {
        return y.backward(), 0;
      }).find("this operation has no backward; write backward(gy, x..., y) for its gradient") !=
      std::string::npos);
  BOOST_TEST(x.grad().is_none());
}

BOOST_AUTO_TEST_CASE(S4_27_functions_of_users_keep_rank_0) {
  real const x(3.0);
  real const y = tg::apply<square_function>(x);
  y.backward();
  BOOST_TEST(y.ndim() == 0);
  BOOST_TEST(y.item() == 9.0);
  BOOST_TEST(x.grad().item() == 6.0);
}

BOOST_AUTO_TEST_CASE(M_01_gradients_are_printed_as_arrays) {
  whole const x = matrix(), y{{10, 20, 30}, {40, 50, 60}};
  whole const z = x + y;
  z.backward();
  BOOST_TEST(printed_as_seed(z) == "Variable([[11 22 33]\n          [44 55 66]])");
  BOOST_TEST(printed(x.grad().data()) == "[[1 1 1]\n [1 1 1]]");
  BOOST_TEST(printed(y.grad().data()) == "[[1 1 1]\n [1 1 1]]");
}

BOOST_AUTO_TEST_CASE(M_02_users_write_functions_with_parameters_and_saved_state) {
  whole const x = matrix();
  whole const y = tg::apply(user_reshape{1, 6}, x);
  y.backward();
  BOOST_TEST(printed_as_seed(y) == "Variable([[1 2 3 4 5 6]])");
  BOOST_TEST(printed(x.grad().data()) == "[[1 1 1]\n [1 1 1]]");
  whole const a = matrix();
  whole b = tg::apply(user_scale{3}, a);
  b.set_grad(matrix());
  b.backward();
  BOOST_TEST((a.grad().data() == integers{{3, 6, 9}, {12, 15, 18}}));
}

BOOST_AUTO_TEST_CASE(M_03_transpose_by_a_user) {
  whole const x = matrix();
  whole y = tg::apply<user_transpose>(x);
  BOOST_TEST(printed_as_seed(y) == "Variable([[1 4]\n          [2 5]\n          [3 6]])");
  y.set_grad(whole{{1, 2}, {3, 4}, {5, 6}});
  y.backward();
  BOOST_TEST((x.grad().data() == integers{{1, 3, 5}, {2, 4, 6}}));
}

BOOST_AUTO_TEST_CASE(M_04_sum_by_a_user) {
  whole const x = matrix();
  whole const y = tg::apply<user_sum>(x);
  y.backward();
  BOOST_TEST(printed_as_seed(y) == "Variable(21)");
  BOOST_TEST(printed(x.grad()) == ones_text);
}

BOOST_AUTO_TEST_CASE(M_05_matmul_by_a_user_gives_one_gradient_for_each_input) {
  whole const x = matrix(), w{{1, 0, 2, -1}, {3, 1, 0, 2}, {0, -2, 1, 1}};
  whole const y = tg::apply<user_matmul>(x, w);
  y.backward();
  BOOST_TEST((y.shape() == tg::make_shape(2, 4)));
  BOOST_TEST((x.grad().data() == integers{{2, 6, 0}, {2, 6, 0}}));  // rows of w summed
  BOOST_TEST((w.grad().data() == integers{{5, 5, 5, 5}, {7, 7, 7, 7}, {9, 9, 9, 9}}));
}

BOOST_AUTO_TEST_CASE(M_06_a_function_with_two_outputs) {
  whole const x = matrix();
  auto const [y, z] = tg::apply<separate>(x);
  whole w = y + z;
  BOOST_TEST(printed_as_seed(y) == "Variable([[1 2 3]])");
  BOOST_TEST(printed_as_seed(z) == "Variable([[4 5 6]])");
  BOOST_TEST(printed_as_seed(w) == "Variable([[5 7 9]])");
  w.backward();
  BOOST_TEST(printed(x.grad()) == ones_text);
  whole const x2 = matrix();
  auto const [y2, z2] = tg::apply<separate>(x2);
  (10 * y2 + z2 * z2).backward();
  BOOST_TEST((x2.grad().data() == integers{{10, 10, 10}, {8, 10, 12}}));
}

BOOST_AUTO_TEST_CASE(M_07_slices_and_stacks_are_differentiable) {
  whole const x = matrix();
  whole y = tg::concatenate({tg::slice(x, {tg::range(1, 2)}), tg::slice(x, {tg::range(0, 1)})}, 0);
  BOOST_TEST((y.data() == integers{{4, 5, 6}, {1, 2, 3}}));
  y.set_grad(matrix());
  y.backward();
  BOOST_TEST((x.grad().data() == integers{{4, 5, 6}, {1, 2, 3}}));
}

BOOST_AUTO_TEST_CASE(M_08_the_rule_of_the_product_is_the_derived_one) {
  real const a{{0.5, -1.0, 2.0}, {1.5, 0.25, -2.0}}, w{{1.0, -0.5}, {2.0, 0.75}, {-1.0, 3.0}};
  BOOST_TEST(
      tg::check_grad([](auto const& p, auto const& q) { return tg::matmul(p, q); }, a, w).ok);
  BOOST_TEST(tg::check_grad(
                 [](auto const& p, auto const& q) { return tg::apply<user_matmul>(p, q); }, a, w)
                 .ok);
}

// The seed goes without higher orders; here they come with the same rules.
BOOST_AUTO_TEST_CASE(M_09_functions_of_users_have_higher_derivatives) {
  real x(2.0);
  real y = tg::apply<cube>(x);
  for (double const expected : {12.0, 12.0, 6.0, 0.0}) {
    x.clear_grad();
    y.backward({.create_graph = true});
    y = x.grad();
    BOOST_TEST(y.item() == expected);
  }
}

BOOST_AUTO_TEST_CASE(M_10_an_element_wise_function_takes_any_rank) {
  BOOST_TEST(tg::apply<cube>(whole(2)).item() == 8);
  BOOST_TEST((tg::apply<cube>(whole({1, 2, 1}, {1, 2})).data() == integers({1, 2, 1}, {1, 8})));
}

BOOST_AUTO_TEST_CASE(G_15_X_12_Z_12_an_unused_output_contributes_zeros) {
  whole const x = matrix();
  auto const parts = tg::apply<separate>(x);
  tg::sum(parts.second).backward();
  BOOST_TEST((x.grad().data() == integers{{0, 0, 0}, {1, 1, 1}}));
}

BOOST_AUTO_TEST_CASE(X_13_outputs_of_different_shapes_broadcast) {
  whole const x{{1, 2}, {3, 4}, {5, 6}};
  auto const [first, rest] = tg::apply<separate>(x);
  whole const y = first + rest;
  y.backward();
  BOOST_TEST((y.data() == integers{{4, 6}, {6, 8}}));
  BOOST_TEST((x.grad().data() == integers{{2, 2}, {1, 1}, {1, 1}}));
}

BOOST_AUTO_TEST_SUITE_END()
