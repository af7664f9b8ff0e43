// SPDX-License-Identifier: BSL-1.0
#include <typegrad/meta/text_writer.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>
#include <string>

namespace tg = typegrad;

template <class Real>
std::string written(Real x) {
  tg::text_writer text;
  text.append_real(x);
  return std::string(text.chars.begin(), text.chars.end());
}
std::string written_integer(std::int64_t x) {
  tg::text_writer text;
  text.append_integer(x);
  return std::string(text.chars.begin(), text.chars.end());
}
constexpr int length_of(double x) {
  tg::text_writer text;
  text.append_real(x);
  return text.chars.size();
}
static_assert(length_of(-0.125) == 6);

BOOST_AUTO_TEST_SUITE(meta_text_writer)

BOOST_AUTO_TEST_CASE(writes_numbers_as_people_do) {
  BOOST_TEST(written(2.0) == "2");
  BOOST_TEST(written(-0.0) == "-0");
  BOOST_TEST(written(0.5) == "0.5");
  BOOST_TEST(written(-12.25) == "-12.25");
  BOOST_TEST(written(1200.0) == "1200");
  BOOST_TEST(written(0.0001) == "0.0001");
  BOOST_TEST(written(1e-7) == "1e-7");
  BOOST_TEST(written(1.5e300) == "1.5e300");
  BOOST_TEST(written(0.1f) == "0.1");
  BOOST_TEST(written(std::numeric_limits<double>::infinity()) == "inf");
  BOOST_TEST(written(-std::numeric_limits<float>::infinity()) == "-inf");
  BOOST_TEST(written(std::numeric_limits<double>::quiet_NaN()) == "nan");
}

BOOST_AUTO_TEST_CASE(writes_integers_of_every_size) {
  BOOST_TEST(written_integer(0) == "0");
  BOOST_TEST(written_integer(-7) == "-7");
  BOOST_TEST(written_integer(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
}

BOOST_AUTO_TEST_SUITE_END()
