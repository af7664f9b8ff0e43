// SPDX-License-Identifier: BSL-1.0
/// Parameters and function in one object. Expected numbers are derivatives by hand, exact in
/// binary.
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(api_wrt_members)

namespace tg = typegrad;

template <class S>
struct line {
  S slope, offset;
  constexpr auto operator()(auto const& x) const { return x * x * slope + offset; }
};
constexpr line<double> model{2, 3};
static_assert(tg::grad(model)(5.0) == 20, "with respect to the argument");
constexpr line<double> slope = tg::grad(model, tg::wrt<tg::members>)(5.0);
static_assert(slope.slope == 25 && slope.offset == 1);
constexpr auto both = tg::grad(model, tg::wrt<tg::members, 0>)(5.0);
static_assert(both.first.slope == 25 && both.first.offset == 1 && both.second == 20);
constexpr auto value = tg::value_and_grad(model, tg::wrt<tg::members>)(5.0);
static_assert(value.first == 53 && value.second.slope == 25);
static_assert(sizeof(tg::grad(model, tg::wrt<tg::members>)) == sizeof(model));

/// Members that meet each other first, and arithmetic of their own: all of it is traced.
template <class S>
struct gaussian {
  S mean, sigma;
  constexpr auto operator()(auto const& x) const {
    S const inverse = 1 / (2 * sigma * sigma);
    return (x - mean) * (x - mean) * inverse;
  }
};
constexpr gaussian<double> g = tg::grad(gaussian<double>{1, 2}, tg::wrt<tg::members>)(5.0);
static_assert(g.mean == -1 && g.sigma == -2);  // -(x - m) / s^2, -(x - m)^2 / s^3

template <class S>
struct affine {
  tg::tensor<S, 2, 2> w;
  tg::tensor<S, 2> b;
  constexpr auto operator()(auto const& x) const { return tg::matmul(w, x) + b; }
};
BOOST_AUTO_TEST_CASE(jacobians_have_one_function_for_each_result) {
  affine<float> const f{{{1, 2}, {3, 4}}, {5, 6}};
  auto const [y, J] = tg::value_and_jacobian(f, tg::wrt<tg::members>)(tg::tensor<float, 2>{7, 8});
  BOOST_TEST((y == tg::tensor<float, 2>{28, 59}));
  BOOST_TEST(J[0].w(0, 1) == 8);
  BOOST_TEST(J[1].w(0, 1) == 0);
  BOOST_TEST(J[1].b(1) == 1);
  BOOST_TEST(tg::jacobian(f, tg::wrt<tg::members>)(tg::tensor<float, 2>{7, 8})[1].w(1, 0) == 7);
}

BOOST_AUTO_TEST_SUITE_END()
