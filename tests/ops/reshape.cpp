// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_reshape)

constexpr tg::tensor<double, 2, 3> x{{1, 2, 3}, {4, 5, 6}};

static_assert(tg::reshape<6>(x) == tg::tensor<double, 6>{1, 2, 3, 4, 5, 6});
static_assert(tg::reshape<3, -1>(x) == tg::tensor<double, 3, 2>{{1, 2}, {3, 4}, {5, 6}});
static_assert(tg::reshape<1, -1, 1>(4.0) == tg::tensor<double, 1, 1, 1>{{{4}}});
static_assert(tg::reshape<>(tg::tensor<double, 1, 1>{{7}}) == 7.0);
static_assert(tg::grad([](auto a) {
                return tg::sum(tg::reshape<3, 2>(a) *
                               tg::tensor<double, 3, 2>{{1, 2}, {3, 4}, {5, 6}});
              })(x) == x);

BOOST_AUTO_TEST_CASE(the_laws_hold_behind_a_transpose) {
  // No strides describe the elements of a transposed matrix as a vector, so they are copied.
  BOOST_TEST(tg::check_laws([](auto a) { return tg::reshape<-1, 1>(tg::transpose(a * a)); },
                            tg::tensor<double, 2, 3>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25}));
}

BOOST_AUTO_TEST_CASE(the_same_shape_is_no_node_and_two_reshapes_are_one) {
  constexpr auto same = [](auto a) { return tg::reshape<2, -1>(a); };
  constexpr auto back = [](auto a) {
    return tg::reshape<2, 3>(tg::reshape<6, 1>(tg::reshape<3, 2>(a)));
  };
  constexpr auto once = [](auto a) { return tg::reshape<3, 2>(tg::reshape<6, 1>(a)); };
  using matrix = tg::tensor<double, 2, 3>;
  static_assert(tg::program<decltype(tg::evaluate(same)), matrix>::flat.size() == 1);
  static_assert(tg::program<decltype(tg::evaluate(back)), matrix>::flat.size() == 1);
  static_assert(tg::program<decltype(tg::evaluate(once)), matrix>::flat.size() == 2);
  BOOST_TEST(true);
}

BOOST_AUTO_TEST_SUITE_END()
