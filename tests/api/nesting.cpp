// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_nesting)

namespace {

// Perturbation confusion (Siskind and Pearlmutter 2005): d/dx [x d/dy (x + y)] at 1 is 1, not 2.
constexpr auto inner_sum = [](auto y, auto x) { return x + y; };
constexpr auto confusing = [](auto x) { return x * tg::grad(inner_sum)(1.0, x); };
static_assert(tg::grad(confusing)(1.0) == 1.0);
// The same value as variable and as constant of the inner derivative: d/dy (x y^2) at y = x is 2
// x^2.
constexpr auto inner_product = [](auto y, auto x) { return x * y * y; };
constexpr auto twice_the_same = [](auto x) { return tg::grad(inner_product)(x, x); };
static_assert(tg::evaluate(twice_the_same)(3.0) == 18.0);
static_assert(tg::grad(twice_the_same)(3.0) == 12.0);
static_assert(tg::jvp(twice_the_same)(tg::at(3.0), tg::along(1.0)).second == 12.0);
static_assert(tg::evaluate([](auto x) {
                return tg::jvp(inner_product, tg::wrt<0>)(tg::at(x, x), tg::along(1.0)).second;
              })(3.0) == 18.0);
static_assert(tg::evaluate([](auto x) {
                return tg::vjp(inner_product, tg::wrt<0>)(x, x).second(1.0);
              })(3.0) == 18.0);
static_assert(tg::evaluate([](auto x) { return tg::jacobian(inner_product)(x, x); })(3.0) == 18.0);
// A tangent that depends on the outer variable.
constexpr auto along_itself = [](auto x) {
  return tg::jvp([](auto y) { return y * y; })(tg::at(x), tg::along(x)).second;
};
static_assert(tg::grad(along_itself)(3.0) == 12.0);

// Any order of nesting: x^4 has the second derivative 12 x^2 and the third 24 x.
constexpr auto fourth = [](auto x) { return x * x * x * x; };
constexpr auto forward = [](auto x) { return tg::jvp(fourth)(tg::at(x), tg::along(1.0)).second; };
constexpr auto reverse = [](auto x) { return tg::vjp(fourth)(x).second(1.0); };
static_assert(tg::grad(forward)(2.0) == 48.0);
static_assert(tg::jvp(tg::grad(fourth))(tg::at(2.0), tg::along(1.0)) == tg::results{32.0, 48.0});
static_assert(tg::jvp(forward)(tg::at(2.0), tg::along(1.0)) == tg::results{32.0, 48.0});
static_assert(tg::grad(reverse)(2.0) == 48.0);
static_assert(tg::vjp(tg::jacobian(forward))(2.0).second(1.0) == 48.0);
static_assert(tg::grad(tg::grad(tg::grad(fourth)))(2.0) == 48.0);
static_assert(tg::grad(tg::hessian(fourth))(2.0) == 48.0);
static_assert(tg::hvp(tg::grad(fourth))(2.0, 10.0) == 480.0);

// A Jacobian of a Jacobian: (2, 2, 2) of {x0^2 x1, x1^3}.
constexpr auto field = [](auto x) {
  return tg::tensor<typename decltype(x)::value_type, 2>{x(0) * x(0) * x(1), x(1) * x(1) * x(1)};
};
static_assert(tg::jacobian(tg::jacobian(field))(tg::tensor{3.0, 5.0}) ==
              tg::tensor<double, 2, 2, 2>{10, 6, 6, 0, 0, 0, 0, 30});

// DeZero: z = gx^3 + y with y = x^2 and gx = dy/dx, so z' = 24 x^2 + 2 x = 100 at 2 (requirement
// E-16).
constexpr auto square = [](auto x) { return x * x; };
constexpr auto of_gradient = [](auto x) {
  auto const [y, gx] = tg::value_and_grad(square)(x);
  return gx * gx * gx + y;
};
static_assert(tg::grad(of_gradient)(2.0) == 100.0);

// Third derivatives: sin''' = -cos; tanh''' = (1 - y^2)(6 y^2 - 2).
constexpr auto third_of_sin = tg::grad(tg::grad(tg::grad([](auto x) { return tg::sin(x); })));
static_assert(near(third_of_sin(0.3), -tg::cos(0.3)));
constexpr auto third_of_tanh = tg::grad(tg::grad(tg::grad([](auto x) { return tg::tanh(x); })));
constexpr double y = tg::tanh(0.3);
static_assert(near(third_of_tanh(0.3), (1 - y * y) * (6 * y * y - 2), 8));

// Newton's method on x^4 - 2 x^2 from 2 (requirement E-15, the digits of DeZero).
constexpr auto double_well = [](auto x) { return x * x * x * x - 2 * x * x; };
constexpr double newton(int steps) {
  double x = 2.0;
  for (int i = 0; i < steps; ++i)
    x -= tg::grad(double_well)(x) / tg::grad(tg::grad(double_well))(x);
  return x;
}
static_assert(near(newton(1), 1.4545454545454546) && near(newton(2), 1.1510467893775467) &&
              near(newton(3), 1.0253259289766978) && near(newton(4), 1.0009084519430513) &&
              near(newton(5), 1.0000012353089454) && near(newton(6), 1.000000000002289) &&
              newton(7) == 1.0);

}  // namespace

// n-th derivatives of sin, as DeZero's step 34 prints them.
BOOST_AUTO_TEST_CASE(fifth_derivative_of_sine_is_cosine) {
  auto const fifth =
      tg::grad(tg::grad(tg::grad(tg::grad(tg::grad([](auto x) { return tg::sin(x); })))));
  for (double x = -2.0; x < 2.0; x += 0.3) BOOST_TEST(std::abs(fifth(x) - std::cos(x)) < 1e-15);
}

BOOST_AUTO_TEST_SUITE_END()
