// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/print_variable.hpp>
#include <typegrad/typegrad.hpp>

#include <typegrad/dynamic/variable_front.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <limits>
#include <sstream>
#include <stdexcept>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(debug_print_variable)

namespace {

template <class T>
std::string streamed(tg::variable<T> const& x) {
  std::ostringstream stream;
  stream << x;
  return stream.str();
}

}  // namespace

// Texts of the requirements: T-01, T-02, T-03, T-12, T-21, G-24.
BOOST_AUTO_TEST_CASE(prints_the_texts_of_the_requirements) {
  BOOST_TEST(streamed(tg::variable<double>(0.8414709848078965)) == "variable(0.8414709848078965)");
  BOOST_TEST(streamed(tg::variable<double>{
                 {0.8414709848078965, 0.9092974268256817, 0.1411200080598672},
                 {-0.7568024953079282, -0.9589242746631385, -0.27941549819892586}}) ==
             "variable([[ 0.84147098  0.90929743  0.14112001]\n"
             "          [-0.7568025  -0.95892427 -0.2794155 ]])");
  BOOST_TEST(streamed(tg::variable<std::int64_t>{{11, 22, 33}, {44, 55, 66}}) ==
             "variable([[11 22 33]\n          [44 55 66]])");
  BOOST_TEST(streamed(tg::variable<std::int32_t>{{1, 4}, {2, 5}, {3, 6}}) ==
             "variable([[1 4]\n          [2 5]\n          [3 6]])");
  BOOST_TEST(streamed(tg::variable<std::int32_t>{6, 15}) == "variable([ 6 15])");
  BOOST_TEST(streamed(tg::variable<double>()) == "variable(None)");
}

// repr of DeZero around str(numpy.array(...)), NumPy 1.24.2
BOOST_AUTO_TEST_CASE(prints_as_dezero_around_numpy) {
  BOOST_TEST(streamed(tg::variable<double>(1.0)) == "variable(1.0)");
  BOOST_TEST(streamed(tg::variable<std::int32_t>(21)) == "variable(21)");
  BOOST_TEST(streamed(tg::variable<bool>{true, false}) == "variable([ True False])");
  BOOST_TEST(streamed(tg::variable<float>{1, 2.5f}) == "variable([1.  2.5])");
  BOOST_TEST(streamed(tg::variable<double>(tg::dynamic_tensor<double>::zeros({0}))) ==
             "variable([])");
  double const infinite = std::numeric_limits<double>::infinity();
  BOOST_TEST(
      streamed(tg::variable<double>{infinite, -1, std::numeric_limits<double>::quiet_NaN()}) ==
      "variable([inf -1. nan])");
  // blank lines between matrices stay blank lines with the indent behind them, as str.replace gives
  BOOST_TEST(streamed(tg::variable<std::int32_t>({2, 1, 2}, {1, 2, 3, 4})) ==
             "variable([[[1 2]]\n         \n          [[3 4]]])");
}

BOOST_AUTO_TEST_CASE(prints_values_that_were_not_computed_yet_and_gradients) {
  tg::variable<double> x{1, 2};
  auto const y = x * x;
  BOOST_TEST(streamed(y) == "variable([1. 4.])");
  BOOST_TEST(streamed(x.grad()) == "variable(None)");
  y.backward();
  BOOST_TEST(tg::to_string(x.grad()) == "variable([2. 4.])");
}

BOOST_AUTO_TEST_SUITE_END()
