// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(trace_traced)

namespace {

// The numbers are exact, so that long double and double round to the same.
constexpr auto beside_long_double = [](auto x) {
  auto const y = x * 2.0L + 1.0L / x - 0.25L;
  return tg::where(y > 2.0L, y, 0.5L) + tg::maximum(x, 8.0L) + tg::pow(x, 2.0L);
};
static_assert(tg::evaluate(beside_long_double)(4.0) == 32.0);  // 8 + 1/4 - 1/4 + 8 + 16
static_assert(tg::grad(beside_long_double)(4.0) == 2 - 1.0 / 16 + 8);

constexpr auto made_of_long_double = [](auto x) {
  using number = decltype(x);
  number const constant = 0.25L;
  number sum = 'a';  // 97 in ASCII
  sum += 0.5L;
  sum *= 2.0L;
  return constant * x + sum + (x == 4.0L ? 1.0L : 0.0L);
};
static_assert(tg::value_and_grad(made_of_long_double)(4.0) == tg::results{197.0, 0.25});

constexpr auto elements = [](auto x) {
  x(0) *= 0.5L;
  x(1) += 'a';
  return tg::sum(x * 2.0L);
};
static_assert(tg::value_and_grad(elements)(tg::tensor<double, 2>{1.0, 2.0}) ==
              tg::results{199.0, tg::tensor<double, 2>{1.0, 2.0}});

// A number takes the type of what it meets, as 2.0 does beside float.
static_assert(std::is_same_v<decltype(tg::grad([](auto x) { return x * 2.0L; })(1.0f)), float>);
static_assert(tg::evaluate([](auto n) { return n + 'a'; })(1) == 98);

using number = tg::traced<double>;
static_assert(std::numeric_limits<number>::is_specialized &&
              std::numeric_limits<number>::digits == 53);
static_assert(std::numeric_limits<number>::epsilon().constant() == 0x1p-52);
static_assert(std::is_same_v<std::common_type_t<number, number>, number>);
static_assert(std::is_same_v<std::common_type_t<number, double>, number>);
static_assert(std::is_same_v<std::common_type_t<int, number>, number>);
static_assert(std::is_same_v<std::common_type_t<long double, number>, number>);
static_assert(std::is_same_v<std::common_type_t<double, tg::traced<int>>, number>);
static_assert(std::is_same_v<std::common_type_t<number, tg::traced<float>>, number>);

}  // namespace

BOOST_AUTO_TEST_CASE(variables_take_long_double) {
  tg::variable<double> const x(4.0);
  auto const y = beside_long_double(x);
  y.backward();
  BOOST_TEST(y.item() == 32.0);
  BOOST_TEST(x.grad().item() == 2 - 1.0 / 16 + 8);

  tg::variable<double> const z(4.0L);
  auto const compiled = tg::compile([](auto const& v) { return v * 0.1L + 'a'; }, z.data());
  BOOST_TEST(compiled(z.data()).item() == 4.0 * 0.1 + 97);
}

BOOST_AUTO_TEST_SUITE_END()
