// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_greater_equal)

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

static_assert(tg::greater_equal(1, 1) && !tg::greater_equal(1, 2) && tg::less_equal(1, 1) &&
              !tg::less_equal(nan, nan));
static_assert(tg::evaluate([](auto x) { return x >= 2; })(2.0));
static_assert(tg::evaluate([](auto x) { return 2 <= x; })(2.0));
static_assert(!tg::evaluate([](auto x) { return x <= 1; })(2.0F));

BOOST_AUTO_TEST_CASE(tensors_are_compared_element_by_element) {
  tg::tensor<double, 3> const x{1, 2, nan};
  BOOST_TEST(((x >= 2) == tg::tensor<bool, 3>{false, true, false}));
  BOOST_TEST(((x <= 2) == tg::tensor<bool, 3>{true, true, false}));
}

BOOST_AUTO_TEST_SUITE_END()
