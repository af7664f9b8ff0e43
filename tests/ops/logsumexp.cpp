// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_logsumexp)

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr auto f = [](auto x) { return tg::logsumexp(x); };

// log(2 e^0) = log 2 and halves; log(e^1000) = 1000.
static_assert(tg::grad(f)(tg::tensor<double, 2>{0, 0}) == tg::tensor<double, 2>{0.5, 0.5});
static_assert(tg::evaluate(f)(tg::tensor<double, 2>{1000, -1000}) == 1000.0);

BOOST_AUTO_TEST_CASE(values_are_those_of_numpy) {
  BOOST_TEST(is_near(tg::logsumexp(numpy_a), numpy::logsumexp_all));
  BOOST_TEST(is_near(tg::evaluate([](auto x) { return tg::logsumexp<1>(x); })(numpy_a),
                     numpy::logsumexp_1));
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto x) { return tg::logsumexp<0, -1>(x, tg::keepdims); },
                            tg::tensor<double, 2, 1, 3>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25}));
}

BOOST_AUTO_TEST_CASE(minus_infinity_counts_for_nothing) {
  BOOST_TEST(tg::evaluate(f)(tg::tensor<double, 2>{-infinity, 3}) == 3.0);
  BOOST_TEST((tg::grad(f)(tg::tensor<double, 2>{-infinity, 3}) == tg::tensor<double, 2>{0, 1}));
  BOOST_TEST(tg::evaluate(f)(tg::tensor<double, 2>{-infinity, -infinity}) == -infinity);
  BOOST_TEST(
      (tg::grad(f)(tg::tensor<double, 2>{-infinity, -infinity}) == tg::tensor<double, 2>{0, 0}));
  static_assert(std::is_same_v<decltype(tg::evaluate(f)(tg::tensor<float, 2>{})), float>);
}

constexpr double infinite = std::numeric_limits<double>::infinity();
static_assert(tg::logsumexp(tg::tensor<double, 3>{infinite, 1, 2}) == infinite);
static_assert(tg::logsumexp(tg::tensor<double, 2>{infinite, -infinite}) == infinite);
static_assert(tg::logsumexp(tg::tensor<double, 2>{-infinite, -infinite}) == -infinite);

BOOST_AUTO_TEST_CASE(an_infinity_is_the_result_in_every_mode) {
  constexpr auto of_all = [](auto const& a) { return tg::logsumexp(a); };
  tg::dynamic_tensor<double> const x{infinite, 1, 2};
  BOOST_TEST(of_all(x).item() == infinite);
  BOOST_TEST(of_all(tg::variable<double>(x)).item() == infinite);
  BOOST_TEST(tg::evaluate(of_all)(tg::tensor<double, tg::dyn>{infinite, 1, 2}) == infinite);
}

BOOST_AUTO_TEST_SUITE_END()
