// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_variable.hpp>
#include <typegrad/typegrad.hpp>

#include <typegrad/dynamic/variable_front.hpp>

#include <typegrad/debug/print_report.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(debug_check_variable)

namespace {

/// Right where the upstream gradient is 1.
struct overlooks_upstream {
  static constexpr auto forward(auto a) { return a * a; }
  static constexpr auto backward(auto, auto a) { return 2 * a; }
};

}  // namespace

BOOST_AUTO_TEST_CASE(differences_move_all_elements_or_one_at_a_time) {
  tg::variable<double> const x{1, 2, 3};
  auto const squares = [](auto const& a) { return tg::sum(a * a); };
  BOOST_TEST(std::abs(tg::numerical_diff(squares, x).item() - 12) < 1e-9);  // G-26
  auto const each = tg::numerical_grad(squares, x).data();
  for (int i = 0; i < 3; ++i) BOOST_TEST(std::abs(each(i) - 2 * (i + 1)) < 1e-9);
}

BOOST_AUTO_TEST_CASE(a_right_gradient_passes_for_every_argument) {
  tg::variable<double> const x{{0.1, -0.2, 0.3}, {0.4, 0.5, -0.6}};
  tg::variable<double> const w{{1, 2}, {-3, 4}, {5, 6}};
  double const captured = 0.5;
  auto const report = tg::check_grad(
      [&](auto const& a, auto const& b) { return tg::tanh(tg::matmul(a, b)) * captured; }, x, w);
  BOOST_TEST(report);
  BOOST_TEST(report.elements == 12);
  BOOST_TEST(x.grad().is_none());
}

BOOST_AUTO_TEST_CASE(a_wrong_gradient_is_found_at_its_place) {
  // the slope of b^2 without that of one of its factors: 2 for 4 at b = 2, 3 for 6 at b = 3
  auto const wrong = [](auto const& a, auto const& b) {
    return tg::sum(a) + tg::sum(b * b.detach());
  };
  auto const report =
      tg::check_grad(wrong, tg::variable<double>{{1, 2}, {3, 4}}, tg::variable<double>{{2, 3}});
  BOOST_TEST(!report.ok);
  BOOST_TEST(report.elements == 6);
  BOOST_TEST(report.wrong == 2);
  BOOST_TEST(report.argument == 1);
  BOOST_TEST(report.worst.position == 1);
  BOOST_TEST(report.gradient == 3);
  BOOST_TEST(std::abs(report.difference - 6) < 1e-8);
  BOOST_TEST(tg::to_string(report).find(
                 "worst: argument 1 element (0, 1): gradient 3.0, central difference ") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_rule_that_overlooks_its_upstream_gradient_is_found) {
  auto const f = [](auto const& a) { return tg::apply<overlooks_upstream>(a); };
  BOOST_TEST(!tg::check_grad(f, tg::variable<double>(3.0)).ok);
  BOOST_TEST(!tg::check_grad(f, tg::variable<double>{1, 2, 3}).ok);
}

BOOST_AUTO_TEST_CASE(an_argument_without_influence_has_the_gradient_zero) {
  auto const first = [](auto const& a, auto const&) { return tg::sin(a); };
  BOOST_TEST(tg::check_grad(first, tg::variable<double>(0.5), tg::variable<float>(0.5f)).ok);
}

BOOST_AUTO_TEST_SUITE_END()
