// SPDX-License-Identifier: BSL-1.0
#include <typegrad/dynamic/interpret/conversion.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_conversion)

template <class To, class From>
static To converted(From value) {
  From const in[3] = {From{}, value, From{}};
  tg::kernel_operand const operand{in};
  To out[3] = {To{}, To{}, To{}};
  tg::conversion(tg::scalar_type_of<To>, tg::scalar_type_of<From>)({out}, &operand, 3);
  BOOST_TEST((out[0] == To{} && out[2] == To{}));
  return out[1];
}

BOOST_AUTO_TEST_CASE(every_pair_of_types) {
  BOOST_TEST(converted<double>(true) == 1.0);
  BOOST_TEST(converted<float>(std::int32_t{-7}) == -7.0f);
  BOOST_TEST(converted<std::int64_t>(std::int32_t{-7}) == -7);
  BOOST_TEST(converted<std::int32_t>(std::int64_t{7}) == 7);
  BOOST_TEST(converted<std::int32_t>(-2.75) == -2);
  BOOST_TEST(converted<std::int64_t>(2.75f) == 2);
  BOOST_TEST(converted<bool>(0.25) == true);
  BOOST_TEST(converted<bool>(-0.0) == false);
  BOOST_TEST(converted<bool>(std::int64_t{1} << 40) == true);
  BOOST_TEST(converted<float>(0.1) == 0.1f);
  BOOST_TEST(converted<double>(0.1f) == static_cast<double>(0.1f));
  BOOST_TEST(converted<double>(0.1) == 0.1);
}

/// NumPy 1.24 on x86-64: array([nan, inf, -inf, 3e9, 1e300]).astype(int32) is -2147483648
/// throughout, int64 likewise.
BOOST_AUTO_TEST_CASE(what_does_not_fit_becomes_the_lowest_integer) {
  constexpr auto low32 = std::numeric_limits<std::int32_t>::min();
  constexpr auto low64 = std::numeric_limits<std::int64_t>::min();
  double const inf = std::numeric_limits<double>::infinity();
  for (double const value : {std::numeric_limits<double>::quiet_NaN(), inf, -inf, 1e300}) {
    BOOST_TEST(converted<std::int32_t>(value) == low32);
    BOOST_TEST(converted<std::int64_t>(value) == low64);
    BOOST_TEST(converted<std::int32_t>(static_cast<float>(value)) == low32);
  }
  BOOST_TEST(converted<std::int32_t>(3e9) == low32);
  BOOST_TEST(converted<std::int64_t>(3e9) == 3'000'000'000);
  BOOST_TEST(converted<std::int32_t>(2147483647.5) == 2147483647);
}

BOOST_AUTO_TEST_CASE(one_element_repeated) {
  double const number = 2.5;
  tg::kernel_operand const operand{&number};
  double out[tg::splat_bytes / sizeof(double)];
  tg::repeating_kernel(8)({out}, &operand, 1);
  for (double const each : out) BOOST_TEST(each == 2.5);
  bool const yes = true;
  tg::kernel_operand const mask{&yes};
  bool answers[tg::splat_bytes] = {};
  tg::repeating_kernel(1)({answers}, &mask, 1);
  for (bool const each : answers) BOOST_TEST(each);

  tg::kernel_operand const copies{out, true};
  std::int32_t whole[3];
  tg::conversion(tg::scalar_type::int32, tg::scalar_type::float64)({whole}, &copies, 3);
  for (std::int32_t const each : whole) BOOST_TEST(each == 2);
}

BOOST_AUTO_TEST_SUITE_END()
