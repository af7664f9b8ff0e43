// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/write_dot.hpp>
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <sstream>
#include <string>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(debug_write_dot)

constexpr auto f = [](auto x, auto w) { return tg::sum(tg::tanh(tg::matmul(x, w) - 0.5)); };
using gradient = tg::program<decltype(tg::grad(f, tg::wrt<1>)), tg::tensor<double, 2, 3>,
                             tg::tensor<double, 3, 4>>;

BOOST_AUTO_TEST_CASE(draws_inputs_orange_operations_blue_and_derivatives_violet) {
  std::ostringstream out;
  tg::write_dot<gradient>(out);
  std::string const text = out.str();
  auto const has = [&](char const* part) { return text.find(part) != std::string::npos; };
  BOOST_TEST(text.starts_with("digraph typegrad {\n"));
  BOOST_TEST(text.ends_with("}\n"));
  BOOST_TEST(
      has("n0 [label=<<b>input 0</b><br/><font point-size=\"9\" color=\"#404040\">float64 (2, "
          "3)</font>>, "
          "shape=ellipse, fillcolor=orange]"));
  BOOST_TEST(
      has("<b>matmul</b><br/><font point-size=\"9\" color=\"#404040\">float64 (2, 4)</font>>, "
          "shape=box, "
          "fillcolor=\"lightblue\"]"));
  BOOST_TEST(has("<b>sub(&#183;, 0.5)</b>"));
  BOOST_TEST(
      has("<b>tanh_slope</b><br/><font point-size=\"9\" color=\"#404040\">float64 (2, "
          "4)</font>>, shape=box, "
          "fillcolor=\"#dccdf2\"]"));
  BOOST_TEST(has("n0 -> n2 [headlabel=\"1\""));
  BOOST_TEST(has("n1 -> n2 [headlabel=\"2\""));
  BOOST_TEST(has("-> r0"));
}

BOOST_AUTO_TEST_CASE(inputs_have_the_names_that_are_given) {
  std::ostringstream out;
  tg::write_dot<gradient>(out, {"x"});
  BOOST_TEST(out.str().find("n0 [label=<<b>x</b>") != std::string::npos);
  BOOST_TEST(out.str().find("n1 [label=<<b>input 1</b>") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_function_without_derivative_has_nothing_violet) {
  std::ostringstream out;
  tg::write_dot<tg::program<decltype(f), tg::tensor<double, 2, 3>, tg::tensor<double, 3, 4>>>(out);
  BOOST_TEST(out.str().find("#dccdf2") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
