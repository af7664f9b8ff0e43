// SPDX-License-Identifier: BSL-1.0
// Types that stand for numbers have the limits of those: searches begin with them.
#include <typegrad/meta/number_limits.hpp>

#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(meta_number_limits)

struct wrapped {
  float value;
  constexpr wrapped(float x) : value(x) {}
};
using limits = tg::number_limits<wrapped, float>;
static_assert(limits::is_specialized && limits::digits == 24);
static_assert((limits::max)().value == (std::numeric_limits<float>::max)() &&
              limits::lowest().value == -(limits::max)().value &&
              limits::epsilon().value == 0x1p-23F && (limits::min)().value == 0x1p-126F);

constexpr auto smallest = [](auto const& x) {
  using number = typename std::remove_cvref_t<decltype(x)>::value_type;
  number least = (std::numeric_limits<number>::max)();
  for (int i = 0; i < 3; ++i) least = (tg::min)(least, x(i));
  return least;
};
constexpr tg::tensor<double, 3> numbers{3, 4, 5};
static_assert(smallest(numbers) == 3 && tg::evaluate(smallest)(numbers) == 3);
static_assert(tg::grad(smallest)(numbers) == tg::tensor<double, 3>{1, 0, 0});

using traced = tg::traced<double>;
using element = tg::tensor<traced, 3>::element;
template <class Number>
constexpr bool has_limits_of_double = std::numeric_limits<Number>::is_specialized &&
                                      std::numeric_limits<Number>::max_exponent == 1024;
static_assert(has_limits_of_double<traced> && has_limits_of_double<element> &&
              has_limits_of_double<tg::variable<double>>);
static_assert(std::numeric_limits<traced>::infinity().constant() ==
              std::numeric_limits<double>::infinity());

template <class Expected, class... Number>
constexpr bool meet_in = std::is_same_v<std::common_type_t<Number...>, Expected>;
static_assert(meet_in<traced, traced, double> && meet_in<traced, int, traced> &&
              meet_in<traced, traced, tg::traced<float>> && meet_in<traced, element, double> &&
              meet_in<traced, float, element>);
static_assert(meet_in<tg::variable<double>, tg::variable<double>, int> &&
              meet_in<tg::variable<double>, tg::variable<float>, tg::variable<double>>);

BOOST_AUTO_TEST_CASE(variables_have_the_limits_of_their_numbers) {
  using number = tg::variable<double>;
  BOOST_TEST(std::numeric_limits<number>::infinity().item() ==
             std::numeric_limits<double>::infinity());
  std::vector<number> const x{number(3.0), number(2.0)};
  number least = (std::numeric_limits<number>::max)();
  for (number const& each : x) least = (tg::min)(least, each);
  least.backward();
  BOOST_TEST(least.item() == 2.0);
  BOOST_TEST(x[1].grad().item() == 1.0);
}

BOOST_AUTO_TEST_SUITE_END()
