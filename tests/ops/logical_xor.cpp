// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_logical_xor)

BOOST_AUTO_TEST_CASE(the_table_of_truth) {
  tg::tensor<bool, 4> const a{true, true, false, false};
  tg::tensor<bool, 4> const b{true, false, true, false};
  BOOST_TEST((tg::logical_xor(a, b) == tg::tensor<bool, 4>{false, true, true, false}));
}

BOOST_AUTO_TEST_CASE(masks_are_combined_while_tracing) {
  constexpr auto f = [](auto x) { return tg::where(tg::logical_xor(x > 0, x > 2), x, 0); };
  static_assert(tg::grad(f)(1.0) == 1.0);
  static_assert(tg::grad(f)(3.0) == 0.0);
  static_assert(tg::grad(f)(-1.0F) == 0.0F);
  BOOST_TEST(tg::grad(f)(1.0) == 1.0);
}

BOOST_AUTO_TEST_CASE(literal_masks_are_decided_while_tracing) {
  constexpr auto f = [](auto x) { return tg::logical_xor(x > 0, tg::greater(1, 2)); };
  static_assert(tg::evaluate(f)(1.0) == true);
  BOOST_TEST(tg::logical_xor(true, false) == true);
}

BOOST_AUTO_TEST_SUITE_END()
