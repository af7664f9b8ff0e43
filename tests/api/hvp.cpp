// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_hvp)

namespace {

constexpr auto f = [](auto x) { return x(0) * x(0) * x(1) + tg::sum(x * x); };
constexpr tg::tensor<double, 2> x{3.0, 5.0};
constexpr tg::tensor<double, 2> v{1.0, 2.0};
// Hessian [[10 + 2, 6], [6, 2]]
static_assert(tg::hvp(f)(x, v) == tg::tensor{24.0, 10.0});
static_assert(tg::hvp(f)(x, v) == tg::matmul(tg::hessian(f)(x), v));

// The gradient of <grad f, v> is the same.
constexpr auto along_gradient = [](auto p, auto q) { return tg::sum(tg::grad(f)(p) * q); };
static_assert(tg::grad(along_gradient)(x, v) == tg::hvp(f)(x, v));

// Only some arguments move; the vectors stand last.
constexpr auto g = [](auto a, auto b, auto c) { return a * a * b * c; };
static_assert(tg::hvp(g, tg::wrt<0>)(2.0, 3.0, 5.0, 10.0) == 300.0);
static_assert(tg::hvp(g, tg::wrt<0, 2>)(2.0, 3.0, 5.0, 1.0, 10.0) == tg::results{150.0, 12.0});

template <class T>
struct pose {
  tg::tensor<T, 2> position;
  T angle;
};
constexpr auto energy = [](auto const& p) { return tg::sum(p.position * p.position) * p.angle; };
constexpr auto of_pose =
    tg::hvp(energy)(pose<double>{{1.0, 2.0}, 3.0}, pose<double>{{1.0, 0.0}, 10.0});
static_assert(of_pose.position == tg::tensor{26.0, 40.0} && of_pose.angle == 2.0);

}  // namespace

BOOST_AUTO_TEST_CASE(agrees_with_a_difference_of_gradients) {
  auto const h = [](auto p) { return tg::sum(tg::sin(p) * tg::exp(p)); };
  tg::tensor<double, 3> const at{0.3, -0.7, 1.1};
  tg::tensor<double, 3> const direction{1.0, 0.5, -2.0};
  tg::tensor<double, 3> const exact = tg::hvp(h)(at, direction);
  tg::tensor<double, 3> const above = tg::grad(h)(at + 1e-6 * direction);
  tg::tensor<double, 3> const below = tg::grad(h)(at - 1e-6 * direction);
  for (int i = 0; i < 3; ++i) BOOST_TEST(std::abs((above(i) - below(i)) / 2e-6 - exact(i)) < 1e-8);
}

BOOST_AUTO_TEST_SUITE_END()
