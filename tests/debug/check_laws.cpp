// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_laws.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(debug_check_laws)

namespace {

/// y = x^2 with the rule that `Rule` says: right and wrong ones.
template <class Rule>
struct parabola : tg::element_wise<1> {
  static constexpr auto name = "parabola";
  template <class T>
  static constexpr T forward(T const& x) {
    if constexpr (Rule::wrong_in_float && std::is_same_v<T, float>) return x * x + T(0.001);
    else return x * x;
  }
  static constexpr auto pullback(tg::wrt_operand<0>, auto gy, auto x, auto) {
    return Rule::pullback(gy, x);
  }
};
struct right_rule {
  static constexpr bool wrong_in_float = false;
  static constexpr auto pullback(auto gy, auto x) { return 2 * x * gy; }
};
struct wrong_partial : right_rule {
  static constexpr auto pullback(auto gy, auto x) { return 3 * x * gy; }
};
struct ignores_upstream : right_rule {
  static constexpr auto pullback(auto gy, auto x) { return 2 * x + 0 * gy; }
};
struct wrong_in_float_only : right_rule {
  static constexpr bool wrong_in_float = true;
};

/// y = 2 x, with a derivative of 1 instead of 2: a rule that uses it is right itself, its
/// derivative is not.
struct careless_double : tg::element_wise<1> {
  static constexpr auto name = "careless_double";
  template <class T>
  static constexpr T forward(T const& x) {
    return x + x;
  }
  static constexpr auto pullback(tg::wrt_operand<0>, auto gy, auto, auto) { return gy; }
};
struct wrong_second : right_rule {
  static constexpr auto pullback(auto gy, auto x) { return gy * tg::apply<careless_double>(x); }
};

template <class Rule>
inline constexpr auto parabola_of = [](auto x) { return tg::apply<parabola<Rule>>(x); };

constexpr tg::tensor<double, 3> points{0.5, -1.25, 2.0};

constexpr char const* type_law = "the type of the result is the same";
constexpr char const* value_law = "value is that of plain operands";
constexpr char const* gradient_law = "gradient is that of differences";
constexpr char const* twice_law = "used twice gives twice the gradient";
constexpr char const* second_law = "second derivative is that of differences";
constexpr char const* tangent_law = "tangent is that of differences";
constexpr char const* moved_law = "tangent of the gradient is that of differences";
constexpr char const* float_type_law = "float gives float";
constexpr char const* float_value_law = "value in float agrees with double";
constexpr char const* float_gradient_law = "gradient in float agrees with double";

int broken_laws(tg::law_report const& report) {
  int count = 0;
  for (int i = 0; i < report.count; ++i) count += report.findings[i].wrong > 0 ? 1 : 0;
  return count;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_right_operation_obeys_all_laws) {
  auto const report = tg::check_laws(parabola_of<right_rule>, points);
  BOOST_TEST(report);
  // types 2, values 2 x 3, gradients 3 x 3, tangent 3, second derivatives 2 x 3
  BOOST_TEST(tg::to_string(report) == "check_laws: 10 laws hold (26 numbers compared)");
  for (char const* law : {type_law, value_law, gradient_law, twice_law, tangent_law, second_law,
                          moved_law, float_type_law, float_value_law, float_gradient_law})
    BOOST_TEST(!report.breaks(law));
}

BOOST_AUTO_TEST_CASE(a_wrong_partial_derivative_is_found) {
  auto const report = tg::check_laws(parabola_of<wrong_partial>, points);
  BOOST_TEST(!report.ok);
  BOOST_TEST(report.breaks(gradient_law));
  BOOST_TEST(report.breaks(tangent_law));
  BOOST_TEST(broken_laws(report) == 2);  // it is wrong consistently
}

BOOST_AUTO_TEST_CASE(a_rule_that_ignores_its_upstream_is_found) {
  auto const report = tg::check_laws(parabola_of<ignores_upstream>, points);
  BOOST_TEST(report.breaks(gradient_law));
  BOOST_TEST(report.breaks(twice_law));
}

BOOST_AUTO_TEST_CASE(a_wrong_second_derivative_is_found) {
  auto const report = tg::check_laws(parabola_of<wrong_second>, points);
  BOOST_TEST(!report.breaks(gradient_law));
  BOOST_TEST(report.breaks(second_law));
  BOOST_TEST(report.breaks(moved_law));
  BOOST_TEST(broken_laws(report) == 2);
  constexpr tg::law_options first_only{.second_derivative = false};
  BOOST_TEST(tg::check_laws<first_only>(parabola_of<wrong_second>, points));
}

BOOST_AUTO_TEST_CASE(a_wrong_value_in_float_is_found) {
  auto const report = tg::check_laws(parabola_of<wrong_in_float_only>, points);
  BOOST_TEST(report.breaks(float_value_law));
  BOOST_TEST(broken_laws(report) == 1);
  constexpr tg::law_options double_only{.in_float = false};
  BOOST_TEST(tg::check_laws<double_only>(parabola_of<wrong_in_float_only>, points));
}

BOOST_AUTO_TEST_CASE(another_value_or_type_for_plain_operands_is_found) {
  auto const value = [](auto x) {
    if constexpr (std::is_arithmetic_v<decltype(x)>) return x + 1e-9;
    else return x + 0;
  };
  auto const other_value = tg::check_laws(value, 0.5);
  BOOST_TEST(other_value.breaks(value_law));
  BOOST_TEST(broken_laws(other_value) == 1);
  auto const type = [](auto x) {
    if constexpr (std::is_arithmetic_v<decltype(x)>) return tg::tensor<double, 1>{x};
    else return x * 1;
  };
  BOOST_TEST(tg::check_laws(type, 0.5).breaks(type_law));
}

BOOST_AUTO_TEST_CASE(a_result_that_widens_float_is_found) {
  auto const widens = [](auto x) {
    if constexpr (std::is_arithmetic_v<decltype(x)>) return 2.0 * x;
    else return tg::traced<double>(x) * 2;
  };
  auto const report = tg::check_laws(widens, 0.5);
  BOOST_TEST(report.breaks(float_type_law));
  BOOST_TEST(broken_laws(report) == 1);
}

BOOST_AUTO_TEST_CASE(several_operands_results_and_integers_are_taken) {
  auto const several = [](auto a, auto b, auto n) {
    return tg::results{a * b, tg::sum(a) + b * n};
  };
  auto const report = tg::check_laws(several, points, 0.7, 3);
  BOOST_TEST(report);
}

BOOST_AUTO_TEST_CASE(the_report_names_law_place_and_both_values) {
  auto const report = tg::check_laws(
      [](auto a, auto b) { return a * tg::apply<parabola<wrong_partial>>(b); }, 1.0, points);
  BOOST_TEST(!report.ok);
  std::string const text = tg::to_string(report);
  BOOST_TEST(text.find("check_laws: 4 of 10 laws are broken\n  gradient is that of differences: 3 "
                       "of 4 wrong; worst at "
                       "operand 1 element (") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
