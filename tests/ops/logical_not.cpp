// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_logical_not)

static_assert(tg::logical_not(false) && !tg::logical_not(true));
static_assert(tg::evaluate([](auto x) { return !(x > 1); })(0.5));

BOOST_AUTO_TEST_CASE(every_element_is_negated) {
  tg::tensor<bool, 2> const mask{true, false};
  BOOST_TEST(((!mask) == tg::tensor<bool, 2>{false, true}));
}

BOOST_AUTO_TEST_CASE(a_negated_mask_swaps_the_branches_of_where) {
  constexpr auto f = [](auto x) { return tg::where(!(x > 1), 2 * x, 3 * x); };
  static_assert(tg::grad(f)(0.5) == 2.0);
  BOOST_TEST(tg::grad(f)(1.5) == 3.0);
}

BOOST_AUTO_TEST_SUITE_END()
