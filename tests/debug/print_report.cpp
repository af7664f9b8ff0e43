// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/print_report.hpp>

#include <boost/test/unit_test.hpp>

#include <sstream>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(debug_print_report)

BOOST_AUTO_TEST_CASE(a_gradient_report_says_how_many_and_which_is_worst) {
  tg::gradient_report report{
      .elements = 6, .gradient = 3, .difference = 3.000001, .allowed = 0.00031};
  std::ostringstream stream;
  stream << report;
  BOOST_TEST(stream.str() ==
             "check_grad: 6 elements agree\n"
             "  worst: argument 0: gradient 3.0, central difference 3.000001, allowed 0.00031");
  report.ok = false;
  report.wrong = 2;
  report.argument = 1;
  report.worst = {2, tg::make_shape(2, 3), 5};
  BOOST_TEST(tg::to_string(report) ==
             "check_grad: 2 of 6 elements wrong\n"
             "  worst: argument 1 leaf 2 element (1, 2): gradient 3.0, central difference "
             "3.000001, allowed 0.00031");
}

BOOST_AUTO_TEST_CASE(a_law_report_has_one_line_per_broken_law) {
  tg::law_report report;
  report.add({.law = "kept", .compared = 4});
  BOOST_TEST(tg::to_string(report) == "check_laws: 1 laws hold (4 numbers compared)");
  report.add({.law = "broken",
              .compared = 3,
              .wrong = 2,
              .worst = {1, tg::make_shape(3), 2},
              .got = 0.5,
              .expected = 0.25,
              .allowed = 1e-9});
  report.add({.law = "too", .compared = 1, .wrong = 1, .in_result = true, .got = 1, .expected = 2});
  BOOST_TEST(tg::to_string(report) ==
             "check_laws: 2 of 3 laws are broken\n"
             "  broken: 2 of 3 wrong; worst at operand 1 element (2): got 0.5, expected 0.25, "
             "allowed 1e-09\n"
             "  too: 1 of 1 wrong; worst at result 0: got 1.0, expected 2.0, allowed 0.0");
}

BOOST_AUTO_TEST_CASE(nothing_to_compare_is_said) {
  BOOST_TEST(tg::to_string(tg::gradient_report{}) ==
             "check_grad: no real numbers among the arguments");
}

BOOST_AUTO_TEST_SUITE_END()
