// SPDX-License-Identifier: BSL-1.0
#include <typegrad/dynamic.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <tuple>
#include <utility>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_masked_slopes)

// Each at x = 0, where a slope of it is infinite or no number.
// Functions, so that a case is traced by itself.
constexpr std::tuple singular{[](auto x) { return tg::sqrt(x); },
                              [](auto x) { return tg::log(x); },
                              [](auto x) { return 1 / x; },
                              [](auto x) { return x / x; },
                              [](auto x) { return tg::sin(x) / x; },
                              [](auto x) { return 1 / (x * x); },
                              [](auto x) { return tg::pow(x, 0.5); },
                              [](auto x) { return tg::pow(x, -2.0); },
                              [](auto x) { return tg::pow(x, 1.5); },
                              [](auto x) { return tg::pow(x, x); },
                              [](auto x) { return tg::acos(1 + x); },
                              [](auto x) { return tg::asin(1 + x); },
                              [](auto x) { return tg::acosh(1 + x); },
                              [](auto x) { return tg::atanh(1 + x); },
                              [](auto x) { return tg::atanh(x - 1); },
                              [](auto x) { return tg::sqrt(x * x); },
                              [](auto x) { return tg::hypot(x, x); },
                              [](auto x) { return tg::atan2(x, x); },
                              [](auto x) { return tg::cbrt(x); },
                              [](auto x) { return tg::log1p(x - 1); },
                              [](auto x) { return tg::log2(x); },
                              [](auto x) { return tg::log10(x); },
                              [](auto x) { return tg::exp(800 + x); },
                              [](auto x) { return tg::exp2(2 * (800 + x)); },
                              [](auto x) { return tg::expm1(800 + x); },
                              [](auto x) { return tg::sinh(800 + x); },
                              [](auto x) { return tg::cosh(800 + x); },
                              [](auto x) { return tg::square(tg::exp((800 + x) / 2)); },
                              [](auto x) { return tg::sqrt(tg::sqrt(x)); },
                              [](auto x) { return tg::log(tg::sqrt(x)); },
                              [](auto x) { return tg::sqrt(x) * tg::log(x); },
                              [](auto x) { return x * tg::log(x); },
                              [](auto x) { return tg::exp(-1 / x); },
                              [](auto x) { return tg::atan(1 / x); },
                              [](auto x) { return tg::tanh(1 / x); },
                              [](auto x) { return tg::erf(1 / x); },
                              [](auto x) { return tg::log(tg::log(1 + x)); },
                              [](auto x) { return tg::asinh(1 / x); },
                              [](auto x) { return (tg::max)(1 / x, tg::log(x)); },
                              [](auto x) { return (tg::abs)(tg::sqrt(x)); },
                              [](auto x) { return tg::normal_cdf(1 / x); },
                              [](auto x) { return tg::silu(1 / x); },
                              [](auto x) { return tg::sigmoid(1 / x); },
                              [](auto x) { return tg::softplus(800 + x) / x; },
                              [](auto x) { return x / tg::expm1(x); },
                              [](auto x) { return (1 - tg::cos(x)) / (x * x); }};
constexpr int count = 46;
static_assert(std::tuple_size_v<decltype(singular)> == count);

/// Case First + i at x(i), and where the mask keeps it out a function with the slopes 3 and 2.
template <int First, int... Case>
constexpr auto guarded_cases(auto const& x, std::integer_sequence<int, Case...>) {
  auto sum = 0.0 * x(0);
  ((sum = sum + tg::where(x(Case) > 0, std::get<First + Case>(singular)(x(Case)),
                          3 * x(Case) + x(Case) * x(Case))),
   ...);
  return sum;
}
constexpr auto guarded = [](auto const& x) {
  return guarded_cases<0>(x, std::make_integer_sequence<int, count>{});
};
// Second derivatives in two parts, each below the steps that compilers take by default.
constexpr int half = count / 2;
template <int First>
constexpr auto guarded_half =
    [](auto const& x) { return guarded_cases<First>(x, std::make_integer_sequence<int, half>{}); };
template <int First>
constexpr auto slope = [](auto const& x) { return tg::sum(tg::grad(guarded_half<First>)(x)); };

template <class Tensor>
void expect_all(Tensor const& found, double expected) {
  for (int i = 0; i < static_cast<int>(found.size()); ++i)
    BOOST_TEST(found.data()[i] == expected, "case " << i << ": " << found.data()[i]);
}

// Both modes in one program, and both ways to second derivatives, because each program of so many
// operations costs 5 s of compile time.
constexpr auto first_order = [](auto const& x, auto const& along) {
  return tg::results{tg::grad(guarded)(x), tg::jvp(guarded)(tg::at(x), tg::along(along)).second};
};
template <int First>
constexpr auto second_order = [](auto const& x, auto const& along) {
  return tg::results{tg::hvp(guarded_half<First>)(x, along), tg::grad(slope<First>)(x)};
};
template <class Number, int Size>
constexpr auto ones = tg::ones<Number, Size>();

BOOST_AUTO_TEST_CASE(reverse_and_forward_mode_leave_no_trace_of_the_side_that_is_masked) {
  tg::tensor<double, count> const x{};
  auto const [reverse, forward] = tg::evaluate(first_order)(x, ones<double, count>);
  expect_all(reverse, 3.0);
  BOOST_TEST(forward == 3.0 * count);
}

template <int First>
void expect_second_derivatives() {
  tg::tensor<float, half> const x{};
  auto const [forward_over_reverse, reverse_over_reverse] =
      tg::evaluate(second_order<First>)(x, ones<float, half>);
  expect_all(forward_over_reverse, 2.0);
  expect_all(reverse_over_reverse, 2.0);
}
BOOST_AUTO_TEST_CASE(nor_do_second_derivatives) {
  expect_second_derivatives<0>();
  expect_second_derivatives<half>();
}

BOOST_AUTO_TEST_CASE(nor_extents_that_are_known_at_run_time) {
  expect_all(tg::grad(guarded)(tg::tensor<double, tg::dyn>(count)), 3.0);
}

BOOST_AUTO_TEST_CASE(nor_variables_and_what_is_compiled_of_them) {
  tg::variable<double> x(tg::dynamic_tensor<double>(tg::shape{count}));
  auto const y = guarded(x);
  y.backward({.create_graph = true});
  auto const first = x.grad();
  expect_all(first.data(), 3.0);
  x.clear_grad();
  tg::sum(first).backward();
  expect_all(x.grad().data(), 2.0);
  auto const compiled = tg::compile(guarded, tg::shape{count});
  expect_all(compiled.grad(tg::dynamic_tensor<double>(tg::shape{count})).first, 3.0);
}

BOOST_AUTO_TEST_SUITE_END()
