// SPDX-License-Identifier: BSL-1.0
// Numbers of results that are written as soon as they are computed.
#include <typegrad/embedded.hpp>
#include <typegrad/run/early_results.hpp>
#include <typegrad/run/run_scalars.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>

BOOST_AUTO_TEST_SUITE(run_early_results)

namespace tg = typegrad;

constexpr auto energy = [](auto const& x) { return tg::exp(x(0) * x(1)) + x(1) * x(2); };
using three = tg::tensor<double, 3>;
using hessian_program = tg::program<decltype(tg::hessian(energy)), three>;

// By hand, e = exp(x y): the entries of one number in two places, zeros, and literals.
void check(tg::tensor<double, 3, 3> const& h, three const& x) {
  double const e = std::exp(x(0) * x(1)), mixed = e * (1 + x(0) * x(1));
  double const expected[] = {x(1) * x(1) * e, mixed, 0, mixed, x(0) * x(0) * e, 1, 0, 1, 0};
  for (int i = 0; i < 9; ++i)
    BOOST_TEST(h.data()[i] == expected[i], boost::test_tools::tolerance(1e-15));
}
BOOST_AUTO_TEST_CASE(a_symmetric_matrix_with_zeros_and_literals) {
  three const x{0.3, -1.2, 0.7};
  static_assert(hessian_program::writes_early == (TYPEGRAD_VECTOR_BYTES > 0));
  check(hessian_program::run(x), x);
  tg::tensor<double, 3, 3> into_memory{};
  for (int i = 0; i < 9; ++i) into_memory.data()[i] = 99;  // which zeros have to replace
  hessian_program::run(tg::into(into_memory), x);
  check(into_memory, x);
}

// One number in three places, an argument as it is, and a number that another one is made of.
constexpr auto repeated = [](auto const& x) {
  auto const s = tg::sin(x(0));
  return tg::stack(s, x(1), s, 2.0, s, s * x(1));
};
BOOST_AUTO_TEST_CASE(one_number_in_three_places) {
  using program = tg::program<decltype(tg::evaluate(repeated)), tg::tensor<float, 2>>;
  tg::tensor<float, 2> const x{0.5F, 3.0F};
  auto const y = program::run(x);
  float const s = std::sin(0.5F);
  float const expected[] = {s, 3, s, 2, s, s * 3};
  for (int i = 0; i < 6; ++i) BOOST_TEST(y(i) == expected[i], boost::test_tools::tolerance(1e-6F));
}

// A result that something else reads is written as a whole.
constexpr auto read_again = [](auto const& x) {
  auto const y = tg::stack(tg::exp(x(0)), tg::cos(x(1)));
  return tg::results{y, tg::sum(y * y)};
};
BOOST_AUTO_TEST_CASE(a_result_that_is_read) {
  using program = tg::program<decltype(tg::evaluate(read_again)), tg::tensor<double, 2>>;
  auto const [y, sum] = program::run(tg::tensor<double, 2>{0.5, 3.0});
  BOOST_TEST(y(0) == std::exp(0.5), boost::test_tools::tolerance(1e-15));
  BOOST_TEST(y(1) == std::cos(3.0), boost::test_tools::tolerance(1e-15));
  BOOST_TEST(sum == y(0) * y(0) + y(1) * y(1), boost::test_tools::tolerance(1e-15));
}

// Compilers make one call of sine and cosine of a number that no write can have changed between.
constexpr auto turned = [](auto const& x) {
  return tg::stack(tg::sin(x(0)), x(1) * tg::exp(x(2)), x(1) * tg::cos(x(0)));
};
template <class Program, int... Node>
constexpr int numbers_of_calls(int calls, bool in_argument, std::integer_sequence<int, Node...>) {
  return ((tg::early_results_of<Program>.calls_of[Node] == calls &&
                   (tg::source_of<Program>(Node).argument >= 0) == in_argument
               ? 1
               : 0) +
          ... + 0);
}
BOOST_AUTO_TEST_CASE(the_argument_of_two_functions_is_in_a_register) {
  using program = tg::program<decltype(tg::evaluate(turned)), three>;
  constexpr auto nodes = std::make_integer_sequence<int, program::flat.size()>{};
  static_assert(numbers_of_calls<program>(2, false, nodes) == program::writes_early);
  static_assert(numbers_of_calls<program>(1, true, nodes) == program::writes_early);
  auto const y = program::run(three{0.3, -1.2, 0.7});
  BOOST_TEST(y(0) == std::sin(0.3), boost::test_tools::tolerance(1e-15));
  BOOST_TEST(y(2) == -1.2 * std::cos(0.3), boost::test_tools::tolerance(1e-15));
}

BOOST_AUTO_TEST_CASE(while_compiling) {
  constexpr auto h = hessian_program::run(three{0.0, 2.0, 0.5});
  static_assert(h(0, 0) == 4 && h(0, 1) == 1 && h(1, 0) == 1 && h(0, 2) == 0 && h(1, 2) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
