// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/print_dynamic_tensor.hpp>

#include <boost/test/unit_test.hpp>

#include <sstream>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(debug_print_dynamic_tensor)

namespace {

template <class X>
std::string streamed(X const& x) {
  std::ostringstream stream;
  stream << x;
  return stream.str();
}

}  // namespace

// T-01, T-12, T-21, T-22
BOOST_AUTO_TEST_CASE(prints_the_texts_of_the_requirements) {
  BOOST_TEST(streamed(tg::dynamic_tensor<double>(0.8414709848078965)) == "0.8414709848078965");
  BOOST_TEST(streamed(tg::dynamic_tensor<std::int32_t>{{11, 22, 33}, {44, 55, 66}}) ==
             "[[11 22 33]\n [44 55 66]]");
  BOOST_TEST(streamed(tg::dynamic_tensor<std::int64_t>{6, 15}) == "[ 6 15]");
  BOOST_TEST(streamed(tg::dynamic_tensor<std::int64_t>(21)) == "21");
}

// str(numpy.array(...)), NumPy 1.24.2
BOOST_AUTO_TEST_CASE(prints_as_numpy) {
  BOOST_TEST(streamed(tg::dynamic_tensor<bool>{true, false}) == "[ True False]");
  BOOST_TEST(streamed(tg::dynamic_tensor<bool>(true)) == "True");
  BOOST_TEST(streamed(tg::dynamic_tensor<float>{1, 2.5}) == "[1.  2.5]");
  BOOST_TEST(streamed(tg::dynamic_tensor<double>{}) == "[]");
  BOOST_TEST(streamed(tg::dynamic_tensor<double>::zeros({2, 0})) == "[]");
  BOOST_TEST(tg::to_string(tg::dynamic_tensor<double>::arange(2000)) ==
             "[0.000e+00 1.000e+00 2.000e+00 ... 1.997e+03 1.998e+03 1.999e+03]");
}

BOOST_AUTO_TEST_CASE(prints_a_view_like_a_tensor) {
  tg::dynamic_tensor<double> const x{{1, 2}, {3, 4}};
  BOOST_TEST(streamed(x.view().transposed()) == "[[1. 3.]\n [2. 4.]]");
  BOOST_TEST(tg::to_string(x.row(1)) == "[3. 4.]");
}

BOOST_AUTO_TEST_SUITE_END()
