// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_grad.hpp>
#include <typegrad/debug/print_report.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_log_softmax)

constexpr auto log_soft = [](auto const& x) { return tg::log_softmax(x); };
static_assert(tg::evaluate(log_soft)(tg::tensor<double, 1>{7}) == tg::tensor<double, 1>{0});
// d y0 / dx = (1, 0) - softmax(x)
static_assert(tg::grad([](auto const& x) { return tg::log_softmax(x)(0); })(tg::tensor<double, 2>{
                  3, 3}) == tg::tensor<double, 2>{0.5, -0.5});

BOOST_AUTO_TEST_CASE(values_are_those_of_the_formula) {
  // scipy.special.log_softmax([1, 2, 3])
  auto const y = tg::evaluate(log_soft)(tg::tensor<double, 3>{1, 2, 3});
  double const expected[] = {-2.4076059644443806, -1.4076059644443804, -0.4076059644443804};
  for (int i = 0; i < 3; ++i) BOOST_TEST(std::abs(y(i) - expected[i]) < 5e-16);
}

BOOST_AUTO_TEST_CASE(an_improbable_class_keeps_its_finite_logarithm) {
  BOOST_TEST(
      (tg::evaluate(log_soft)(tg::tensor<double, 2>{0, -1e4}) == tg::tensor<double, 2>{0, -1e4}));
}

BOOST_AUTO_TEST_CASE(gradients_agree_with_differences) {
  constexpr auto loss = [](auto const& x) { return tg::sum(tg::log_softmax<0>(x) * x); };
  BOOST_TEST(tg::check_grad(loss, tg::tensor<double, 2, 3>{{0.3, -1, 2}, {1, 1, -0.5}}));
  BOOST_TEST(tg::check_grad({.rtol = 0.02, .atol = 0.02}, loss,
                            tg::tensor<float, 2, 2>{{0.3, -1}, {1, 1}}));
}

BOOST_AUTO_TEST_SUITE_END()
