// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_logaddexp)

constexpr auto f = [](auto a, auto b) { return tg::logaddexp(a, b); };
constexpr double inf = std::numeric_limits<double>::infinity();

// mpmath, 40 digits: log(exp(0.5) + exp(-1.25)), and its derivative in the second
static_assert(near(f(0.5, -1.25), 0.66022415043808723));
static_assert(near(tg::grad(f, tg::wrt<1>)(0.5, -1.25), 0.14804719803168948));
static_assert(near(f(1000.0, 1000.0), 1000.6931471805599) && f(1000.0, -1000.0) == 1000.0);
static_assert(f(-inf, -inf) == -inf && f(inf, inf) == inf && f(-inf, 2.0) == 2.0);

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(
      tg::check_laws(f, tg::tensor<double, 2, 1>{0.3, -0.7}, tg::tensor<double, 2>{1.9, -2.5}));
}

// By hand: s = sigmoid(a - b) = 1/2 at a tie, and s (1 - s) = 1/4.
static_assert(tg::hessian(f, tg::wrt<1>)(0.0, 0.0) == 0.25);
static_assert(tg::grad(tg::grad(f), tg::wrt<1>)(3.0, 3.0) == -0.25);

BOOST_AUTO_TEST_CASE(second_slopes_at_ties) {
  auto const of_vectors = [](auto const& b) { return tg::sum(tg::logaddexp(0, b) - 0.5 * b); };
  auto const h = tg::hessian(of_vectors)(tg::tensor<double, 2>{0, 0});
  BOOST_TEST((h == tg::tensor<double, 2, 2>{{0.25, 0}, {0, 0.25}}));
  tg::variable<double> b{0, 0};
  auto const recorded = tg::hessian(of_vectors)(b);
  BOOST_TEST((tg::array_equal(recorded.data(), tg::dynamic_tensor<double>(h))));
  // equal infinities: no direction in which the difference moves
  BOOST_TEST((tg::hessian(f, tg::wrt<1>)(-inf, -inf) == 0));
}

BOOST_AUTO_TEST_CASE(slopes_far_out) {
  auto const slopes = tg::grad(f, tg::wrt<0, 1>);
  BOOST_TEST((slopes(-inf, -inf) == tg::results{0.5, 0.5}));
  BOOST_TEST((slopes(-inf, 2.0) == tg::results{0.0, 1.0}));
  BOOST_TEST(near(slopes(50.0, 0.0).second, 1.9287498479639178e-22));  // mpmath: 1 / (1 + exp(50))
}

BOOST_AUTO_TEST_SUITE_END()
