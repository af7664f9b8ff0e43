// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_frexp)

BOOST_AUTO_TEST_CASE(a_variable_is_taken_apart) {
  tg::variable<double> const x(-48.0);
  int exponent = 7;
  auto const y = frexp(x, &exponent);
  BOOST_TEST(y.item() == -0.75);
  BOOST_TEST(exponent == 6);
  y.backward();
  BOOST_TEST(x.grad().item() == 1.0 / 64);
  BOOST_TEST(frexp(tg::variable<double>(0.0), &exponent).item() == 0);
  BOOST_TEST(exponent == 0);
  BOOST_TEST(
      frexp(tg::variable<double>(std::numeric_limits<double>::infinity()), &exponent).item() ==
      std::numeric_limits<double>::infinity());
}

BOOST_AUTO_TEST_SUITE_END()
