// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_recurrence)

constexpr auto forwards = [](auto const& a, auto const& b) {
  return tg::apply<tg::ops::recurrence, 0, 0>(a, b);
};
constexpr auto backwards = [](auto const& a, auto const& b) {
  return tg::apply<tg::ops::recurrence, 1, 1>(a, b);
};

// 1, 3 * 1 + 1, 4 * 4 + 1; and 1, 3 * 1 + 1, 2 * 4 + 1 from behind.
using three = tg::tensor<double, 3>;
static_assert(forwards(three{2, 3, 4}, three{1, 1, 1}) == three{1, 4, 17});
static_assert(tg::apply<tg::ops::recurrence, 0, 1>(three{2, 3, 4}, three{1, 1, 1}) ==
              three{9, 4, 1});
// Each row on its own; a cumulative sum where a = 1.
static_assert(tg::apply<tg::ops::recurrence, 1, 0>(tg::tensor<double, 2, 2>{1, 1, 1, 1},
                                                   tg::tensor<double, 2, 2>{1, 2, 4, 8}) ==
              tg::tensor<double, 2, 2>{1, 3, 4, 12});
// y = 1, a1 + 1, a2 (a1 + 1) + 1 for a = (2, 3, 4): what follows the first moves with it by 3 and 3
// * 4.
static_assert(tg::grad([](auto b) { return tg::sum(forwards(three{2, 3, 4}, b)); })(three{
                  1, 1, 1}) == three{16, 5, 1});
static_assert(tg::grad([](auto a) { return tg::sum(forwards(a, three{1, 1, 1})); })(three{
                  2, 3, 4}) == three{0, 5, 4});

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  tg::tensor<double, 3, 2> const a{0.5, -1.25, 2.0, 0.75, 1.5, -0.25};
  tg::tensor<double, 3, 2> const b{0.3, 0.1, -0.6, 1.2, 0.7, -0.4};
  BOOST_TEST(tg::check_laws(forwards, a, b));
  BOOST_TEST(tg::check_laws(backwards, a, b));
}

BOOST_AUTO_TEST_CASE(short_axes) {
  using one = tg::tensor<double, 1>;
  using none = tg::tensor<double, 0>;
  static_assert(forwards(one{2}, one{3}) == one{3});
  static_assert(tg::grad([](auto a) { return tg::sum(forwards(a, one{3})); })(one{2}) == one{0});
  BOOST_TEST((forwards(none{}, none{}) == none{}));
  BOOST_TEST((tg::grad([](auto a) { return tg::sum(forwards(a, none{})); })(none{}) == none{}));
}

BOOST_AUTO_TEST_CASE(a_moved_row_begins_with_zero) {
  tg::graph_builder graph;
  auto const made = [&](bool back) {
    double const numbers[] = {1, 2, 3};
    tg::symbol const x{
        &graph, tg::literal_tensor<double>(tg::symbol{&graph, 0}, tg::make_shape(3), numbers).id};
    return tg::shifted(x, 0, back);
  };
  tg::symbol const on = made(false);
  BOOST_TEST((on.extents() == tg::make_shape(3)));
  BOOST_TEST((on.op().kind == tg::operation_kind::join));
  BOOST_TEST((on.attributes()[2] == 1 && on.attributes()[3] == 1 && on.attributes()[4] == 2));
  tg::symbol const back = made(true);
  BOOST_TEST((back.attributes()[2] == 0 && back.attributes()[4] == 2));
}

BOOST_AUTO_TEST_SUITE_END()
