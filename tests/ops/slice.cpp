// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_slice)

// Adjoints of parts meet two by two: that of the third part waits beside those of the others.
template <int First, int End>
constexpr auto square_of_part(auto const& x) {
  return tg::sum(tg::square(tg::slice<tg::range(First, End)>(x)));
}
constexpr tg::tensor<double, 4> half_a_slope{1, 2, 3, 4};
static_assert(tg::grad([](auto const& x) {
                return square_of_part<0, 1>(x) + square_of_part<1, 2>(x) + square_of_part<2, 4>(x);
              })(half_a_slope) == 2 * half_a_slope);

constexpr auto& count = counted<int, 2, 3, 4>;
constexpr tg::tensor<double, 2, 3> x{{1, 2, 3}, {4, 5, 6}};

static_assert(tg::slice<1>(x) == tg::tensor<double, 3>{4, 5, 6});
static_assert(tg::slice<tg::range(0, 2), -1>(x) == tg::tensor<double, 2>{3, 6});
static_assert(tg::slice<1, 2>(x) == 6.0);
static_assert(tg::grad([](auto a) {
                return tg::sum(tg::slice<tg::whole_axis, tg::range(0, 3, 2)>(a) *
                               tg::tensor<double, 2, 2>{{1, 2}, {3, 4}});
              })(x) == tg::tensor<double, 2, 3>{{1, 0, 2}, {3, 0, 4}});

BOOST_AUTO_TEST_CASE(parts_are_those_of_numpy) {
  auto const mixed = tg::slice<tg::range(0, 2), 1, tg::range(tg::omitted, tg::omitted, -1)>(count);
  static_assert(std::is_same_v<decltype(mixed), tg::tensor<int, 2, 4> const>);
  BOOST_TEST(is_near(mixed, numpy::slice_mixed));
  BOOST_TEST(is_near(tg::slice<tg::range(tg::omitted, tg::omitted, -1), tg::range(2, 0, -1),
                               tg::range(1, tg::omitted, 2)>(count),
                     numpy::slice_steps));
  BOOST_TEST(is_near(tg::slice<-1>(count), numpy::slice_row));
}

BOOST_AUTO_TEST_CASE(the_laws_hold_for_overlapping_parts) {
  constexpr auto f = [](auto a) {
    auto const rows = tg::slice<tg::range(tg::omitted, tg::omitted, -1)>(a);
    return tg::slice<tg::range(0, 2), tg::range(0, 2)>(rows * rows) *
           tg::slice<tg::range(1, 3), tg::range(1, 3)>(a) * a(1, 1);
  };
  BOOST_TEST(tg::check_laws(
      f, tg::tensor<double, 3, 3>{{0.5, -1.25, 2.0}, {0.75, 1.5, -0.25}, {1.1, -0.6, 0.4}}));
}

BOOST_AUTO_TEST_CASE(a_part_of_a_part_and_of_a_join_is_a_part_of_the_source) {
  constexpr auto part_of_part = [](auto a) {
    return tg::slice<1, tg::range(tg::omitted, tg::omitted, 2)>(
        tg::slice<tg::whole_axis, tg::range(2, 0, -1)>(a));
  };
  static_assert(tg::evaluate(part_of_part)(x) == tg::tensor<double, 1>{6});
  static_assert(
      tg::program<decltype(tg::evaluate(part_of_part)), tg::tensor<double, 2, 3>>::flat.size() ==
      2);
  constexpr auto part_of_join = [](auto a) {
    return tg::slice<tg::whole_axis, tg::range(4, 6)>(tg::concatenate<1>(a, tg::flip<1>(a)));
  };
  static_assert(tg::evaluate(part_of_join)(x) == tg::tensor<double, 2, 2>{{2, 1}, {5, 4}});
  static_assert(
      tg::program<decltype(tg::evaluate(part_of_join)), tg::tensor<double, 2, 3>>::flat.size() ==
      2);
  BOOST_TEST(true);
}

BOOST_AUTO_TEST_SUITE_END()
