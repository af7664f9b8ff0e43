// SPDX-License-Identifier: BSL-1.0
#include <typegrad/meta/parse_number.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <random>
#include <string>

namespace tg = typegrad;

template <std::size_t N>
constexpr tg::parsed_number parse(char const (&text)[N]) {
  return tg::parse_number(text, N - 1);
}
static_assert(parse("42").integer && parse("42").whole == 42);
static_assert(parse("1'000'000").whole == 1000000);
static_assert(!parse("2.").integer && parse("2.").real == 2);
static_assert(parse("0.1").real == 0.1);
static_assert(parse(".5e1").real == 5);
static_assert(parse("1e-3").real == 1e-3);
static_assert(parse("6.02214076E+23").real == 6.02214076e23);
static_assert(parse("0").integer && parse("0.0").real == 0);
static_assert(!parse("0x10").valid && !parse("010").valid && !parse("0b1").valid);
static_assert(!parse("1e300").valid && !parse("1e-300").valid &&
              !parse("9223372036854775808").valid);

BOOST_AUTO_TEST_SUITE(meta_parse_number)

// glibc's strtod rounds correctly
BOOST_AUTO_TEST_CASE(rounds_to_the_nearest_double) {
  std::mt19937_64 random(20240601);
  for (int i = 0; i < 2000; ++i) {
    std::string const text = std::to_string(random() / 10) + "e" +
                             std::to_string(static_cast<int>(random() % 500) - 260);
    tg::parsed_number const number = tg::parse_number(text.data(), static_cast<int>(text.size()));
    if (number.valid) BOOST_TEST(number.real == std::strtod(text.c_str(), nullptr), text);
  }
}

BOOST_AUTO_TEST_CASE(breaks_ties_to_even) {
  // halfway between 2^53 and its neighbours
  BOOST_TEST(parse("9007199254740993.0").real == 9007199254740992.0);
  BOOST_TEST(parse("9007199254740995.0").real == 9007199254740996.0);
}

BOOST_AUTO_TEST_SUITE_END()
