// SPDX-License-Identifier: BSL-1.0
// That one mistake is one error is what tests/compile_fail counts.
#include <typegrad/meta/results.hpp>
#include <typegrad/op/refused.hpp>

#include <boost/test/unit_test.hpp>

#include <type_traits>

BOOST_AUTO_TEST_SUITE(op_refused)

namespace tg = typegrad;

// Named with its namespace, it is no part of anything that is not refused: that would be zero.
template <class Value>
concept HasParts = requires(Value const& x) { tg::get<0>(x); };
static_assert(HasParts<tg::refused> && !HasParts<float>);
static_assert(std::is_same_v<decltype(tg::get<0>(tg::results<float, int>{})), float>);

BOOST_AUTO_TEST_CASE(parts_of_a_refused_call_are_refused) {
  auto const [value, gradient] = tg::refused{};
  BOOST_TEST(tg::is_refused<decltype(value)>);
  BOOST_TEST(tg::is_refused<decltype(gradient)>);
}

BOOST_AUTO_TEST_SUITE_END()
