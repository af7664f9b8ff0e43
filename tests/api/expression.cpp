// SPDX-License-Identifier: BSL-1.0
#include <typegrad/api/expression.hpp>
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_expression)

using namespace tg::literals;

constexpr auto X = tg::var<"x", tg::tensor<double, 2, 3>>;
constexpr auto W = tg::var<"w", tg::tensor<double, 3, 4>>;
constexpr auto A = tg::var<"a", double>;
constexpr auto B = tg::var<"b", double>;

constexpr auto e = tg::sum(tg::tanh(tg::matmul(X, W))) + 0.5_c;
constexpr auto scalars = tg::sin(A * B) + A / B;
constexpr auto square = A * A;

static_assert(square(A = 3.0) == 9.0);
static_assert(tg::grad(square)(A = 3.0) == 6.0);
static_assert((A - B)(B = 1, A = 4) == 3.0);

namespace {
constexpr tg::tensor<double, 2, 3> x{{0.1, -0.2, 0.3}, {0.4, 0.5, -0.6}};
constexpr tg::tensor<double, 3, 4> w{{1, 2, 3, 4}, {-1, 0.5, 2, 0}, {0.25, -2, 1, 1}};
constexpr auto same = [](auto p, auto q) { return tg::sum(tg::tanh(tg::matmul(p, q))) + 0.5; };

/// An operation of the user, with a rule of its own that is wrong on purpose, to see that it is
/// used.
struct marked {
  static constexpr auto forward(auto p) { return p * p; }
  static constexpr auto backward(auto gy, auto p, auto) { return 7 * gy * p; }
};
}  // namespace

// A compiler may fold one of two equal calls, with our functions in place of the platform's: an ulp
// or two apart.
template <class T>
bool nearly_equal(T const& a, T const& b) {
  for (tg::index_t i = 0; i < a.size(); ++i)
    if (std::fabs(a.data()[i] - b.data()[i]) > 1e-15 * (1 + std::fabs(b.data()[i]))) return false;
  return true;
}

BOOST_AUTO_TEST_CASE(values_are_given_by_name_in_any_order) {
  BOOST_TEST(e(X = x, W = w) == tg::evaluate(same)(x, w));
  BOOST_TEST(e(W = w, X = x) == e(X = x, W = w));
  BOOST_TEST(e(X = {{0, 0, 0}, {0, 0, 0}}, W = w) == 0.5);
}

BOOST_AUTO_TEST_CASE(gradients_are_read_by_name) {
  auto const [gx, gw] = tg::grad(same, tg::wrt<0, 1>)(x, w);
  auto const ge = tg::grad(e, tg::wrt<X, W>)(X = x, W = w);
  BOOST_TEST(nearly_equal(ge[W], gw));
  BOOST_TEST(nearly_equal(ge[X], gx));
  auto const [first, second] = tg::grad(e, tg::wrt<W, X>)(X = x, W = w);
  BOOST_TEST(nearly_equal(first, gw));
  BOOST_TEST(nearly_equal(second, gx));
}

BOOST_AUTO_TEST_CASE(one_variable_gives_its_gradient_itself) {
  static_assert(
      std::is_same_v<decltype(tg::grad(e, tg::wrt<W>)(X = x, W = w)), tg::tensor<double, 3, 4>>);
  auto const [value, g] = tg::value_and_grad(e)(X = x, W = w);
  BOOST_TEST(value == e(X = x, W = w));
  BOOST_TEST(nearly_equal(g[W], tg::grad(e, tg::wrt<W>)(W = w, X = x)));
}

BOOST_AUTO_TEST_CASE(scalars_agree_with_closed_forms) {
  // d/da (sin(ab) + a/b) = b cos(ab) + 1/b, d/db = a cos(ab) - a/b^2 at a = 0.5, b = 2; cos(1) =
  // 0.54030230586813977
  auto const g = tg::grad(scalars)(A = 0.5, B = 2.0);
  BOOST_TEST(g[A] == 2 * 0.54030230586813977 + 0.5, boost::test_tools::tolerance(1e-15));
  BOOST_TEST(g[B] == 0.5 * 0.54030230586813977 - 0.125, boost::test_tools::tolerance(1e-15));
}

BOOST_AUTO_TEST_CASE(an_expression_is_a_function_for_every_transform) {
  constexpr auto f = tg::function_of(scalars);
  BOOST_TEST(f(0.5, 2.0) == scalars(A = 0.5, B = 2.0));
  auto const second = tg::grad(tg::grad(tg::function_of(A * A * A)))(2.0);
  BOOST_TEST(second == 12.0);
  // inside a traced function
  constexpr auto outer = [](auto p) { return square(A = p + 1.0) * p; };
  BOOST_TEST(tg::grad(outer)(2.0) == 9.0 + 2 * 2 * 3);
}

BOOST_AUTO_TEST_CASE(operations_of_users_take_expressions) {
  constexpr auto marks = tg::apply<marked>(A) + tg::apply<marked>(A) * B;
  static_assert(tg::graph_nodes<tg::graph_of<decltype(marks)>>::count == 5);
  BOOST_TEST(marks(A = 3.0, B = 1.0) == 18.0);
  BOOST_TEST(tg::grad(marks, tg::wrt<A>)(A = 3.0, B = 1.0) == 42.0);
}

BOOST_AUTO_TEST_CASE(a_program_knows_the_names) {
  BOOST_TEST(tg::program<decltype(scalars)>::text ==
             "%0 = input a  float64\n"
             "%1 = input b  float64\n"
             "%2 = mul(%0, %1)  float64\n"
             "%3 = sin(%2)  float64\n"
             "%4 = div(%0, %1)  float64\n"
             "%5 = add(%3, %4)  float64\n"
             "return %5\n");
  static_assert(tg::program<decltype(tg::grad(square))>::node_count == 2);
}

BOOST_AUTO_TEST_SUITE_END()
