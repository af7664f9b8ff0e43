// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_sum)

constexpr tg::tensor<double, 2, 3> x{{1, 2, 3}, {4, 5, 6}};

static_assert(tg::sum(x) == 21.0);
static_assert(tg::sum<0>(x) == tg::tensor<double, 3>{5, 7, 9});
static_assert(tg::grad([](auto a) {
                return tg::sum(tg::sum<1>(a) * tg::tensor<double, 2>{2, 3});
              })(x) == tg::tensor<double, 2, 3>{{2, 2, 2}, {3, 3, 3}});

BOOST_AUTO_TEST_CASE(values_are_those_of_numpy) {
  BOOST_TEST(is_near(tg::sum(numpy_a), numpy::sum_all));
  BOOST_TEST(is_near(tg::sum<1>(numpy_a), numpy::sum_1));
  BOOST_TEST(is_near(tg::sum<2, 0>(numpy_a), numpy::sum_0_2));
  auto const kept = tg::sum<-1>(numpy_a, tg::keepdims);
  static_assert(std::is_same_v<decltype(kept), tg::tensor<double, 2, 3, 1> const>);
  BOOST_TEST(is_near(kept, numpy::sum_last_kept));
}

BOOST_AUTO_TEST_CASE(the_laws_hold_for_several_axes_kept_or_not) {
  BOOST_TEST(tg::check_laws(
      [](auto a) {
        return a * a * tg::sum<0, -1>(a * a, tg::keepdims) + tg::sum<1>(a * a, tg::keepdims);
      },
      tg::tensor<double, 2, 1, 3>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25}));
}

BOOST_AUTO_TEST_CASE(no_axes_and_axes_of_extent_one_sum_nothing) {
  static_assert(tg::sum(x, tg::no_axes) == x);
  static_assert(tg::sum(3.5) == 3.5);
  static_assert(tg::grad([](auto a) { return tg::sum(a) * tg::sum(a); })(3.0) == 6.0);
  constexpr tg::tensor<double, 1, 2> row{{1, 2}};
  static_assert(tg::sum<0>(row) == tg::tensor<double, 2>{1, 2});
  using program = tg::program<decltype(tg::evaluate([](auto a) { return tg::sum<0>(a); })),
                              tg::tensor<double, 1, 2>>;
  static_assert(program::flat.nodes[program::flat.size() - 1].op->kind == tg::operation_kind::view);
  BOOST_TEST(true);
}

BOOST_AUTO_TEST_CASE(integers_stay_integers_and_masks_are_counted) {
  static_assert(std::is_same_v<decltype(tg::sum(tg::tensor<int, 2>{1, 2})), int>);
  static_assert(tg::sum(tg::tensor<int, 2>{1, 2}) == 3);
  static_assert(
      std::is_same_v<decltype(tg::sum(tg::tensor<bool, 3>{true, true, false})), std::int64_t>);
  static_assert(tg::sum(tg::tensor<bool, 3>{true, true, false}) == 2);
  BOOST_TEST(true);
}

BOOST_AUTO_TEST_SUITE_END()
