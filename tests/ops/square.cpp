// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_square)

namespace {

constexpr auto f = [](auto x) { return tg::square(x); };

// mpmath, 40 digits: f = x^2; f(1.5), diff(f, 1.5), diff(f, 0.75, 2)
static_assert(near(f(1.5), 2.25));
static_assert(near(tg::grad(f)(1.5), 3.0));
static_assert(near(tg::grad(tg::grad(f))(0.75F), 2.0));

// What squares have in common is doubled once, and multiplied by each.
constexpr auto scaled = [](auto const& x, auto g) {
  return g * (tg::square(x(0)) + tg::square(x(1)) + tg::square(x(2)));
};
static_assert(tg::program<decltype(tg::grad(scaled)), tg::tensor<double, 3>, double>::flops == 4);
// Of a tangent it is the slope that is doubled once.
constexpr auto moved = [](auto x, auto a, auto b) {
  return tg::jvp(f)(x, a).second + tg::jvp(f)(x, b).second;
};
static_assert(tg::program<decltype(tg::evaluate(moved)), double, double, double>::flops == 4);

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, -2.5}));
}

BOOST_AUTO_TEST_CASE(integers_stay_integer) {
  static_assert(std::is_same_v<decltype(f(tg::tensor<int, 2>{})), tg::tensor<int, 2>>);
  static_assert(std::is_same_v<decltype(f(2)), int>);
}

BOOST_AUTO_TEST_CASE(the_sign_does_not_matter) {
  constexpr auto of_negated = [](auto x) { return tg::square(-x) - tg::square(x); };
  BOOST_TEST(tg::evaluate(of_negated)(1.7) == 0.0);
}

BOOST_AUTO_TEST_CASE(has_the_digits_of_dezero) {
  // S4-05: square(exp(square(0.5))) is 1.648721270700128, its derivative 3.297442541400256
  constexpr auto composed = [](auto x) { return tg::square(tg::exp(tg::square(x))); };
  BOOST_TEST(near(tg::evaluate(composed)(0.5), 1.648721270700128));
  BOOST_TEST(near(tg::grad(composed)(0.5), 3.297442541400256));
}

BOOST_AUTO_TEST_SUITE_END()
