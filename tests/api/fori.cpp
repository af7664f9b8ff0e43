// SPDX-License-Identifier: BSL-1.0
// Expected numbers are those of the same loop written out in the traced function, one turn after
// the other, unless they say otherwise.
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <array>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_fori)

namespace {

// As ordinary code, in constant expressions, and traced.
constexpr auto power = [](auto x) {
  return tg::fori<10>([&](auto const& y) { return y * x; }, 1.0);
};
static_assert(power(2.0) == 1024.0);
static_assert(tg::evaluate(power)(2.0) == 1024.0);
static_assert(tg::grad(power)(2.0) == 10 * 512.0);
static_assert(tg::grad(tg::grad(power))(2.0) == 90 * 256.0);
static_assert(tg::jvp(power)(tg::at(2.0), tg::along(3.0)).second == 30 * 512.0);
static_assert(tg::grad(power)(2.0f) == 5120.0f);
// The number of the turn; a count that is an ordinary number; none.
constexpr auto polynomial = [](auto x) {
  return tg::fori(4, [&](auto i, auto const& y) { return y * x + i; }, x * 0.0);
};
static_assert(tg::evaluate(polynomial)(2.0) == 11.0);  // x^2 + 2 x + 3
static_assert(tg::grad(polynomial)(2.0) == 6.0);
static_assert(tg::grad([](auto x) { return tg::fori(0, [](auto y) { return y * y; }, x); })(3.0) ==
              1.0);

// The body's number of the turn is that of the whole loop, in the rest behind the last carry too.
constexpr auto kept = [](auto x) {
  return tg::fori(10, [&](auto i, auto const& y) { return y * x + i; }, x * 0.0, tg::checkpoint<3>);
};
constexpr auto all_kept = [](auto x) {
  return tg::fori(10, [&](auto i, auto const& y) { return y * x + i; }, x * 0.0);
};
static_assert(tg::evaluate(kept)(2.0) == tg::evaluate(all_kept)(2.0));
static_assert(tg::grad(kept)(2.0) == tg::grad(all_kept)(2.0));

// Loops one behind the other that read the same value, and a rest behind the last carry that is
// kept: x^(2^(n+1) - 1) after n turns, whose second derivative is by the gradient of the gradient.
constexpr auto twice_two = [](auto x) {
  auto const step = [&](auto const& y) { return y * y * x; };
  return tg::fori<2>(step, tg::fori<2>(step, x));
};
constexpr auto two_and_one = [](auto x) {
  return tg::fori<3>([&](auto const& y) { return y * y * x; }, x, tg::checkpoint<2>);
};
static_assert(tg::grad(tg::grad(twice_two))(1.0) == 31.0 * 30);
static_assert(tg::grad(tg::grad(two_and_one))(1.0) == 15.0 * 14);

template <class T> struct state {
  T angle;
  tg::tensor<T, 2> v;
};
constexpr auto swing = [](auto x, auto k) {
  using T = decltype(x);
  state<T> const start{x, tg::tensor<double, 2>{1.0, 2.0}};
  auto const end = tg::fori<5>(
      [&](state<T> s) {
        s.v = s.v * tg::cos(s.angle) - k * s.v;
        s.angle = s.angle + 0.1 * tg::sum(s.v);
        return s;
      },
      start);
  return end.angle + tg::sum(end.v * end.v);
};
constexpr auto swing_unrolled = [](auto x, auto k) {
  using T = decltype(x);
  state<T> s{x, tg::tensor<double, 2>{1.0, 2.0}};
  for (int i = 0; i < 5; ++i) {
    s.v = s.v * tg::cos(s.angle) - k * s.v;
    s.angle = s.angle + 0.1 * tg::sum(s.v);
  }
  return s.angle + tg::sum(s.v * s.v);
};

// A loop in a loop; the inner one reads what the outer one carries and what is around both.
constexpr auto nested = [](auto x) {
  return tg::fori<3>(
      [&](auto const& a) {
        return tg::fori<2>([&](auto const& b) { return tg::sin(b) * a + x; }, a * x);
      },
      x);
};
constexpr auto nested_unrolled = [](auto x) {
  auto a = x;
  for (int i = 0; i < 3; ++i) {
    auto b = a * x;
    for (int k = 0; k < 2; ++k) b = tg::sin(b) * a + x;
    a = b;
  }
  return a;
};
// A branch of the body is asked at each turn.
constexpr auto collatz = [](auto x) {
  return tg::fori<6>(
      [](auto y) {
        if (y > 4.0) return y / 2;
        return 3 * y + 1;
      },
      x);
};
static_assert(tg::evaluate(collatz)(3.0) == 2.125);  // 10, 5, 2.5, 8.5, 4.25, 2.125
static_assert(tg::grad(collatz)(3.0) == 9.0 / 16);
}  // namespace

BOOST_AUTO_TEST_CASE(value_and_derivatives_are_those_of_the_turns_written_out) {
  auto const close = boost::test_tools::tolerance(1e-13);
  BOOST_TEST(swing(0.3, 0.1) == swing_unrolled(0.3, 0.1), close);
  auto const [value, slopes] = tg::value_and_grad(swing, tg::wrt<0, 1>)(0.3, 0.1);
  auto const [expected, expected_slopes] =
      tg::value_and_grad(swing_unrolled, tg::wrt<0, 1>)(0.3, 0.1);
  BOOST_TEST(value == expected, close);
  BOOST_TEST(slopes.first == expected_slopes.first, close);
  BOOST_TEST(slopes.second == expected_slopes.second, close);
  auto const forward = tg::jvp(swing)(tg::at(0.3, 0.1), tg::along(1.0, 2.0));
  BOOST_TEST(forward.second == slopes.first + 2 * slopes.second, close);
  BOOST_TEST(tg::value_and_grad(swing)(0.3f, 0.1f).second == static_cast<float>(slopes.first),
             boost::test_tools::tolerance(1e-4f));
}

BOOST_AUTO_TEST_CASE(second_derivatives_and_loops_in_loops_agree_too) {
  auto const close = boost::test_tools::tolerance(1e-13);
  BOOST_TEST(tg::grad(nested)(0.7) == tg::grad(nested_unrolled)(0.7), close);
  BOOST_TEST(tg::grad(tg::grad(nested))(0.7) == tg::grad(tg::grad(nested_unrolled))(0.7), close);
}

BOOST_AUTO_TEST_SUITE_END()
