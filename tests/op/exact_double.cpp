// SPDX-License-Identifier: BSL-1.0
#include <typegrad/op/exact_double.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace tg = typegrad;

using long_limits = std::numeric_limits<std::int64_t>;

// 2^53 and multiples of powers of two beyond are doubles.
static_assert(tg::exact_double(9007199254740992LL) == 0x1p53);
static_assert(tg::exact_double(9007199254740994LL) == 0x1p53 + 2);
static_assert(tg::exact_double(long_limits::min()) == -0x1p63);

/// Whether the call ends with this sentence.
template <class Call>
static bool ends_with(Call const& call, std::string_view sentence) {
  try {
    static_cast<void>(call());
  } catch (tg::value_error const& error) {
    BOOST_TEST(error.what() == sentence);
    return true;
  }
  return false;
}

BOOST_AUTO_TEST_SUITE(op_exact_double)

// C++ computes int + long long in 64 bits; a tensor of int has no room for them.
BOOST_AUTO_TEST_CASE(an_integer_that_does_not_fit_beside_integers_is_refused) {
  constexpr auto f = [](auto const& x) { return x + 5000000000LL; };
  constexpr auto sentence =
      "an integer among values of int32 must fit into int32; it is 5000000000; "
      "values of int64 have room";
  tg::dynamic_tensor<int> const d{1, 2};
  BOOST_TEST(ends_with([&] { return f(tg::tensor<int, 2>{1, 2}); }, sentence));
  BOOST_TEST(ends_with([&] { return f(d); }, sentence));
  BOOST_TEST(ends_with([&] { return f(tg::variable<int>(3)); }, sentence));
  BOOST_TEST(ends_with([&] { return tg::compile(f, d)(d); }, sentence));
  tg::variable<int> assigned = 3;
  BOOST_TEST(ends_with([&] { return assigned = 5000000000LL; }, sentence));
  BOOST_TEST(ends_with([] { return tg::variable<int>(5000000000LL); }, sentence));
  BOOST_TEST(ends_with([] { return tg::variable<int>{1, 5000000000LL}; }, sentence));
  BOOST_TEST(ends_with([] { return tg::variable<int>(std::vector{5000000000LL}); }, sentence));
  BOOST_TEST(ends_with([&] { return tg::full_like(d, 5000000000LL); }, sentence));
  BOOST_TEST(ends_with([] { return tg::full_like(tg::variable<int>(1), 5000000000LL); }, sentence));
  BOOST_TEST(ends_with([] { return tg::full_like(tg::tensor<int, 1>{}, 5000000000LL); }, sentence));
  BOOST_TEST(ends_with([&] { return tg::variable<int>(3) * 4000000000u; },
                       "an integer among values of int32 must fit into int32; it is 4000000000; "
                       "values of int64 have room"));
  BOOST_TEST(f(7) == 5000000007);
  BOOST_TEST(tg::evaluate(f)(7) == 5000000007);
  BOOST_TEST((f(tg::tensor<std::int64_t, 1>{7}) == tg::tensor<std::int64_t, 1>{5000000007}));
  BOOST_TEST((tg::variable<int>(7) * std::size_t{3}).item() == 21);
}

// One more than 2^53, which no double is.
BOOST_AUTO_TEST_CASE(an_integer_beyond_the_digits_of_double_keeps_them) {
  constexpr auto f = [](auto const& x) { return x + 9007199254740993LL; };
  tg::dynamic_tensor<std::int64_t> const d{1};
  BOOST_TEST(f(tg::tensor<std::int64_t, 1>{1})(0) == 9007199254740994);
  BOOST_TEST(f(d)(0) == 9007199254740994);
  BOOST_TEST(tg::compile(f, d)(d)(0) == 9007199254740994);
  BOOST_TEST(ends_with([] { return tg::exact_double(9007199254740993LL); },
                       "an integer in a traced function must be a double, as all up to 2^53 are; "
                       "it is 9007199254740993"));
}

BOOST_AUTO_TEST_SUITE_END()
