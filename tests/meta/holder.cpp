// SPDX-License-Identifier: BSL-1.0
#include <typegrad/meta/holder.hpp>

#include <boost/test/unit_test.hpp>

#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(meta_holder)

template <class Value>
struct halved {
  using type = float;
};
template <class... Values>
using count = std::integral_constant<int, static_cast<int>(sizeof...(Values))>;

using three = std::array<double, 3>;
using pair = tg::results<double, int>;
using tuple = std::tuple<int, double>;
using standard_pair = std::pair<int, double>;

static_assert(tg::Holder<three> && tg::Holder<pair> && tg::Holder<tuple> && !tg::Holder<double>);
static_assert(std::is_same_v<tg::holder<three>::with<halved>, std::array<float, 3>>);
static_assert(std::is_same_v<tg::holder<pair>::with<halved>, tg::results<float, float>>);
static_assert(std::is_same_v<tg::holder<tuple>::with<halved>, std::tuple<float, float>>);
static_assert(std::is_same_v<tg::holder<standard_pair>::with<halved>, std::pair<float, float>>);
// all members of an array have one type
static_assert(tg::holder<three>::members<count>::value == 1);
static_assert(tg::holder<pair>::members<count>::value == 2);
template <class Value>
using bytes = std::integral_constant<int, static_cast<int>(sizeof(Value))>;
static_assert(tg::holder<three>::sum<bytes> == 24);
static_assert(tg::holder<pair>::sum<bytes> == 12 && tg::holder<tuple>::sum<bytes> == 12);

/// 1, 2, 3, ... in the order in which members are asked for, and their sum 1 + 10 * 2 + ...
template <class Value>
constexpr int digits_in_order(Value const&) {
  int next = 0;
  auto const made = tg::holder<Value>::template make<Value>(
      [&]<class Member>(tg::type_identity<Member>) { return static_cast<Member>(++next); });
  auto const doubled =
      tg::holder<Value>::map(made, [](auto member) { return static_cast<int>(2 * member); });
  int sum = 0;
  using changed = std::remove_const_t<decltype(doubled)>;
  tg::holder<changed>::for_each(doubled, [&](int member) { sum = 10 * sum + member; });
  return sum;
}
static_assert(digits_in_order(three{}) == 246);
static_assert(digits_in_order(pair{}) == 24 && digits_in_order(tuple{}) == 24);
static_assert(digits_in_order(standard_pair{}) == 24);

BOOST_AUTO_TEST_CASE(the_same_at_run_time) {
  BOOST_TEST(digits_in_order(three{}) == 246);
  BOOST_TEST(digits_in_order(tuple{}) == 24);
}

BOOST_AUTO_TEST_SUITE_END()
