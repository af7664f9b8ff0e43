// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_grad.hpp>
#include <typegrad/debug/print_report.hpp>
#include <typegrad/static.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(debug_check_grad)

namespace {

/// x^2 with the derivative of x^3 / 3.
struct wrong_square : tg::element_wise<1> {
  static constexpr auto name = "wrong_square";
  template <class T>
  static constexpr T forward(T const& x) {
    return x * x;
  }
  static constexpr auto partial(auto x, auto) { return x * x; }
};

constexpr auto layer = [](auto x, auto w) { return tg::tanh(tg::matmul(x, w)); };
constexpr tg::tensor<double, 2, 3> x{0.1, -0.2, 0.3, 0.4, 0.5, -0.6};
constexpr tg::tensor<double, 3, 2> w{1, 2, -3, 4, 5, 6};

/// Right where the upstream gradient is 1, and where it is the same everywhere.
struct overlooks_upstream {
  static constexpr auto forward(auto a) { return a * a; }
  static constexpr auto backward(auto, auto a) { return 2 * a; }
};
struct spreads_upstream {
  static constexpr auto forward(auto a) { return a * a; }
  static constexpr auto backward(auto gy, auto a) { return tg::mean(gy) * (2 * a); }
};

template <class T>
struct line {
  T slope;
  tg::tensor<T, 2> offset;
};

}  // namespace

static_assert(tg::check_grad([](auto a) { return tg::sin(a) * a; }, 0.5));
static_assert(!tg::check_grad([](auto a) { return tg::apply<wrong_square>(a); }, 0.5));

BOOST_AUTO_TEST_CASE(a_right_gradient_passes_for_every_argument) {
  auto const report = tg::check_grad(layer, x, w);
  BOOST_TEST(report);
  BOOST_TEST(report.elements == 12);
  BOOST_TEST(report.wrong == 0);
}

BOOST_AUTO_TEST_CASE(a_wrong_gradient_is_found_at_its_place) {
  auto const wrong = [](auto a, auto b) { return tg::sum(a) + tg::apply<wrong_square>(b); };
  // derivatives 2 x 2: right by chance at b = 2, wrong by 6 - 9 = -3 at b = 3
  auto const report = tg::check_grad(wrong, x, tg::tensor<double, 1, 2>{2, 3});
  BOOST_TEST(!report.ok);
  BOOST_TEST(report.elements == 8);
  BOOST_TEST(report.wrong == 1);
  BOOST_TEST(report.argument == 1);
  BOOST_TEST(report.worst.position == 1);
  BOOST_TEST(report.gradient == 27);  // the second number of the result counts three times
  BOOST_TEST(std::abs(report.difference - 18) < 1e-7);
  BOOST_TEST(tg::to_string(report).find(
                 "check_grad: 1 of 8 elements wrong\n"
                 "  worst: argument 1 element (0, 1): gradient 27.0, central difference ") == 0);
}

BOOST_AUTO_TEST_CASE(a_rule_that_overlooks_its_upstream_gradient_is_found) {
  auto const overlooking = [](auto a) { return tg::apply<overlooks_upstream>(a); };
  auto const spreading = [](auto a) { return tg::apply<spreads_upstream>(a); };
  BOOST_TEST(!tg::check_grad(overlooking, 3.0).ok);
  BOOST_TEST(!tg::check_grad(overlooking, x).ok);
  BOOST_TEST(!tg::check_grad(spreading, x).ok);
  // One number is shown as it is: the true slope is 6, and 3 is half the rule's answer.
  BOOST_TEST(tg::check_grad(overlooking, 3.0).gradient == 3.0);
  BOOST_TEST(std::abs(tg::check_grad(overlooking, 3.0).difference - 6) < 1e-8);
}

// G-26: rtol 1e-4, atol 1e-5
BOOST_AUTO_TEST_CASE(tolerances_are_those_of_dezero_and_can_be_given) {
  auto const wrong = [](auto a) { return tg::apply<wrong_square>(a); };
  BOOST_TEST(!tg::check_grad(wrong, 2.001).ok);  // 4.004001 against 4.002: 5e-4 relative
  BOOST_TEST(tg::check_grad(tg::gradient_tolerance{.rtol = 1e-3}, wrong, 2.001));
  BOOST_TEST(tg::check_grad(wrong, 2.0001));  // 4.0004 against 4.0002: 5e-5 relative
}

BOOST_AUTO_TEST_CASE(structures_and_integers_are_taken) {
  auto const f = [](auto const& net, auto a, auto n) { return net.slope * a * n + net.offset; };
  auto const report = tg::check_grad(f, line<double>{2, {3, 4}}, 0.5, 3);
  BOOST_TEST(report);
  BOOST_TEST(report.elements == 4);
}

BOOST_AUTO_TEST_CASE(float_is_checked_with_its_own_step) {
  constexpr tg::gradient_tolerance loose{.rtol = 1e-3, .atol = 1e-4};
  BOOST_TEST(tg::check_grad(loose, [](auto a) { return tg::exp(a); }, 0.5f));
}

BOOST_AUTO_TEST_SUITE_END()
