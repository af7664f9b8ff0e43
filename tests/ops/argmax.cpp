// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_argmax)

static_assert(tg::argmax(tg::tensor<double, 3>{1, 4, 2}) == 1);
static_assert(std::is_same_v<decltype(tg::argmax<0>(tg::tensor<float, 3>{})), std::int64_t>);

BOOST_AUTO_TEST_CASE(positions_are_those_of_numpy) {
  BOOST_TEST(is_near(tg::argmax(numpy_a), numpy::argmax_all));
  BOOST_TEST(is_near(tg::argmax<1>(numpy_a), numpy::argmax_1));
  BOOST_TEST(
      is_near(tg::argmax<-1>(tg::tensor<double, 2, 3>{{1, 3, 3}, {2, -1, 2}}), numpy::argmax_ties));
}

BOOST_AUTO_TEST_CASE(the_first_nan_is_the_largest_as_in_numpy) {
  double const nan = std::numeric_limits<double>::quiet_NaN();
  BOOST_TEST(tg::argmax(tg::tensor<double, 4>{1, nan, 9, nan}) == 1);
  BOOST_TEST(tg::argmax(tg::tensor<double, 2>{nan, 9}) == 0);
}

BOOST_AUTO_TEST_CASE(no_gradient_passes_and_the_accuracy_of_a_classifier_is_a_mean) {
  static_assert(tg::grad([](auto x) { return tg::sum(x * tg::argmax(x)); })(
                    tg::tensor<double, 3>{1, 4, 2}) == tg::tensor<double, 3>{1, 1, 1});
  tg::tensor<double, 4, 2> const scores{{1, 2}, {2, 1}, {0, 1}, {3, 4}};
  auto const accuracy = [](auto y, auto labels) {
    return tg::mean(tg::equal(tg::argmax<-1>(y), labels));
  };
  BOOST_TEST(tg::evaluate(accuracy)(scores, tg::tensor<int, 4>{1, 0, 0, 1}) == 0.75);
}

BOOST_AUTO_TEST_SUITE_END()
