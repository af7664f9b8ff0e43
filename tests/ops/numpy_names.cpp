// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <numbers>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_numpy_names)

// Each name is the operation that it says: equal types and equal numbers, a graph of equal nodes.
constexpr tg::tensor<double, 2> x{-0.5, 0.25};
constexpr tg::tensor<double, 2> y{2, -3};
constexpr tg::tensor<double, 2, 2> m{{4, 1}, {2, 3}};
#define SAME(ALIAS, OPERATION) static_assert(tg::ALIAS == (tg::OPERATION))
SAME(absolute(x), abs(x));
SAME(fabs(x), abs(x));
SAME(arccos(x), acos(x));
SAME(arccosh(-4 * x + 3), acosh(-4 * x + 3));
SAME(arcsin(x), asin(x));
SAME(arcsinh(x), asinh(x));
SAME(arctan(x), atan(x));
SAME(arctan2(x, y), atan2(x, y));
SAME(arctanh(x), atanh(x));
SAME(clip(x, -0.1, 0.1), clamp(x, -0.1, 0.1));
SAME(concat(x, y), concatenate(x, y));
SAME(concat<-1>(m, m), concatenate<1>(m, m));
SAME(det(m), determinant(m));
SAME(divide(x, y), div(x, y));
SAME(expit(x), sigmoid(x));
SAME(gamma(x), tgamma(x));
SAME(gammaln(x), lgamma(x));
SAME(ndtr(x), normal_cdf(x));
SAME(psi(x), digamma(x));
SAME(inv(m), inverse(m));
SAME(maximum(x, y), max(x, y));
SAME(minimum(x, y), min(x, y));
SAME(multiply(x, y), mul(x, y));
SAME(negative(x), neg(x));
SAME(power(y, 3), pow(y, 3));
SAME(ravel(m), flatten(m));
SAME(subtract(x, y), sub(x, y));
SAME(std(m), standard_deviation(m));
SAME(std<0>(m, tg::ddof<1>), standard_deviation<0>(m, tg::ddof<1>));
SAME(rad2deg(x), degrees(x));
SAME(deg2rad(x), radians(x));
#undef SAME
static_assert(tg::average(tg::tensor{1.0, 2.0}) == 1.5);
static_assert(tg::average(tg::tensor{1.0, 2.0}, tg::tensor{1.0, 3.0}) == 1.75);
// Integers are multiplied in float64.
static_assert(tg::average(tg::tensor{50'000, 50'000}, tg::tensor{50'000, 50'000}) == 50'000);
// Weights of columns, used in three rows: (9 + 3 * 12) / (3 + 9).
static_assert(tg::average(tg::tensor<double, 3, 2>{{1, 2}, {3, 4}, {5, 6}}, tg::tensor{1.0, 3.0}) ==
              3.75);
static_assert(tg::norm_cdf(0.0) == 0.5 && tg::norm_pdf(0.25) == tg::normal_pdf(0.25));
static_assert(tg::cross_entropy(tg::tensor{0.5, 2.0}, 1) ==
              tg::softmax_cross_entropy(tg::tensor{0.5, 2.0}, 1));
static_assert(tg::degrees(std::numbers::pi) == 180 && tg::radians(180.0) == std::numbers::pi);
static_assert(tg::radians(tg::tensor<float, 1>{90})(0) == tg::radians(90.0f));
static_assert(std::is_same_v<decltype(tg::degrees(1.0f)), float>);

// numpy.vstack and numpy.hstack of numbers, vectors and matrices.
static_assert(tg::vstack(x, y) == tg::tensor<double, 2, 2>{{-0.5, 0.25}, {2, -3}});
static_assert(tg::vstack(m, x) == tg::tensor<double, 3, 2>{{4, 1}, {2, 3}, {-0.5, 0.25}});
static_assert(tg::vstack(1, 2) == tg::tensor<int, 2, 1>{{1}, {2}});
static_assert(tg::hstack(x, y) == tg::tensor<double, 4>{-0.5, 0.25, 2, -3});
static_assert(tg::hstack(m, m) == tg::tensor<double, 2, 4>{{4, 1, 4, 1}, {2, 3, 2, 3}});
static_assert(tg::hstack(1, 2) == tg::tensor<int, 2>{1, 2});

constexpr auto stacked = [](auto const& a, auto const& b) {
  return tg::sum(tg::vstack(a, b) * tg::tensor<double, 2, 2>{{1, 2}, {3, 4}}) +
         tg::sum(tg::hstack(b, a) * tg::tensor<double, 4>{1, 2, 3, 4});
};
static_assert(tg::grad(stacked, tg::wrt<1>)(x, y) == tg::tensor<double, 2>{4, 6});

BOOST_AUTO_TEST_CASE(variables_and_tensors_of_run_time_rank_take_the_same_names) {
  tg::variable<double> a{-0.5, 0.25};
  tg::variable<double> b{2, -3};
  BOOST_TEST((tg::vstack(a, b).data() == tg::dynamic_tensor<double>{{-0.5, 0.25}, {2, -3}}));
  BOOST_TEST((tg::hstack(a, b).data() == tg::dynamic_tensor<double>{-0.5, 0.25, 2, -3}));
  BOOST_TEST((tg::hstack(tg::vstack(a, b), tg::vstack(b, a)).data() ==
              tg::dynamic_tensor<double>{{-0.5, 0.25, 2, -3}, {2, -3, -0.5, 0.25}}));
  BOOST_TEST((tg::concat({a, b}).data() == tg::hstack(a, b).data()));
  BOOST_TEST((tg::concat(std::vector{a, b}, 0).data() == tg::hstack(a, b).data()));
  stacked(a, b).backward();
  BOOST_TEST((b.grad().data() == tg::dynamic_tensor<double>{4, 6}));
  tg::dynamic_tensor<double> const d{-0.5, 0.25};
  BOOST_TEST((tg::clip(d, 0, 0.1) == tg::dynamic_tensor<double>{0, 0.1}));
  BOOST_TEST(tg::std(a, {0}).item() == 0.375);
  BOOST_TEST((tg::vstack(d, d) == tg::dynamic_tensor<double>{{-0.5, 0.25}, {-0.5, 0.25}}));
}

BOOST_AUTO_TEST_SUITE_END()
