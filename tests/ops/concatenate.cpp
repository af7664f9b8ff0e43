// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_concatenate)

static_assert(tg::concatenate(tg::tensor<int, 1>{1}, tg::tensor<int, 2>{2, 3}) ==
              tg::tensor<int, 3>{1, 2, 3});
static_assert(
    std::is_same_v<decltype(tg::concatenate(tg::tensor<int, 1>{1}, tg::tensor<float, 1>{2})),
                   tg::tensor<float, 2>>);
static_assert(tg::grad([](auto a) {
                return tg::sum(tg::concatenate(a, a) * tg::tensor<double, 4>{1, 2, 3, 4});
              })(tg::tensor<double, 2>{}) == tg::tensor<double, 2>{4, 6});

BOOST_AUTO_TEST_CASE(values_are_those_of_numpy) {
  constexpr auto& count = counted<int, 2, 3, 4>;
  BOOST_TEST(
      is_near(tg::concatenate<-2>(count, tg::slice<tg::whole_axis, tg::range(0, 1)>(count) + 100),
              numpy::concatenate_1));
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws(
      [](auto a, auto b) { return tg::concatenate<1>(a * a, b, a * tg::sum(b)); },
      tg::tensor<double, 2, 1>{0.5, -1.25}, tg::tensor<double, 2, 2>{2.0, 0.75, 1.5, -0.25}));
}

BOOST_AUTO_TEST_CASE(one_operand_is_itself) {
  constexpr auto one = [](auto a) { return tg::concatenate<1>(a); };
  static_assert(tg::program<decltype(tg::evaluate(one)), tg::tensor<double, 2, 3>>::flat.size() ==
                1);
  BOOST_TEST(true);
}

BOOST_AUTO_TEST_SUITE_END()
