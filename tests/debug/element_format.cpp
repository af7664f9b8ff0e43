// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/element_format.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(debug_element_format)

// T-21: [ 6 15]
BOOST_AUTO_TEST_CASE(integers_share_one_width) {
  tg::element_format<int> const format({6, 15, -1});
  BOOST_TEST(format(6) == " 6");
  BOOST_TEST(format(-1) == "-1");
}

// G-24
BOOST_AUTO_TEST_CASE(real_numbers_share_the_place_of_the_point) {
  tg::element_format<double> const format({1.0, -10.25});
  BOOST_TEST(format(1.0) == "  1.  ");
  BOOST_TEST(format(-10.25) == "-10.25");
}

// G-24: the form with exponent from 1e8, below 1e-4, and above a ratio of 1000
BOOST_AUTO_TEST_CASE(large_small_and_far_apart_numbers_have_an_exponent) {
  BOOST_TEST(tg::element_format<double>({1e8})(1e8) == "1.e+08");
  BOOST_TEST(tg::element_format<double>({99999999.0})(99999999.0) == "99999999.");
  BOOST_TEST(tg::element_format<double>({9e-5})(9e-5) == "9.e-05");
  BOOST_TEST(tg::element_format<double>({1.0, 1000.0})(1.0) == "   1.");
  BOOST_TEST(tg::element_format<double>({1.0, 1001.0})(1.0) == "1.000e+00");
  BOOST_TEST(tg::element_format<double>({1.0, 1e100})(1.0) == "1.e+000");
}

BOOST_AUTO_TEST_SUITE_END()
