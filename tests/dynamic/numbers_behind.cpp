// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_numbers_behind)

using variable = tg::variable<double>;

static std::vector<int> behind(variable const& y,
                               tg::wanted_numbers wanted = tg::wanted_numbers::all) {
  tg::growing_array<int> const found =
      tg::numbers_behind(*y.held().tape(), y.held().number(), wanted);
  return std::vector<int>(found.begin(), found.end());
}

BOOST_AUTO_TEST_CASE(what_an_entry_was_made_of_and_nothing_else) {
  variable const x(2.0);                  // 0
  variable const a = tg::sin(x);          // 1
  variable const other = tg::cos(x) * 3;  // 2, 3, 4
  variable const b = a * x + a;           // 5, 6
  BOOST_TEST(behind(b) == (std::vector{0, 1, 5, 6}), boost::test_tools::per_element());
  BOOST_TEST(behind(other) == (std::vector{0, 2, 3, 4}), boost::test_tools::per_element());
  BOOST_TEST(behind(a) == (std::vector{0, 1}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(only_what_is_no_node_yet) {
  variable const x(2.0);
  variable const a = tg::sin(x);
  variable const b = a * x + a;  // 2, 3
  tg::number_tape* const tape = b.held().tape();
  tg::node_pointer const known = tg::node_of_number(*tape, 1);
  BOOST_TEST(behind(b, tg::wanted_numbers::without_node) == (std::vector{2, 3}),
             boost::test_tools::per_element());
  BOOST_TEST(behind(b) == (std::vector{0, 1, 2, 3}), boost::test_tools::per_element());
}

/// Each entry is found once, however many ways lead to it.
BOOST_AUTO_TEST_CASE(two_to_the_power_of_a_hundred_ways) {
  variable const x(1.0);
  variable y = x;
  for (int i = 0; i < 100; ++i) y = y + y;
  BOOST_TEST(behind(y).size() == 101);
  y.backward();
  BOOST_TEST(x.grad().item() == 0x1p100);
}

BOOST_AUTO_TEST_CASE(history_is_what_leads_to_a_variable) {
  variable const x(2.0);
  variable const c = 0.3;
  auto const has_history = [](variable const& y) {
    return tg::has_history(*y.held().tape(), y.held().number());
  };
  BOOST_TEST(has_history(tg::sin(x)));
  BOOST_TEST(!has_history(tg::sin(c) * 2));
  BOOST_TEST(has_history(c * 2 + 0 * x));
}

BOOST_AUTO_TEST_SUITE_END()
