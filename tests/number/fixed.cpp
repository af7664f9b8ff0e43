// SPDX-License-Identifier: BSL-1.0
#include <typegrad/number/fixed.hpp>

#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstdint>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(number_fixed)

using q16 = tg::fixed<16>;
constexpr double grid = 0x1p-16;

unsigned next_word(unsigned& state) { return state = state * 1664525u + 1013904223u; }

// In double products of 32-bit words are exact, which is what is rounded here.
BOOST_AUTO_TEST_CASE(each_result_is_the_nearest_of_the_grid_or_the_end_of_the_range) {
  unsigned state = 1;
  double const most = 32768 - grid;
  auto const nearest = [&](double x) { return std::fmin(std::fmax(x, -32768), most); };
  for (int i = 0; i < 20000; ++i) {
    int const shift = i % 4 * 8;
    auto const a = q16::from_bits(static_cast<std::int32_t>(next_word(state)) >> shift);
    auto const b = q16::from_bits(static_cast<std::int32_t>(next_word(state)) >> (24 - shift));
    auto const x = static_cast<double>(a), y = static_cast<double>(b);
    BOOST_REQUIRE(static_cast<double>(a + b) == nearest(x + y));
    BOOST_REQUIRE(static_cast<double>(a - b) == nearest(x - y));
    BOOST_REQUIRE(std::abs(static_cast<double>(a * b) - nearest(x * y)) <= grid / 2);
    if (y != 0)
      BOOST_REQUIRE(std::abs(static_cast<double>(a / b) - nearest(x / y)) <= grid / 2 * (1 + 1e-9));
    if (x > 0) BOOST_REQUIRE(static_cast<double>(sqrt(a)) <= std::sqrt(x));
    if (x > 0) BOOST_REQUIRE(static_cast<double>(sqrt(a)) > std::sqrt(x) - grid);
    BOOST_REQUIRE(static_cast<double>(floor(a)) == std::floor(x));
    BOOST_REQUIRE((a < b) == (x < y) && (a >= b) == (x >= y) && (a == b) == (x == y));
    BOOST_REQUIRE(q16(x).bits() == a.bits());
  }
}

BOOST_AUTO_TEST_CASE(ends_of_the_range) {
  constexpr q16 most = q16::from_bits(0x7fffffff), least = q16::from_bits(-0x7fffffff - 1);
  static_assert(most + 1 == most && least - 1 == least && -least == most);
  static_assert(most * most == most && most * least == least);
  static_assert(q16(1) / 0 == most && q16(-1) / 0 == least && q16(0) / 0 == q16(0));
  static_assert(q16(1e30) == most && q16(-1e30f) == least && q16(INT64_MAX) == most);
  static_assert(q16(UINT64_MAX) == most && q16(INT64_MIN) == least && q16(40000u) == most);
  static_assert(q16(std::numeric_limits<double>::quiet_NaN()) == q16(0));
  constexpr double huge = (std::numeric_limits<double>::max)();
  static_assert(q16(huge) == most && q16(-huge) == least);
  static_assert(q16(std::numeric_limits<float>::infinity()) == most && q16(32767.9999f) == most);
  static_assert(q16(-0.75).bits() == -0xc000 && static_cast<int>(q16(-0.75)) == 0);
  static_assert(tg::fixed<0>(2.5).bits() == 3 && tg::fixed<30>(1) * -1 == -1);
  BOOST_TEST(sqrt(q16(-1)).bits() == 0);
}

// Without a specialisation the standard library answers with zeros.
BOOST_AUTO_TEST_CASE(limits_of_the_type) {
  using limits = std::numeric_limits<q16>;
  static_assert(limits::is_specialized && limits::is_signed && !limits::is_integer);
  static_assert(limits::max() + limits::epsilon() == limits::max() && limits::max().bits() > 0);
  static_assert(limits::lowest() - limits::epsilon() == limits::lowest());
  static_assert(limits::lowest() < limits::max() && limits::infinity() == limits::max());
  static_assert(static_cast<double>(limits::epsilon()) == 0x1p-16);
  static_assert(limits::min().bits() == 1 && limits::denorm_min() == limits::min());
}

// The constant is one of doubles, which the range does not hold.
BOOST_AUTO_TEST_CASE(a_search_for_the_least) {
  constexpr auto least_of = [](auto const& x) {
    using number = std::remove_cvref_t<decltype(x(0))>;
    number least = (std::numeric_limits<number>::max)();
    for (int i = 0; i < 3; ++i) least = (tg::min)(least, x(i));
    return least;
  };
  static_assert(tg::evaluate(least_of)(tg::tensor<q16, 3>{3, 4, 5}) == 3);
}

template <class Number>
struct pendulum {
  Number length, friction;
  tg::tensor<Number, 2> start;
};
// A loop, a branch, a product, a square root and a quotient.
constexpr auto energy = [](auto const& p, auto const& pushes, auto const& weights) {
  auto const [end, path] = tg::scan(
      [&](auto const& s, auto const& push) {
        auto const bent = tg::where(s(0) > 0.5, 0.5 + 0.25 * (s(0) - 0.5), s(0));
        auto const speed = s(1) - 0.125 * (bent / p.length + p.friction * s(1)) + push;
        return tg::results{tg::stack(s(0) + 0.125 * speed, speed), speed};
      },
      p.start, pushes);
  return tg::sum(tg::square(tg::matmul(weights, end))) + tg::mean(tg::square(path)) +
         tg::sqrt(p.length);
};

// 12 turns of about 8 operations, each at most half a grid off and magnified at most fourfold on
// its way to a result: 12 * 8 * 4 / 2 = 192 grids.
BOOST_AUTO_TEST_CASE(value_and_gradient_are_within_192_grids_of_double) {
  using number = tg::fixed<20>;
  using program = tg::program<decltype(tg::value_and_grad(energy)), pendulum<number>,
                              tg::tensor<number, 12>, tg::tensor<number, 3, 2>>;
  tg::tensor<double, 12> pushes{};
  tg::tensor<number, 12> rounded_pushes{};
  for (int i = 0; i < 12; ++i) {
    pushes(i) = 0.0625 * (i % 5 - 1);
    rounded_pushes(i) = pushes(i);
  }
  auto const [value, slope] =
      tg::value_and_grad(energy)(pendulum<double>{0.75, 0.25, {0.625, 0.125}}, pushes,
                                 tg::tensor<double, 3, 2>{{1, 0.5}, {-0.5, 0.25}, {0.125, 1}});
  alignas(program::alignment) std::byte memory[program::workspace_bytes];
  number found = 0;
  pendulum<number> found_slope{};
  program::run(memory, tg::into(found, found_slope), pendulum<number>{0.75, 0.25, {0.625, 0.125}},
               rounded_pushes, tg::tensor<number, 3, 2>{{1, 0.5}, {-0.5, 0.25}, {0.125, 1}});
  double const bound = 192 * 0x1p-20;
  auto const off = [](number x, double y) { return std::abs(static_cast<double>(x) - y); };
  BOOST_TEST(off(found, value) < bound);
  BOOST_TEST(off(found_slope.length, slope.length) < bound);
  BOOST_TEST(off(found_slope.friction, slope.friction) < bound);
  BOOST_TEST(off(found_slope.start(0), slope.start(0)) < bound);
  BOOST_TEST(off(found_slope.start(1), slope.start(1)) < bound);
  BOOST_TEST(std::abs(slope.length) > 1000 * bound);
}

// A transform that is called finds the program by itself, in constant expressions too.
constexpr auto cubic = [](auto const& x) { return x * x * x - 2 * x; };
static_assert(tg::grad(cubic)(q16(1.5)) == q16(4.75));
static_assert(tg::grad(tg::grad(cubic))(q16(1.5)) == q16(9));

// Elements of the product are rounded, here to 0: a quarter of the last digit. Made of the sums of
// its factors, the sum would be two digits.
BOOST_AUTO_TEST_CASE(the_sum_of_a_product_rounds_as_written) {
  constexpr auto f = [](auto const& a, auto const& b) { return tg::sum(tg::matmul(a, b)); };
  q16 const digit(0x1p-16), quarter(0.25);
  tg::tensor<q16, 2, 2> a, b;
  for (int i = 0; i < 4; ++i) a.data()[i] = digit, b.data()[i] = quarter;
  BOOST_TEST(tg::evaluate(f)(a, b).bits() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
