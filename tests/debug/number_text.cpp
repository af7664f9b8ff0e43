// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/number_text.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(debug_number_text)

// T-01, X-24
BOOST_AUTO_TEST_CASE(a_scalar_shows_the_shortest_digits_that_read_back) {
  BOOST_TEST(tg::number_text(0.8414709848078965) == "0.8414709848078965");
  BOOST_TEST(tg::number_text(0.1f) == "0.1");
  BOOST_TEST(tg::number_text(2.0) == "2.0");
  BOOST_TEST(tg::number_text(-0.0) == "-0.0");
  BOOST_TEST(tg::number_text(100.0) == "100.0");
  BOOST_TEST(tg::number_text(21) == "21");
  BOOST_TEST(tg::number_text(true) == "True");
  BOOST_TEST(tg::number_text(static_cast<signed char>(-5)) == "-5");
}

// NumPy 1.24: str(np.float64(...)), str(np.float32(...))
BOOST_AUTO_TEST_CASE(a_scalar_has_an_exponent_below_1e_minus_4_and_from_1e16) {
  BOOST_TEST(tg::number_text(1e16) == "1e+16");
  BOOST_TEST(tg::number_text(9999999999999998.0) == "9999999999999998.0");
  BOOST_TEST(tg::number_text(1e-4) == "0.0001");
  BOOST_TEST(tg::number_text(9.9e-5) == "9.9e-05");
  BOOST_TEST(tg::number_text(1e-4f) == "1e-04");
  BOOST_TEST(tg::number_text(5e-324) == "5e-324");
  BOOST_TEST(tg::number_text(123456789.0f) == "123456790.0");
}

BOOST_AUTO_TEST_CASE(what_is_not_finite_has_a_name) {
  BOOST_TEST(tg::number_text(std::numeric_limits<double>::quiet_NaN()) == "nan");
  BOOST_TEST(tg::number_text(-std::numeric_limits<float>::infinity()) == "-inf");
}

BOOST_AUTO_TEST_CASE(rounds_what_does_not_fit_to_even) {
  BOOST_TEST(tg::positional_text(0.5, 0) == "0.");
  BOOST_TEST(tg::positional_text(1.5, 0) == "2.");
  BOOST_TEST(tg::positional_text(1.0 / 3, 8) == "0.33333333");
  BOOST_TEST(tg::positional_text(0.100000001, 8) == "0.1");
}

BOOST_AUTO_TEST_SUITE_END()
