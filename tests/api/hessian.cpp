// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <array>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_hessian)

namespace {

// Rosenbrock at (0, 2): [[1200 x^2 - 400 y + 2, -400 x], [-400 x, 200]].
constexpr auto rosenbrock = [](auto x) {
  auto const a = x(1) - x(0) * x(0);
  auto const b = x(0) - 1;
  return 100 * a * a + b * b;
};
static_assert(tg::hessian(rosenbrock)(tg::tensor{0.0, 2.0}) ==
              tg::tensor<double, 2, 2>{{-798.0, 0.0}, {0.0, 200.0}});
static_assert(tg::hessian(rosenbrock)(tg::tensor{1.0, 1.0}) ==
              tg::tensor<double, 2, 2>{{802.0, -400.0}, {-400.0, 200.0}});

// A number's Hessian is a number; blocks for several arguments.
static_assert(tg::hessian([](auto x) { return x * x * x; })(2.0) == 12.0);
constexpr auto two = [](auto x, auto y) { return x * x * y; };
static_assert(tg::hessian(two, tg::wrt<0, 1>)(3.0, 5.0) ==
              tg::results{tg::results{10.0, 6.0}, tg::results{6.0, 0.0}});
static_assert(tg::hessian([](auto const& q) { return q[0] * q[0] * q[1]; })(std::array{3.0, 5.0}) ==
              std::array{std::array{10.0, 6.0}, std::array{6.0, 0.0}});

// Whole tensors: sum of (a x)^2 has the Hessian 2 a^T a.
constexpr tg::tensor<double, 2, 2> a{{1.0, 2.0}, {3.0, 4.0}};
constexpr auto norm = [](auto m, auto x) {
  auto const y = tg::matmul(m, x);
  return tg::sum(y * y);
};
static_assert(tg::hessian(norm, tg::wrt<1>)(a, tg::tensor{1.0, 1.0}) ==
              tg::tensor<double, 2, 2>{{20.0, 28.0}, {28.0, 40.0}});

}  // namespace

BOOST_AUTO_TEST_CASE(newton_step_from_run_time_values_reaches_the_minimum_of_a_quadratic) {
  auto const f = [](auto x) { return x(0) * x(0) + x(0) * x(1) + 2 * x(1) * x(1) - 3 * x(0); };
  tg::tensor<double, 2> x{0.3, -0.7};
  auto const g = tg::grad(f)(x);
  auto const h = tg::hessian(f)(x);
  double const determinant = h(0, 0) * h(1, 1) - h(0, 1) * h(1, 0);
  x(0) -= (h(1, 1) * g(0) - h(0, 1) * g(1)) / determinant;
  x(1) -= (h(0, 0) * g(1) - h(1, 0) * g(0)) / determinant;
  // minimum: 2 x + y = 3, x + 4 y = 0
  BOOST_TEST(std::abs(x(0) - 12.0 / 7.0) < 1e-15);
  BOOST_TEST(std::abs(x(1) + 3.0 / 7.0) < 1e-15);
}

// One triangle is computed: both have the same bits.
BOOST_AUTO_TEST_CASE(hessians_are_symmetric_to_the_last_bit) {
  auto const f = [](auto x) {
    return tg::log(x(0) * x(1) + tg::sin(x(2))) / (1.0 + tg::exp(-x(3))) + x(0) / tg::exp(x(2));
  };
  auto const h = tg::hessian(f)(tg::tensor<double, 4>{1.3, 0.7, 0.4, -0.6});
  for (int i = 0; i < 4; ++i)
    for (int k = 0; k < i; ++k) BOOST_TEST(h(i, k) == h(k, i));
  BOOST_TEST(h(0, 2) != 0);
  auto const g = [](auto x, auto y) { return tg::sin(x(0)) / y + tg::exp(x(1) * y); };
  auto const [of_x, of_y] = tg::hessian(g, tg::wrt<0, 1>)(tg::tensor<double, 2>{0.3, 0.7}, 1.7);
  for (int i = 0; i < 2; ++i) BOOST_TEST(of_x.second(i) == of_y.first(i));
}

BOOST_AUTO_TEST_SUITE_END()
