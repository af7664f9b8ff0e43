// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

#include <limits>
#include <string>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_variance)

// Of 1, 2, 6: mean 3, squares 4 + 1 + 9 = 14; 14 / 3 for the population, 7 for a sample.
constexpr tg::tensor<double, 3> few{1, 2, 6};
static_assert(tg::variance(few) == 14.0 / 3);
static_assert(tg::variance(few, tg::ddof<1>) == 7.0);
static_assert(tg::grad([](auto x) { return tg::variance(x, tg::ddof<1>); })(few) ==
              tg::tensor<double, 3>{-2, -1, 3});  // 2 (x - 3) / 2

BOOST_AUTO_TEST_CASE(values_are_those_of_numpy) {
  BOOST_TEST(is_near(tg::variance(numpy_a), numpy::variance_all));
  BOOST_TEST(is_near(tg::variance<1>(numpy_a), numpy::variance_1));
  BOOST_TEST(is_near(tg::variance<2, 0>(numpy_a, tg::ddof<1>), numpy::variance_0_2_sample));
  static_assert(tg::variance(tg::tensor<int, 2>{1, 2}) == 0.25);
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto x) { return x * tg::variance<0, -1>(x, tg::keepdims); },
                            tg::tensor<double, 2, 1, 3>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25}));
}

// (2^31 - 1/2)^2 rounded: the halves of the distance of the largest and the smallest integer.
static_assert(tg::variance(tg::tensor<int, 2>{std::numeric_limits<int>::max(),
                                              std::numeric_limits<int>::min()}) ==
              2147483647.5 * 2147483647.5);

template <class Call>
std::string refusal_of(Call const& call) {
  try {
    call();
  } catch (tg::shape_error const& error) {
    return error.what();
  }
  return "";
}
std::string const few_words =
    ": there must be more elements along the axes than degrees of freedom that are taken off; a "
    "is ";

BOOST_AUTO_TEST_CASE(a_sample_of_too_few_is_refused_at_run_time) {
  tg::dynamic_tensor<double> const one{{4.0}, {5.0}};
  tg::variable<double> const x(one);
  BOOST_TEST(refusal_of([&] { tg::variance<1>(x, tg::ddof<1>); }) ==
             "variance<1>(a, ddof<1>)" + few_words + "(2, 1)");
  BOOST_TEST(refusal_of([&] { tg::variance(x, tg::ddof<3>); }) ==
             "variance(a, ddof<3>)" + few_words + "(2, 1)");
  BOOST_TEST(refusal_of([&] { tg::variance(x, 1, tg::keepdims, 1); }) ==
             "variance(a, {1}, keepdims, 1)" + few_words + "(2, 1)");
  BOOST_TEST(refusal_of([&] { tg::variance(x, 1, tg::ddof<1>); }) ==
             "variance(a, {1}, 1)" + few_words + "(2, 1)");
  BOOST_TEST(refusal_of([&] { tg::variance(one, 1, false, 1); }) ==
             "variance(a, {1}, 1)" + few_words + "(2, 1)");
  BOOST_TEST(refusal_of([&] { tg::standard_deviation<1>(x, tg::ddof<1>, tg::keepdims); }) ==
             "standard_deviation<1>(a, ddof<1>)" + few_words + "(2, 1)");
  BOOST_TEST(refusal_of([&] { tg::standard_deviation(x, 1, tg::ddof<1>); }) ==
             "standard_deviation(a, {1}, 1)" + few_words + "(2, 1)");
  BOOST_TEST(tg::variance<0>(x, tg::ddof<1>).data()(0) == 0.5);

  constexpr auto sample = [](auto const& a) { return tg::variance<0>(a, tg::ddof<1>); };
  constexpr auto spread = [](auto const& a) { return tg::standard_deviation(a, tg::ddof<2>); };
  using vector = tg::tensor<double, tg::dyn>;
  BOOST_TEST(refusal_of([&] { tg::evaluate(sample)(vector{3}); }) ==
             "variance<0>(a, ddof<1>)" + few_words + "(1,)");
  BOOST_TEST(refusal_of([&] { tg::grad(spread)(vector{3, 4}); }) ==
             "standard_deviation(a, ddof<2>)" + few_words + "(2,)");
  BOOST_TEST(tg::evaluate(sample)(vector{4, 5}) == 0.5);
}

BOOST_AUTO_TEST_SUITE_END()
