// SPDX-License-Identifier: BSL-1.0
#include <typegrad/op/scan_axis.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstddef>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(op_scan_axis)

// Horner's scheme: the digits of a line become one number, so that the order shows.
template <std::size_t N>
constexpr std::array<int, N> digits_joined(std::array<int, N> digits, tg::shape const& extents,
                                           int axis, bool backwards) {
  std::array<int, N> out{};
  tg::word const attributes[] = {axis, backwards ? 1 : 0};
  tg::scan_axis(out.data(), extents, {attributes, 2}, [&](int last, tg::index_t at) {
    return 10 * last + digits[static_cast<std::size_t>(at)];
  });
  return out;
}

// [[1, 2, 3], [4, 5, 6]]
constexpr std::array<int, 6> digits{1, 2, 3, 4, 5, 6};
static_assert(digits_joined(digits, tg::make_shape(2, 3), 0, false) ==
              std::array<int, 6>{1, 2, 3, 14, 25, 36});
static_assert(digits_joined(digits, tg::make_shape(2, 3), 0, true) ==
              std::array<int, 6>{41, 52, 63, 4, 5, 6});
static_assert(digits_joined(digits, tg::make_shape(2, 3), 1, false) ==
              std::array<int, 6>{1, 12, 123, 4, 45, 456});
static_assert(digits_joined(digits, tg::make_shape(2, 3), 1, true) ==
              std::array<int, 6>{321, 32, 3, 654, 65, 6});
static_assert(digits_joined(digits, tg::make_shape(1, 6, 1), 2, true) == digits);

BOOST_AUTO_TEST_CASE(a_line_without_elements_has_no_step) {
  int out = 7;
  int steps = 0;
  tg::word const attributes[] = {1, 0};
  tg::scan_axis(&out, tg::make_shape(2, 0), {attributes, 2},
                [&](int last, tg::index_t) { return ++steps, last; });
  BOOST_TEST(out == 7);
  BOOST_TEST(steps == 0);
}

BOOST_AUTO_TEST_SUITE_END()
