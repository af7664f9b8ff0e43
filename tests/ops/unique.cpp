// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_unique)

// What the refusal names in its place (tests/compile_fail/unique_of_values.cpp).
constexpr auto how_many = [](auto const& x) { return 1 + tg::sum(tg::diff(tg::sort(x)) > 0); };

BOOST_AUTO_TEST_CASE(different_elements_are_counted) {
  BOOST_TEST(how_many(tg::tensor{3, 1, 3, 1, 2}) == 3);
}

BOOST_AUTO_TEST_SUITE_END()
