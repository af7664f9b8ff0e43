// SPDX-License-Identifier: BSL-1.0
// Requirements M-01 to M-10: functions written outside the library, with saved state and several
// outputs (seed S2). `z.Backward()` and `GetGrad()` are vjp without a seed, whose results are plain
// tensors; `GetInputs()` are arguments.
#include <typegrad/debug/check_grad.hpp>
#include <typegrad/debug/print_tensor.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(requirements_m_functions)

namespace {

using matrix = tg::tensor<int, 2, 3>;
constexpr matrix x{{1, 2, 3}, {4, 5, 6}};
constexpr matrix ones{{1, 1, 1}, {1, 1, 1}};
constexpr tg::tensor<int, 3, 2> upright{{1, 2}, {3, 4}, {5, 6}};

/// The seed prints with a capital V; how the lines stand below each other was lost on its page
///
std::string printed(auto const& value) {
  return tg::named_text("Variable", tg::to_string(tg::tensor(value)));
}

/// A constructor parameter that decides a shape is a template argument, one that does not is a
/// member.
template <tg::index_t... E>
struct user_reshape {
  static constexpr auto forward(auto a) { return tg::reshape<E...>(a); }
  static constexpr auto backward(auto gy, auto a) {
    return tg::reshape<a.shape()[0], a.shape()[1]>(gy);
  }
};
struct user_transpose {
  static constexpr auto forward(auto a) { return tg::transpose(a); }
  static constexpr auto backward(auto gy, auto) { return tg::transpose(gy); }
};
struct user_sum {
  static constexpr auto forward(auto a) { return tg::sum(a); }
  static constexpr auto backward(auto gy, auto a) { return gy + 0 * a; }
};
struct user_scale {
  int factor;
  constexpr auto forward(auto a) const { return factor * a; }
  constexpr auto backward(auto gy, auto) const { return factor * gy; }
};
struct user_matmul {
  static constexpr auto forward(auto a, auto w) { return tg::matmul(a, w); }
  static constexpr auto backward(auto gy, auto a, auto w) {
    return tg::results{tg::matmul(gy, tg::transpose(w)), tg::matmul(tg::transpose(a), gy)};
  }
};
struct cube {
  static constexpr auto forward(auto a) { return a * a * a; }
  static constexpr auto backward(auto gy, auto a) { return 3 * gy * a * a; }
};
/// y = x[:1], z = x[1:]
struct separate {
  static constexpr auto forward(auto a) {
    return tg::results{tg::slice<tg::range(0, 1)>(a), tg::slice<tg::range(1, a.shape()[0])>(a)};
  }
  static constexpr auto backward(auto gy, auto gz, auto) { return tg::concatenate(gy, gz); }
};

constexpr auto product = [](auto a, auto w) { return tg::apply<user_matmul>(a, w); };

}  // namespace

BOOST_AUTO_TEST_CASE(M_01_gradients_are_plain_tensors) {
  constexpr matrix y{{10, 20, 30}, {40, 50, 60}};
  auto const [z, pull] = tg::vjp([](auto a, auto b) { return a + b; })(x, y);
  auto const [dx, dy] = pull();
  static_assert(std::is_same_v<decltype(dx), matrix const>);
  BOOST_TEST(printed(z) == "Variable([[11 22 33]\n          [44 55 66]])");
  BOOST_TEST(tg::to_string(dx) == "[[1 1 1]\n [1 1 1]]");
  BOOST_TEST(tg::to_string(dy) == "[[1 1 1]\n [1 1 1]]");
}

BOOST_AUTO_TEST_CASE(M_02_users_write_functions_with_parameters_and_saved_state) {
  auto const [y, pull] = tg::vjp([](auto a) { return tg::apply<user_reshape<6>>(a); })(x);
  BOOST_TEST(printed(y) == "Variable([1 2 3 4 5 6])");
  BOOST_TEST(tg::to_string(pull()) == "[[1 1 1]\n [1 1 1]]");
  static_assert(tg::vjp([](auto a) { return tg::apply(user_scale{3}, a); })(x).second(x) ==
                matrix{{3, 6, 9}, {12, 15, 18}});
}

BOOST_AUTO_TEST_CASE(M_03_transpose_by_a_user) {
  auto const [y, pull] = tg::vjp([](auto a) { return tg::apply<user_transpose>(a); })(x);
  BOOST_TEST(printed(y) == "Variable([[1 4]\n          [2 5]\n          [3 6]])");
  BOOST_TEST((pull() == ones));
  BOOST_TEST((pull(upright) == matrix{{1, 3, 5}, {2, 4, 6}}));
}

BOOST_AUTO_TEST_CASE(M_04_sum_by_a_user) {
  auto const [y, pull] = tg::vjp([](auto a) { return tg::apply<user_sum>(a); })(x);
  BOOST_TEST(printed(y) == "Variable(21)");
  BOOST_TEST((pull() == ones));
  BOOST_TEST((pull(2) == ones + ones));
}

BOOST_AUTO_TEST_CASE(M_05_matmul_by_a_user_gives_one_gradient_for_each_input) {
  constexpr tg::tensor<int, 3, 4> w{{1, 0, 2, -1}, {3, 1, 0, 2}, {0, -2, 1, 1}};
  constexpr auto of_product = tg::vjp(product)(x, w);
  constexpr auto gradients = of_product.second();
  static_assert(of_product.first.shape() == tg::make_shape(2, 4));
  static_assert(gradients.first.shape() == tg::make_shape(2, 3));
  static_assert(gradients.second.shape() == tg::make_shape(3, 4));
  static_assert(gradients.first == matrix{{2, 6, 0}, {2, 6, 0}});  // rows of w summed
  static_assert(gradients.second ==
                tg::tensor<int, 3, 4>{{5, 5, 5, 5}, {7, 7, 7, 7}, {9, 9, 9, 9}});
}

BOOST_AUTO_TEST_CASE(M_06_a_function_with_two_outputs_is_one_node_with_one_backward) {
  auto const [y, z] = tg::apply<separate>(x);
  BOOST_TEST(printed(y) == "Variable([[1 2 3]])");
  BOOST_TEST(printed(z) == "Variable([[4 5 6]])");
  auto const [w, pull] = tg::vjp([](auto a) {
    auto const [first, second] = tg::apply<separate>(a);
    return first + second;
  })(x);
  BOOST_TEST(printed(w) == "Variable([[5 7 9]])");
  BOOST_TEST((pull() == ones));
  BOOST_TEST((pull(tg::tensor<int, 1, 3>{1, 2, 3}) == matrix{{1, 2, 3}, {1, 2, 3}}));
}

BOOST_AUTO_TEST_CASE(M_07_slices_and_stacks_are_differentiable) {
  constexpr auto upper = [](auto a) { return tg::slice<tg::range(0, 1)>(a); };
  constexpr auto swapped = [](auto a) {
    return tg::concatenate(tg::slice<tg::range(1, 2)>(a), tg::slice<tg::range(0, 1)>(a));
  };
  static_assert(tg::vjp(upper)(x).second(tg::tensor<int, 1, 3>{7, 8, 9}) ==
                matrix{{7, 8, 9}, {0, 0, 0}});
  static_assert(tg::evaluate(swapped)(x) == matrix{{4, 5, 6}, {1, 2, 3}});
  static_assert(tg::vjp(swapped)(x).second(x) == matrix{{4, 5, 6}, {1, 2, 3}});
}

BOOST_AUTO_TEST_CASE(M_08_the_rule_of_the_product_is_the_derived_one) {
  constexpr tg::tensor<double, 2, 3> a{{0.5, -1, 2}, {1.5, 0.25, -2}};
  constexpr tg::tensor<double, 3, 2> w{{1, -0.5}, {2, 0.75}, {-1, 3}};
  BOOST_TEST(tg::check_grad([](auto p, auto q) { return tg::matmul(p, q); }, a, w).ok);
  BOOST_TEST(tg::check_grad(product, a, w).ok);
}

// The seed goes without higher orders; here they come with the same rules.
BOOST_AUTO_TEST_CASE(M_09_functions_of_users_have_higher_derivatives) {
  constexpr auto f = [](auto a) { return tg::apply<cube>(a); };
  static_assert(tg::grad(f)(2.0) == 12.0 && tg::grad(tg::grad(f))(2.0) == 12.0);
  static_assert(tg::grad(tg::grad(tg::grad(f)))(2.0) == 6.0);
}

BOOST_AUTO_TEST_CASE(M_10_an_element_wise_function_takes_any_rank) {
  constexpr auto add = [](auto a, auto b) { return a + b; };
  static_assert(tg::evaluate(add)(1, 2) == 3);
  static_assert(tg::evaluate(add)(x, ones) == matrix{{2, 3, 4}, {5, 6, 7}});
  static_assert(
      tg::evaluate(add)(tg::tensor<int, 1, 1, 2, 1>{1, 2}, tg::tensor<int, 1, 1, 2, 1>{3, 4}) ==
      tg::tensor<int, 1, 1, 2, 1>{4, 6});
}

BOOST_AUTO_TEST_SUITE_END()
