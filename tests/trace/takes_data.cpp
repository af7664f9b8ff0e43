// SPDX-License-Identifier: BSL-1.0
/// Function objects with data in every transform: their members are inputs that stay where they
/// are. Expected numbers are derivatives by hand, exact in binary, or those of the same function
/// with the data as arguments.
#include <typegrad/debug/print_tensor.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

BOOST_AUTO_TEST_SUITE(trace_takes_data)

namespace tg = typegrad;
using two = tg::tensor<double, 2>;
using matrix = tg::tensor<double, 2, 2>;

struct residual {
  double u, v;
  template <class T>
  constexpr T operator()(T const& x) const {
    return u * x * x * x - v;
  }
};

// In constant expressions.
constexpr residual r{1, 2};
static_assert(tg::evaluate(r)(3.0) == 25);
static_assert(tg::grad(r)(3.0) == 27);
static_assert(tg::grad(tg::grad(r))(3.0) == 18);
static_assert(tg::value_and_grad(r)(3.0) == tg::results{25.0, 27.0});
static_assert(tg::jvp(r)(tg::at(3.0), tg::along(2.0)) == tg::results{25.0, 54.0});
static_assert(tg::vjp(r)(3.0).first == 25 && tg::vjp(r)(3.0).second(2.0) == 54);
static_assert(tg::jacobian(r)(3.0) == 27 && tg::hessian(r)(3.0) == 18);
static_assert(tg::hvp(r)(3.0, 2.0) == 36);
static_assert(tg::evaluate(residual{4, 2})(2.0) == 30, "another object, the same program");
// A number that is NaN is none of the members.
static_assert(tg::grad([k = 2.0](auto x) {
                return tg::where(x > 0, k * x, std::numeric_limits<double>::quiet_NaN());
              })(3.0) == 2);

/// Numbers of each type, padding between them, an array, a tensor, a struct and an integer.
struct inner {
  float f;
  double d;
};
struct everything {
  float f;
  double d;
  std::array<inner, 2> pairs;
  int n;
  tg::tensor<float, 2, 3> m;
  constexpr auto operator()(auto const& x) const {
    return tg::sum(tg::matmul(m, x)) * f + tg::sum(x) * pairs[1].f * n - x(0) * m(1, 2);
  }
};
constexpr everything all{2, 3, {{{4, 5}, {6, 7}}}, 8, {{1, 2, 3}, {4, 5, 6}}};
using three = tg::tensor<float, 3>;
static_assert(tg::grad(all)(three{1, 1, 1}) == three{52, 62, 66});  // columns 5, 7, 9; 48; 6

/// Pairs and tuples, nested, the last with its elements in another order in memory than in its
/// type; 1 + 3 + 4 + 5 + 10 at x = 1, and 6 + 11 + 2 behind.
struct spline {
  std::pair<double, double> ends;
  std::tuple<float, double, inner> mixed;
  std::array<std::pair<double, float>, 2> knots;
  tg::results<std::tuple<int, double>, double> last;
  constexpr auto operator()(auto x) const {
    auto const& [a, b, c] = mixed;
    return ends.first * x * x + ends.second + a * x + b * x * x * x + c.f * x + c.d +
           knots[1].second * x + last.second + std::get<0>(last.first);
  }
};
constexpr spline bent{{1, 2}, {3, 4, {5, 6}}, {{{7, 8}, {9, 10}}}, {{0, 12}, 11}};
static_assert(tg::evaluate(bent)(1.0) == 23 + 19 && tg::grad(bent)(1.0) == 2 + 12 + 3 + 5 + 10);
static_assert(tg::grad(tg::grad(bent))(1.0) == 2 + 24 && tg::hessian(bent)(2.0) == 2 + 48);
static_assert(tg::jvp(bent)(tg::at(1.0), tg::along(2.0)) == tg::results{42.0, 64.0});
static_assert(tg::grad(spline{{2, 0}, {0, 0, {0, 0}}, {}, {}})(3.0) == 12);

/// A transform is as large as its function, and nothing where that is all in its type.
constexpr auto stateless = [](auto x) { return x * x; };
static_assert(sizeof(tg::grad(r)) == sizeof(r) && sizeof(tg::hessian(all)) == sizeof(all));
static_assert(std::is_empty_v<decltype(tg::grad(stateless))>);
static_assert(std::is_empty_v<decltype(tg::hessian(stateless))>);
static_assert(std::is_empty_v<decltype(tg::vjp(stateless))>);
static_assert(std::is_empty_v<decltype(tg::jvp(stateless))>);
static_assert(std::is_trivially_copyable_v<decltype(tg::grad(r))>);

template <class S>
struct line {
  S a, b;
  constexpr auto operator()(auto x) const { return x * a + b; }
};
static_assert(tg::grad(line<float>{2, 3})(5.0f) == 2);
static_assert(std::is_same_v<decltype(tg::grad(line<float>{2, 3})(5.0f)), float>);
static_assert(tg::grad(line<double>{0.1, 3})(5.0f) == 0.1f, "a weak number, as a literal is");

struct without_default_constructor {
  explicit constexpr without_default_constructor(double value) : w(value) {}
  double w;
  constexpr auto operator()(auto x) const { return x * x * w; }
};
static_assert(tg::grad(without_default_constructor(3))(2.0) == 12);

/// At run time, by reference to the object.
BOOST_AUTO_TEST_CASE(captures_by_value_in_every_transform) {
  double volatile one = 1;  // so that nothing is known while compiling
  matrix const m{{1 * one, 2}, {3, 4}};
  double const s = 0.5 * one;
  auto const f = [m, s](auto x) { return tg::sum(x * tg::matmul(m, x)) * s; };
  two const x{1, 2};
  // 0.5 x'Mx: gradient 0.5 (M + M') x, Hessian 0.5 (M + M')
  BOOST_TEST(tg::evaluate(f)(x) == 13.5);
  BOOST_TEST((tg::grad(f)(x) == two{6, 10.5}));
  BOOST_TEST((tg::hessian(f)(x) == matrix{{1, 2.5}, {2.5, 4}}));
  BOOST_TEST((tg::hvp(f)(x, two{1, 0}) == two{1, 2.5}));
  auto const product = [m](auto y) { return tg::matmul(m, y); };
  BOOST_TEST((tg::jacobian(product)(x) == m));
  auto const [y, pull] = tg::vjp(product)(x);
  BOOST_TEST((y == two{5, 11}));
  BOOST_TEST((pull(two{1, 0}) == two{1, 2}));
  BOOST_TEST((pull() == two{4, 6}));
  auto const [y1, dy] = tg::jvp(product)(tg::at(x), tg::along(two{0, 1}));
  BOOST_TEST((y1 == two{5, 11}));
  BOOST_TEST((dy == two{2, 4}));
}

BOOST_AUTO_TEST_CASE(the_object_of_the_call_is_read) {
  residual object{1, 2};
  auto g = tg::grad(object);
  BOOST_TEST(g(3.0) == 27);
  g.f.u = 2;
  BOOST_TEST(g(3.0) == 54);
  BOOST_TEST(tg::grad(residual{3, 0})(3.0) == 81);
}

BOOST_AUTO_TEST_CASE(pairs_and_tuples_are_read_where_they_lie) {
  double volatile one = 1;
  spline object{{1 * one, 2}, {3, 4, {5, 6}}, {{{7, 8}, {9, 10}}}, {{0, 12}, 11}};
  auto g = tg::value_and_grad(object);
  BOOST_TEST((g(1.0) == tg::results{42.0, 32.0}));
  std::get<1>(g.f.mixed) = 5;
  std::get<2>(g.f.mixed) = {6, 7};
  g.f.knots[1].second = 11;
  std::get<0>(g.f.last.first) = 1;
  BOOST_TEST((g(1.0) == tg::results{42.0 + 5, 32.0 + 3 + 1 + 1}));
  BOOST_TEST(sizeof(g) == sizeof(spline));
  using program = tg::program<decltype(g), double>;
  BOOST_TEST((program::run(g, 1.0) == tg::results{47.0, 37.0}));
}

BOOST_AUTO_TEST_CASE(callables_in_callables) {
  double volatile one = 1;
  auto const cube = [k = 2 * one](auto x) { return x * x * x * k; };
#if !defined(__clang__) || __clang_major__ > 14  // 14 loses the empty base of a captured transform
  auto const slope = [g = tg::grad(cube), w = 5 * one](auto x) { return g(x) * w; };
  BOOST_TEST(tg::evaluate(slope)(1.0) == 30);  // 5 * 6 x^2
  BOOST_TEST(tg::grad(slope)(1.0) == 60);
#endif
  auto const sum = [cube, second = residual{1, 2}](auto x) { return cube(x) + second(x); };
  BOOST_TEST(tg::grad(sum)(2.0) == 36);  // 6 x^2 + 3 x^2
  // A closure over traced numbers and data, differentiated within the function.
  auto const nested = [k = 2 * one](auto x) {
    return tg::grad([=](auto y) { return y * y * x * k; })(x);
  };
  BOOST_TEST(tg::evaluate(nested)(3.0) == 36);  // 2 k x^2
  BOOST_TEST(tg::grad(nested)(3.0) == 24);
}

BOOST_AUTO_TEST_CASE(programs_take_the_object_first) {
  auto const f = [k = 3.0](auto x) { return tg::sum(x * x) * k; };
  auto const g = tg::value_and_grad(f);
  using program = tg::program<decltype(g), two>;
  alignas(program::alignment) std::byte memory[program::workspace_bytes];
  BOOST_TEST((program::run(memory, g, two{1, 2}) == tg::results{15.0, two{6, 12}}));
  BOOST_TEST((program::run(g, two{1, 2}) == tg::results{15.0, two{6, 12}}));
}

BOOST_AUTO_TEST_CASE(extents_that_are_known_at_run_time) {
  double volatile one = 1;
  matrix const m{{1, 2}, {3, 4}};
  auto const f = [m, k = 3 * one](auto x) { return tg::mean(tg::matmul(x, m)) * k; };
  tg::tensor<double, tg::dyn, 2> x(5);
  for (double& element : x) element = 1;
  auto const dx = tg::grad(f)(x);  // 3 / 10 times the sums of the rows of m
  for (int i = 0; i < 5; ++i) {
    BOOST_TEST(dx(i, 0) == 0.9, boost::test_tools::tolerance(1e-15));
    BOOST_TEST(dx(i, 1) == 2.1, boost::test_tools::tolerance(1e-15));
  }
}

BOOST_AUTO_TEST_SUITE_END()
