// SPDX-License-Identifier: BSL-1.0
#include <typegrad/tensor/number_conversion.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr std::int32_t lowest = std::numeric_limits<std::int32_t>::min();
constexpr std::int64_t lowest_long = std::numeric_limits<std::int64_t>::min();

static_assert(tg::numpy_name<double> == "float64" && tg::numpy_name<bool> == "bool");
static_assert(tg::DynamicElement<std::int64_t> && !tg::DynamicElement<char> &&
              !tg::DynamicElement<long double>);

}  // namespace

BOOST_AUTO_TEST_SUITE(tensor_number_conversion)

// numpy.array([nan, 1e30, -1e30, 3e9, 2.7, -2.7]).astype(int32), NumPy 1.24.2 on x86-64
BOOST_AUTO_TEST_CASE(what_does_not_fit_becomes_the_lowest_integer) {
  for (double value : {not_a_number, 1e30, -1e30, 3e9, 2147483648.0, -2147483649.0})
    BOOST_TEST(tg::number_conversion<std::int32_t>(value) == lowest);
  for (double value : {not_a_number, 1e30, -1e30, 9223372036854775808.0})
    BOOST_TEST(tg::number_conversion<std::int64_t>(value) == lowest_long);
  BOOST_TEST(tg::number_conversion<std::int32_t>(2147483648.0f) == lowest);
}

BOOST_AUTO_TEST_CASE(what_fits_is_truncated) {
  BOOST_TEST(tg::number_conversion<std::int32_t>(2.7) == 2);
  BOOST_TEST(tg::number_conversion<std::int32_t>(-2.7) == -2);
  BOOST_TEST(tg::number_conversion<std::int32_t>(2147483647.9) == 2147483647);
  BOOST_TEST(tg::number_conversion<std::int32_t>(-2147483648.9) == lowest);
  BOOST_TEST(tg::number_conversion<std::int64_t>(3e9) == 3000000000);
  BOOST_TEST(tg::number_conversion<std::int32_t>(2147483520.0f) == 2147483520);
  BOOST_TEST(tg::number_conversion<bool>(not_a_number));  // numpy.array([nan]).astype(bool)
  BOOST_TEST(tg::number_conversion<float>(0.1) == 0.1f);
}

BOOST_AUTO_TEST_SUITE_END()
