// SPDX-License-Identifier: BSL-1.0
#include <typegrad/meta/decimal.hpp>

#include <boost/test/unit_test.hpp>

#include <charconv>
#include <random>
#include <string>

namespace tg = typegrad;

constexpr bool writes(double x, char const* digits, int exponent) {
  tg::decimal const written = tg::shortest_decimal(x);
  int i = 0;
  for (; digits[i] != '\0'; ++i)
    if (i == written.count || written.digits[i] != digits[i]) return false;
  return i == written.count && written.exponent == exponent;
}

static_assert(writes(1, "1", 1));
static_assert(writes(0.1, "1", 0));
static_assert(writes(0.30000000000000004, "30000000000000004", 0));
static_assert(writes(9007199254740992, "9007199254740992", 16));

BOOST_AUTO_TEST_SUITE(meta_decimal)

// std::to_chars gives the shortest digits, too; among equally short ones both take the nearest.
template <class Real>
std::string by_standard_library(Real x) {
  char text[64];
  return std::string(text,
                     std::to_chars(text, text + sizeof text, x, std::chars_format::scientific).ptr);
}
template <class Real>
std::string by_decimal(Real x) {
  tg::decimal const d = tg::shortest_decimal(x);
  std::string text(1, d.digits[0]);
  if (d.count > 1) text += '.' + std::string(d.digits + 1, d.digits + d.count);
  int const exponent = d.exponent - 1;
  std::string const size = std::to_string(exponent < 0 ? -exponent : exponent);
  return text + (exponent < 0 ? "e-" : "e+") + (size.size() < 2 ? "0" + size : size);
}

BOOST_AUTO_TEST_CASE(agrees_with_to_chars_for_doubles_of_every_size) {
  std::mt19937_64 random(20240601);
  for (int i = 0; i < 2000; ++i) {
    auto const x = std::bit_cast<double>(random() >> 1);
    if (x - x == 0 && x != 0) BOOST_TEST(by_decimal(x) == by_standard_library(x));
  }
  for (double const x : {5e-324, 2.2250738585072014e-308, 1.7976931348623157e308,
                         4503599627370496.0, 0.5, 1e22, 1e23})
    BOOST_TEST(by_decimal(x) == by_standard_library(x));
}

BOOST_AUTO_TEST_CASE(agrees_with_to_chars_for_floats) {
  std::mt19937 random(20240601);
  for (int i = 0; i < 2000; ++i) {
    auto const x = std::bit_cast<float>(static_cast<std::uint32_t>(random() >> 1));
    if (x - x == 0 && x != 0) BOOST_TEST(by_decimal(x) == by_standard_library(x));
  }
}

BOOST_AUTO_TEST_SUITE_END()
