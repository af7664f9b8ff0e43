// SPDX-License-Identifier: BSL-1.0
#include <typegrad/number/half.hpp>

#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstdint>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(number_half)

BOOST_AUTO_TEST_CASE(a_half_is_the_nearest_float_of_eleven_digits) {
  for (unsigned i = 0; i < 65536; ++i) {
    auto const x = tg::half::from_bits(static_cast<std::uint16_t>(i));
    auto const value = static_cast<float>(x);
    if (x != x) {
      BOOST_REQUIRE(value != value);
      continue;
    }
    unsigned const exponent = i >> 10 & 31u, digits = i & 1023u;
    double const size = exponent == 31 ? std::numeric_limits<double>::infinity()
                        : exponent == 0
                            ? std::ldexp(digits, -24)
                            : std::ldexp(1024 + digits, static_cast<int>(exponent) - 25);
    BOOST_REQUIRE(value == static_cast<float>(i < 32768 ? size : -size));
    BOOST_REQUIRE(tg::half(value).bits() == i);
    // between two neighbours: to the nearer one, ties to the even one
    if (exponent == 31 || (i & 0x7fffu) == 0x7bffu) continue;
    auto const next = static_cast<float>(tg::half::from_bits(static_cast<std::uint16_t>(i + 1)));
    float const middle = (value + next) / 2;
    BOOST_REQUIRE(tg::half(middle).bits() == (i % 2 == 0 ? i : i + 1));
    BOOST_REQUIRE(tg::half(std::nextafter(middle, value)).bits() == i);
    BOOST_REQUIRE(tg::half(std::nextafter(middle, next)).bits() == i + 1);
  }
  static_assert(tg::half(65520).bits() == 0x7c00 && tg::half(65519).bits() == 0x7bff);
  static_assert(static_cast<float>(tg::half(1) / tg::half(3)) == 0x1.554p-2f);
}

// Without a specialisation the standard library answers with zeros. IEEE 754-2019, table 3.5.
BOOST_AUTO_TEST_CASE(limits_of_the_type) {
  using limits = std::numeric_limits<tg::half>;
  static_assert(limits::is_specialized && limits::has_infinity && limits::digits == 11);
  static_assert(limits::max() == 65504 && limits::lowest() == -65504);
  static_assert(limits::min() == 0x1p-14f && limits::denorm_min() == 0x1p-24f);
  static_assert(limits::epsilon() == 0x1p-10f && limits::round_error() == 0.5);
  static_assert(limits::infinity() > limits::max());
  static_assert(limits::quiet_NaN() != limits::quiet_NaN());
  static_assert(limits::signaling_NaN() != limits::signaling_NaN());
}

// Masks and signs of what is no number, of infinities and of zeros.
BOOST_AUTO_TEST_CASE(classes_of_halves) {
  constexpr auto is_infinite = [](auto const& x) { return tg::where(tg::isinf(x), 1.0, 0.0); };
  constexpr auto is_finite = [](auto const& x) { return tg::where(tg::isfinite(x), 1.0, 0.0); };
  constexpr auto size = [](auto const& x) { return tg::abs(x); };
  constexpr auto signed_one = [](auto const& x) { return tg::copysign(1.0 + 0.0 * x, x); };
  for (unsigned i = 0; i < 65536; ++i) {
    auto const x = tg::half::from_bits(static_cast<std::uint16_t>(i));
    auto const value = static_cast<float>(x);
    BOOST_REQUIRE((tg::evaluate(is_infinite)(x) == 1) == std::isinf(value));
    BOOST_REQUIRE((tg::evaluate(is_finite)(x) == 1) == std::isfinite(value));
    BOOST_REQUIRE(tg::evaluate(size)(x).bits() == (i & 0x7fffu));
    if (std::isfinite(value))
      BOOST_REQUIRE(static_cast<float>(tg::evaluate(signed_one)(x)) == std::copysign(1.0f, value));
  }
}

// Twelve results, each within 2^-11 of itself, of numbers below 2.
BOOST_AUTO_TEST_CASE(a_program_of_halves) {
  constexpr auto f = [](auto const& w, auto const& x) {
    return tg::sum(tg::square(tg::tanh(tg::matmul(x, w))));
  };
  tg::tensor<tg::half, 2> const w{0.5, -0.25};
  tg::tensor<tg::half, 2, 2> const x{{1, 2}, {-1, 0.5}};
  auto const [value, slope] = tg::value_and_grad(f)(w, x);
  auto const [wanted, wanted_slope] = tg::value_and_grad(f)(
      tg::tensor<double, 2>{0.5, -0.25}, tg::tensor<double, 2, 2>{{1, 2}, {-1, 0.5}});
  double const bound = 12 * 2 * 0x1p-11;
  BOOST_TEST(std::abs(static_cast<double>(value) - wanted) < bound);
  for (int i = 0; i < 2; ++i)
    BOOST_TEST(std::abs(static_cast<double>(slope(i)) - wanted_slope(i)) < bound);
}

// One after the other the sum stays at 128, where a sixteenth is half of the last digit.
BOOST_AUTO_TEST_CASE(long_sums_of_halves_are_made_of_parts) {
  static tg::tensor<tg::half, 4096> x;
  for (tg::half& each : x) each = 0x1p-4;
  BOOST_TEST(static_cast<float>(tg::evaluate([](auto const& a) { return tg::sum(a); })(x)) == 256);
}

BOOST_AUTO_TEST_SUITE_END()
