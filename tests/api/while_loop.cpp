// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_while_loop)

namespace {

// y = x^n for the first n with y >= 10
constexpr auto growth = [](auto x) {
  return tg::while_loop<20>([](auto const& y) { return y < 10.0; },
                            [&](auto const& y) { return y * x; }, 1.0);
};
static_assert(growth(2.0) == 16.0 && growth(3.0) == 27.0);
static_assert(tg::evaluate(growth)(2.0) == 16.0 && tg::evaluate(growth)(3.0) == 27.0);
static_assert(tg::grad(growth)(2.0) == 32.0 && tg::grad(growth)(3.0) == 27.0);
static_assert(tg::grad(tg::grad(growth))(2.0) == 48.0);
// The bound ends it, as it ends the ordinary loop.
static_assert(growth(1.0) == 1.0 && tg::evaluate(growth)(1.0) == 1.0);
static_assert(tg::grad(growth)(1.0) == 20.0);
// No turn.
constexpr auto halved = [](auto x) {
  return tg::while_loop<9>([](auto const& y) { return y > 1.0; },
                           [](auto const& y) { return y / 2; }, x);
};
static_assert(tg::grad(halved)(0.5) == 1.0 && tg::grad(halved)(5.0) == 0.125);
static_assert(tg::grad(halved)(5.0f) == 0.125f);

// With checkpoints: the chunk of five turns ends early, in the middle of one, or behind all.
constexpr auto growth_with_checkpoints = [](auto x) {
  return tg::while_loop<22>([](auto const& y) { return y < 10.0; },
                            [&](auto const& i, auto const& y) { return y * x + 0 * i; }, 1.0,
                            tg::checkpoint<5>);
};
static_assert(growth_with_checkpoints(1.5) == tg::evaluate(growth_with_checkpoints)(1.5));
static_assert(tg::grad(growth_with_checkpoints)(2.0) == 32.0);  // x^4
static_assert(tg::grad(growth_with_checkpoints)(3.0) == 27.0);
static_assert(tg::grad(growth_with_checkpoints)(1.25) == tg::grad(growth)(1.25));  // x^11
static_assert(tg::grad(growth_with_checkpoints)(1.0) == 22.0);
// The number of the turn: 1 x + 2 x + ... + 7 x.
constexpr auto weighted_turns = [](auto x) {
  return tg::while_loop<7>([](auto const& y) { return y < 1e9; },
                           [&](auto const& i, auto const& y) { return y + x * (i + 1); }, 0.0,
                           tg::checkpoint<3>);
};
static_assert(weighted_turns(1.0) == 28.0 && tg::grad(weighted_turns)(2.0) == 28.0);

// Heron's square root: without a bound, value and forward mode.
constexpr auto root = [](auto a) {
  return tg::while_loop([&](auto const& x) { return tg::abs(x * x - a) > 1e-14 * a; },
                        [&](auto const& x) { return 0.5 * (x + a / x); }, a);
};

// A count that is an argument of the traced function.
constexpr auto counted = [](auto n, auto x) {
  return tg::fori<20>(n, [&](auto const& y) { return y * x; }, 1.0);
};
static_assert(counted(3, 2.0) == 8.0 && tg::evaluate(counted)(3, 2.0) == 8.0);
static_assert(tg::grad(counted, tg::wrt<1>)(3, 2.0) == 12.0);
static_assert(tg::grad(counted, tg::wrt<1>)(-3, 2.0) == 0.0);
static_assert(counted(25, 1.5) == tg::evaluate(counted)(25, 1.5));
static_assert(tg::grad(counted, tg::wrt<1>)(25, 1.0) == 20.0);
// With checkpoints: a chunk of four ends early, there are some, all, more than there may be.
constexpr auto every_turn = [](auto n, auto x) {
  return tg::fori<10>(n, [&](auto i, auto const& y) { return y * x + i; }, x * 0.0);
};
constexpr auto every_fourth = [](auto n, auto x) {
  return tg::fori<10>(
      n, [&](auto i, auto const& y) { return y * x + i; }, x * 0.0, tg::checkpoint<4>);
};
constexpr bool checkpoints_change_nothing() {
  for (int n = -1; n < 13; ++n)
    if (every_fourth(n, 2.0) != every_turn(n, 2.0) ||
        tg::evaluate(every_fourth)(n, 2.0) != every_turn(n, 2.0) ||
        tg::grad(every_fourth, tg::wrt<1>)(n, 2.0) != tg::grad(every_turn, tg::wrt<1>)(n, 2.0))
      return false;
  return true;
}
static_assert(checkpoints_change_nothing());
// Counts and conditions in other loops: 2, 4, 8, 16, then no turn; 0 + 1 + 2 + 3 turns.
constexpr auto grown_twice = [](auto x) {
  return tg::fori<2>(
      [&](auto const& c) {
        return tg::while_loop<9>([](auto const& y) { return y < 10.0; },
                                 [&](auto const& y) { return y * x; }, c);
      },
      x);
};
static_assert(tg::grad(grown_twice)(2.0) == 32.0);  // x^4
static_assert(tg::grad(tg::grad(grown_twice))(2.0) == 48.0);
constexpr auto triangle = [](auto x) {
  return tg::fori<4>(
      [&](auto const& i, auto const& c) {
        return tg::fori<9>(i, [&](auto const& d) { return d * x; }, c);
      },
      x);
};
static_assert(triangle(2.0) == 128.0 && tg::grad(triangle)(2.0) == 448.0);  // x^7
}  // namespace

BOOST_AUTO_TEST_CASE(a_loop_without_a_bound_has_a_value_and_a_forward_derivative) {
  auto const close = boost::test_tools::tolerance(1e-13);
  BOOST_TEST(root(2.0) == std::sqrt(2.0), close);
  auto const [value, slope] = tg::jvp(root)(tg::at(2.0), tg::along(1.0));
  BOOST_TEST(value == std::sqrt(2.0), close);
  // one turn of Newton's method behind the value
  BOOST_TEST(slope == 0.5 / std::sqrt(2.0), boost::test_tools::tolerance(1e-7));
}

BOOST_AUTO_TEST_SUITE_END()
