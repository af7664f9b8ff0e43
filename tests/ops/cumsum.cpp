// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_cumsum)

static_assert(tg::cumsum<0>(tg::tensor<double, 3>{1, 2, 4}) == tg::tensor<double, 3>{1, 3, 7});
// The upstream 1, 10, 100 summed from behind.
static_assert(tg::grad([](auto x) {
                return tg::sum(tg::cumsum<0>(x) * tg::tensor<double, 3>{1, 10, 100});
              })(tg::tensor<double, 3>{}) == tg::tensor<double, 3>{111, 110, 100});

BOOST_AUTO_TEST_CASE(values_are_those_of_numpy) {
  BOOST_TEST(is_near(tg::cumsum<0>(numpy_a), numpy::cumsum_0));
  BOOST_TEST(is_near(tg::cumsum<-2>(numpy_a), numpy::cumsum_1));
  BOOST_TEST(is_near(tg::cumsum<-1>(numpy_a), numpy::cumsum_2));
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto x) { return x * tg::cumsum<1>(x * x); },
                            tg::tensor<double, 2, 3>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25}));
}

BOOST_AUTO_TEST_CASE(integers_stay_integers_and_masks_are_counted) {
  static_assert(tg::cumsum<0>(tg::tensor<int, 3>{1, 2, 4}) == tg::tensor<int, 3>{1, 3, 7});
  static_assert(tg::cumsum<0>(tg::tensor<bool, 3>{true, false, true}) ==
                tg::tensor<std::int64_t, 3>{1, 1, 2});
  BOOST_TEST(true);
}

BOOST_AUTO_TEST_SUITE_END()
