// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <type_traits>

#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(run_program)

constexpr auto f = [](auto x, auto w) { return tg::sum(tg::tanh(tg::matmul(x, w))); };
using x_type = tg::tensor<double, 2, 3>;
using w_type = tg::tensor<double, 3, 4>;
using value_and_slope = tg::program<decltype(tg::value_and_grad(f, tg::wrt<1>)), x_type, w_type>;

// x, w; matmul, tanh, sum; the slope of tanh; transposed x, matmul
static_assert(value_and_slope::node_count == 8);
static_assert(value_and_slope::workspace_bytes <= 512);
// products 2 * 2 * 4 * 3 and 2 * 3 * 4 * 2; tanh, its slope, sum 8 each
static_assert(value_and_slope::flops == 48 + 48 + 3 * 8);

static_assert(
    std::is_same_v<tg::program<decltype(f), x_type, w_type>::graph,
                   tg::graph<tg::input<0, x_type>, tg::input<1, w_type>,
                             tg::node<tg::ops::matmul, 0, 1>, tg::node<tg::ops::tanh, 2>,
                             tg::node<tg::with<tg::ops::sum, 0, 0, 1>, 3>, tg::outputs<4>>>);

constexpr auto half = [](auto x) { return x * 0.5; };
// 4602678819172646912 = 0x3fe0000000000000, the bits of 0.5
static_assert(std::is_same_v<tg::program<decltype(half), float>::graph,
                             tg::graph<tg::input<0, float>, tg::literal<float, 4602678819172646912>,
                                       tg::node<tg::ops::mul, 0, 1>, tg::outputs<2>>>);

BOOST_AUTO_TEST_CASE(text_is_one_line_for_each_node) {
  constexpr auto text = value_and_slope::text;
  BOOST_TEST(text ==
             "%0 = input 0  float64 (2, 3)\n"
             "%1 = input 1  float64 (3, 4)\n"
             "%2 = matmul(%0, %1)  float64 (2, 4)\n"
             "%3 = tanh(%2)  float64 (2, 4)\n"
             "%4 = sum(%3, axes 0 1)  float64\n"
             "%5 = tanh_slope(%2, %3)  float64 (2, 4)\n"
             "%6 = transpose(%0, 1 0)  float64 (3, 2)\n"
             "%7 = matmul(%6, %5)  float64 (3, 4)\n"
             "return %4, %7\n");
}

BOOST_AUTO_TEST_CASE(text_shows_literals_and_attributes) {
  constexpr auto g = [](auto x) { return tg::sum<1>(x * 0.1, tg::keepdims) + x(1, 0); };
  using program = tg::program<decltype(g), tg::tensor<float, 2, 2>>;
  BOOST_TEST(program::text ==
             "%0 = input 0  float32 (2, 2)\n"
             "%2 = mul(%0, 0.1)  float32 (2, 2)\n"
             "%3 = sum(%2, axis 1, keepdims)  float32 (2, 1)\n"
             "%4 = slice(%0, [1, 0])  float32\n"
             "%5 = add(%3, %4)  float32 (2, 1)\n"
             "return %5\n");
}

BOOST_AUTO_TEST_CASE(a_function_object_that_is_const_is_the_same_program) {
  static_assert(std::is_same_v<tg::program<decltype(half), double>::code,
                               tg::program<std::remove_const_t<decltype(half)>, double>::code>);
}

// log(sum(exp(x))) compares with infinities, which the text has to show.
static_assert(tg::program<decltype(tg::evaluate([](auto x) {
                            return x + std::numeric_limits<double>::infinity() -
                                   -std::numeric_limits<double>::infinity();
                          })),
                          double>::text.find("inf") != std::string_view::npos);

BOOST_AUTO_TEST_SUITE_END()
