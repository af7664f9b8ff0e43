// SPDX-License-Identifier: BSL-1.0
#include <typegrad/tensor/create_dynamic.hpp>
#include <typegrad/tensor/nested_vectors.hpp>
#include <typegrad/tensor/open_tensor.hpp>
#include <typegrad/tensor/weak_value.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace tg = typegrad;

using long_limits = std::numeric_limits<std::int64_t>;

static_assert(tg::is_in_range<int>(2147483647LL) && !tg::is_in_range<int>(2147483648LL));
static_assert(tg::is_in_range<int>(-2147483648LL) && !tg::is_in_range<int>(-2147483649LL));
static_assert(tg::is_in_range<int>(2147483647u) && !tg::is_in_range<int>(2147483648u));
static_assert(!tg::is_in_range<std::int64_t>(std::uint64_t{1} << 63));

static_assert(tg::takes_every<int, short> && tg::takes_every<int, unsigned short>);
static_assert(!tg::takes_every<int, unsigned> && !tg::takes_every<unsigned, short>);
static_assert(tg::takes_every<bool, int> && tg::takes_every<float, std::int64_t>);

// Fractions become integers only by `cast`, whatever they come from.
template <class Made, class... Given>
concept MadeOf = requires(Given const&... given) { Made(given...); };
static_assert(!MadeOf<tg::dynamic_tensor<int>, std::vector<double>>);
static_assert(!MadeOf<tg::dynamic_tensor<int>, tg::dynamic_tensor<double>>);
static_assert(!MadeOf<tg::dynamic_tensor<int>, double>);

BOOST_AUTO_TEST_SUITE(tensor_weak_value)

/// Whether the call ends with the sentence of int32 and 5000000000.
template <class Call>
static bool is_refused(Call const& call,
                       std::string_view sentence =
                           "an integer among values of int32 must fit into int32; it is "
                           "5000000000; values of int64 have room") {
  try {
    static_cast<void>(call());
  } catch (tg::value_error const& error) {
    BOOST_TEST(error.what() == sentence);
    return true;
  }
  return false;
}

// NumPy 2.1: np.array([1, 5000000000], dtype=np.int32) is an OverflowError, "Python integer
// 5000000000 out of bounds for int32".
BOOST_AUTO_TEST_CASE(an_element_that_does_not_fit_is_refused) {
  using fixed = tg::tensor<int, 2>;
  using dense = tg::dynamic_tensor<int>;
  using open = tg::tensor<int, tg::dyn>;
  constexpr auto big = 5000000000LL;
  constexpr std::array<long long, 2> array{1, big};
  constexpr long long c_array[2] = {1, big};
  std::vector<long long> const vector{1, big};
  std::vector<std::vector<long long>> const rows{{1, big}};
  tg::tensor<std::int64_t, 2> const wide{1, big};
  tg::dynamic_tensor<std::int64_t> const wide_dense{1, big};

  BOOST_TEST(is_refused([=] { return fixed{1, big}; }));
  BOOST_TEST(is_refused([=] { return fixed({1, big}); }));
  BOOST_TEST(is_refused([=] { return tg::tensor<int>(big); }));
  BOOST_TEST(is_refused([=] { return tg::tensor<int, 1, 2>{{1, big}}; }));
  BOOST_TEST(is_refused([=] { return tg::tensor<int, 1, 1, 2>{{{1, big}}}; }));
  BOOST_TEST(is_refused([&] { return fixed(array); }));
  BOOST_TEST(is_refused([&] { return fixed(c_array); }));
  BOOST_TEST(is_refused([&] { return fixed(std::span<long long const, 2>(array)); }));
  BOOST_TEST(is_refused([&] { return fixed(vector.begin()); }));
  BOOST_TEST(is_refused([&] { return fixed(wide); }));
  BOOST_TEST(is_refused([=] { return fixed().fill(big), 0; }));
  BOOST_TEST(is_refused([=] { return tg::full<int, 2>(big); }));
  BOOST_TEST(is_refused([=] { return tg::arange<int, 2>(big); }));

  BOOST_TEST(is_refused([=] { return open{1, big}; }));
  BOOST_TEST(is_refused([&] { return open(vector); }));
  BOOST_TEST(is_refused([&] { return open({2}, vector); }));
  BOOST_TEST(is_refused([=] { return open(2).fill(big), 0; }));

  BOOST_TEST(is_refused([=] { return dense{1, big}; }));
  BOOST_TEST(is_refused([=] { return dense({2}, {1, big}); }));
  BOOST_TEST(is_refused([=] { return dense(big); }));
  BOOST_TEST(is_refused([&] { return dense(vector); }));
  BOOST_TEST(is_refused([&] { return dense({2}, vector.data()); }));
  BOOST_TEST(is_refused([&] { return dense(rows); }));
  BOOST_TEST(is_refused([&] { return dense(wide); }));
  BOOST_TEST(is_refused([&] { return dense(wide_dense); }));
  BOOST_TEST(is_refused([&] { return dense(wide_dense.view()); }));
  BOOST_TEST(is_refused([=] { return dense().fill(big), 0; }));
  BOOST_TEST(is_refused([=] {
    dense x{1};
    return x.view().fill(big), 0;
  }));
  BOOST_TEST(is_refused([=] { return dense::full({2}, big); }));
  BOOST_TEST(is_refused([=] { return tg::full<int>({2}, big); }));

  BOOST_TEST(is_refused([=] { return tg::tensor<std::int64_t, 1>{std::uint64_t{1} << 63}; },
                        "an integer among values of int64 must fit into int64; it is "
                        "9223372036854775808"));
  BOOST_TEST(is_refused([=] { return tg::tensor<std::uint8_t, 2>{255, -1}; },
                        "an integer among values of uint8 must fit into uint8; it is -1"));
  // what fits does, and `cast` goes round, as NumPy's astype
  BOOST_TEST((fixed{long_limits{}.digits, 2147483647LL} == fixed{63, 2147483647}));
  BOOST_TEST((dense(std::vector<long long>{-2147483648LL}) == dense{-2147483647 - 1}));
  BOOST_TEST(wide_dense.cast<int>()(1) == 705032704);
}

BOOST_AUTO_TEST_SUITE_END()
