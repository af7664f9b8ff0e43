// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/print_tensor.hpp>

#include <boost/test/unit_test.hpp>

#include <sstream>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(debug_print_tensor)

namespace {

template <class X>
std::string streamed(X const& x) {
  std::ostringstream stream;
  stream << x;
  return stream.str();
}

}  // namespace

// T-01, T-02, T-03, T-12, T-21, T-22
BOOST_AUTO_TEST_CASE(prints_the_texts_of_the_requirements) {
  BOOST_TEST(streamed(tg::tensor<double>(0.8414709848078965)) == "0.8414709848078965");
  tg::tensor<double, 2, 3> const sines{
      {0.8414709848078965, 0.9092974268256817, 0.1411200080598672},
      {-0.7568024953079282, -0.9589242746631385, -0.27941549819892586}};
  BOOST_TEST(tg::named_text("variable", tg::to_string(sines)) ==
             "variable([[ 0.84147098  0.90929743  0.14112001]\n"
             "          [-0.7568025  -0.95892427 -0.2794155 ]])");
  BOOST_TEST(streamed(tg::tensor<int, 2, 3>{{11, 22, 33}, {44, 55, 66}}) ==
             "[[11 22 33]\n [44 55 66]]");
  BOOST_TEST(streamed(tg::tensor<int, 3, 2>{{1, 4}, {2, 5}, {3, 6}}) == "[[1 4]\n [2 5]\n [3 6]]");
  BOOST_TEST(streamed(tg::tensor<int, 2>{6, 15}) == "[ 6 15]");
  BOOST_TEST(streamed(tg::tensor<int, 1, 1>{21}) == "[[21]]");
  BOOST_TEST(streamed(tg::tensor<int>(21)) == "21");
  BOOST_TEST(streamed(tg::results{0.5, tg::tensor<int, 2>{1, 2}}) == "(0.5, [1 2])");
}

BOOST_AUTO_TEST_CASE(prints_a_view_like_the_tensor_it_shows) {
  float const memory[4] = {1, 2.5, 3, 4};
  BOOST_TEST(streamed(tg::view<2, 2>(memory)) == "[[1.  2.5]\n [3.  4. ]]");
}

BOOST_AUTO_TEST_SUITE_END()
