// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <array>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_vjp)

namespace {

// Integers stay integers; without a seed the upstream is ones (requirements T-04, G-01, G-03).
constexpr auto sum = [](auto x, auto c) { return x + c; };
constexpr tg::tensor<int, 2, 3> x{{1, 2, 3}, {4, 5, 6}};
constexpr tg::tensor<int, 2, 3> c{{10, 20, 30}, {40, 50, 60}};
constexpr tg::tensor<int, 2, 3> ones{{1, 1, 1}, {1, 1, 1}};
constexpr auto of_sum = tg::vjp(sum)(x, c);
static_assert(of_sum.first == tg::tensor<int, 2, 3>{{11, 22, 33}, {44, 55, 66}});
static_assert(of_sum.second() == tg::results{ones, ones});
static_assert(std::is_same_v<decltype(of_sum.second()),
                             tg::results<tg::tensor<int, 2, 3>, tg::tensor<int, 2, 3>>>);
static_assert(of_sum.second(c) == tg::results{c, c});
static_assert(tg::vjp([](auto a) { return tg::reshape<6>(a); })(x).second() == ones);  // T-07

constexpr auto product = [](auto a, auto b) { return tg::matmul(a, b); };
constexpr tg::tensor<double, 1, 2> a{{1.0, 2.0}};
constexpr tg::tensor<double, 2, 2> b{{1.0, 2.0}, {3.0, 4.0}};
constexpr auto of_product = tg::vjp(product)(a, b);
constexpr auto adjoints = of_product.second(tg::tensor<double, 1, 2>{{1.0, -1.0}});
static_assert(adjoints.first == tg::tensor<double, 1, 2>{{-1.0, -1.0}});
static_assert(adjoints.second == tg::tensor<double, 2, 2>{{1.0, -1.0}, {2.0, -2.0}});
static_assert(tg::vjp(product, tg::wrt<1>)(a, b).second(a) ==
              tg::tensor<double, 2, 2>{{1.0, 2.0}, {2.0, 4.0}});

// A seed of another scalar type, and one for each of several results.
static_assert(tg::vjp([](auto q) { return q * q; })(3.0f).second(2) == 12.0f);
constexpr auto parts = [](auto q) { return tg::results{q * q, std::array{q, 2 * q}}; };
static_assert(tg::vjp(parts)(3.0).second(tg::results{1.0, std::array{10.0, 100.0}}) == 216.0);
static_assert(tg::vjp(parts)(3.0).second() == 9.0);

// Within a function that is being traced.
constexpr auto nested = [](auto q) {
  auto const [y, pull] = tg::vjp([](auto p) { return p * p * p; })(q);
  return pull(y);
};
static_assert(tg::evaluate(nested)(2.0) == 96.0);  // y 3 q^2 = 3 q^5
static_assert(tg::grad(nested)(2.0) == 240.0);     // 15 q^4

}  // namespace

BOOST_AUTO_TEST_CASE(the_pullback_outlives_its_arguments_and_serves_again) {
  auto const make = [] {
    tg::tensor<double, 2> const local{2.0, 3.0};
    return tg::vjp([](auto q) { return q * q; })(local);
  };
  auto const [y, pull] = make();
  BOOST_TEST((y == tg::tensor{4.0, 9.0}));
  BOOST_TEST((pull(tg::tensor{1.0, 0.0}) == tg::tensor{4.0, 0.0}));
  BOOST_TEST((pull(tg::tensor{0.0, 1.0}) == tg::tensor{0.0, 6.0}));
}

BOOST_AUTO_TEST_SUITE_END()
