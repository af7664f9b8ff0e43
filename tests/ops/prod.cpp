// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_prod)

constexpr auto product = [](auto x) { return tg::prod(x); };

// The product of the others, whatever is zero.
static_assert(tg::prod(tg::tensor<double, 3>{2, 3, 4}) == 24.0);
static_assert(tg::grad(product)(tg::tensor<double, 3>{2, 3, 4}) == tg::tensor<double, 3>{12, 8, 6});
static_assert(tg::grad(product)(tg::tensor<double, 3>{2, 0, 4}) == tg::tensor<double, 3>{0, 8, 0});
static_assert(tg::grad(product)(tg::tensor<double, 3>{0, 0, 4}) == tg::tensor<double, 3>{0, 0, 0});
// Second derivatives: the product of the remaining ones, 4 between the two zeros.
static_assert(tg::grad([](auto x) { return tg::grad(product)(x)(0); })(tg::tensor<double, 3>{
                  0, 0, 4}) == tg::tensor<double, 3>{0, 4, 0});

BOOST_AUTO_TEST_CASE(values_are_those_of_numpy) {
  BOOST_TEST(is_near(tg::prod(numpy_a), numpy::prod_all));
  BOOST_TEST(is_near(tg::prod<1>(numpy_a), numpy::prod_1));
  BOOST_TEST(is_near(tg::prod<2, 0>(numpy_a), numpy::prod_0_2));
}

BOOST_AUTO_TEST_CASE(the_laws_hold_with_and_without_zeros) {
  auto const f = [](auto x) { return tg::prod<0, -1>(x, tg::keepdims); };
  BOOST_TEST(tg::check_laws(
      f, tg::tensor<double, 1, 2, 5>{0.5, -1.25, 2.0, 0.75, 1.5, 0.0, 1.1, 0.0, -0.6, 0.4}));
}

BOOST_AUTO_TEST_CASE(integers_stay_integers) {
  static_assert(tg::prod(tg::tensor<int, 3>{2, -3, 4}) == -24);
  static_assert(tg::prod(tg::tensor<bool, 2>{true, false}) == 0);
  BOOST_TEST(tg::prod(2.5) == 2.5);
}

BOOST_AUTO_TEST_SUITE_END()
