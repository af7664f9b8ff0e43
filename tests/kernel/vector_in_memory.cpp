// SPDX-License-Identifier: BSL-1.0
#include <typegrad/kernel/vector_in_memory.hpp>

#include <boost/test/unit_test.hpp>

#include <array>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(kernel_vector_in_memory)

template <class Number, int Bytes>
struct vector_of {
  using type [[gnu::vector_size(Bytes)]] = Number;
};

/// Stores where the optimiser knows the numbers: `equal` twos, then zeros.
template <class Number, int Bytes, int Equal>
[[gnu::noinline]] static void store_constant(Number* to) {
  using vector = typename vector_of<Number, Bytes>::type;
  vector x{};
  for (int i = 0; i < Equal; ++i) x[i] = 2;
  tg::store_vector(to, x);
}
template <class Number, int Bytes, int Equal>
static void check_constant() {
  constexpr int count = Bytes / static_cast<int>(sizeof(Number));
  std::array<Number, count + 1> memory{};
  store_constant<Number, Bytes, Equal>(&memory[1]);
  for (int i = 0; i < count; ++i)
    BOOST_TEST(memory[static_cast<std::size_t>(i) + 1] == Number(i < Equal ? 2 : 0));
}

BOOST_AUTO_TEST_CASE(constants_that_end_in_zeros_are_stored_as_they_are) {
  check_constant<double, 16, 1>();
  check_constant<double, 32, 2>();
  check_constant<double, 32, 3>();
  check_constant<double, 64, 3>();
  check_constant<double, 64, 5>();
  check_constant<float, 16, 2>();
  check_constant<float, 32, 4>();
  check_constant<float, 64, 6>();
  check_constant<int, 64, 8>();
}

// Clang warns of 64-byte vectors as results where the machine has none, between functions of one
// file too.
#if defined(__clang__)
#pragma clang diagnostic ignored "-Wpsabi"
#endif

/// Where a vector is read that no function of a machine without such vectors may return.
template <class Vector>
static auto in_memory_of(void const* from) {
  return static_cast<tg::vector_in_memory<Vector> const*>(from);
}

/// Four numbers of a vector that was stored, as an optimizer puts them together.
#if !defined(__clang__)
__attribute__((noipa, optimize("O3")))
#endif
static void
read_four(double* to, double const* from) {
  using vector = typename vector_of<double, 64>::type;
  vector x{};
  for (int i = 0; i < 8; ++i) x[i] = from[i];
  double numbers[8];
  tg::store_vector(numbers, x * 2.0);
  to[0] = numbers[1];
  to[1] = numbers[1];
  to[2] = numbers[4];
  to[3] = numbers[4];
}
/// The same of a loop whose vectors are not followed, but which is short enough to be written out.
#if !defined(__clang__)
__attribute__((noipa, optimize("O3")))
#endif
static void
read_four_after_loop(double* to, double const* from) {
  using vector = typename vector_of<double, 64>::type;
  double numbers[16];
  int const turns = tg::unknown(2);
  for (int i = 0; i < turns; ++i)
    tg::store_vector<false>(numbers + 8 * i, in_memory_of<vector>(from)->value * 2.0);
  to[0] = numbers[1];
  to[1] = numbers[1];
  to[2] = numbers[4];
  to[3] = numbers[4];
}

/// Eight of them.
#if !defined(__clang__)
__attribute__((noipa, optimize("O3")))
#endif
static void
read_eight(double* to, double const* from) {
  using vector = typename vector_of<double, 64>::type;
  double numbers[8];
  tg::store_vector(numbers, in_memory_of<vector>(from)->value * 2.0);
  to[0] = numbers[1];
  to[1] = numbers[1];
  to[2] = numbers[4];
  to[3] = numbers[4];
  to[4] = numbers[4];
  to[5] = numbers[5];
  to[6] = numbers[6];
  to[7] = numbers[7];
}

BOOST_AUTO_TEST_CASE(numbers_of_a_vector_that_was_stored_are_read_as_they_are) {
  std::array<double, 8> const numbers{1, 2, 3, 4, 5, 6, 7, 8};
  std::array<double, 4> four{};
  read_four(four.data(), numbers.data());
  BOOST_TEST((four == std::array<double, 4>{4, 4, 10, 10}));
  std::array<double, 8> eight{};
  read_eight(eight.data(), numbers.data());
  BOOST_TEST((eight == std::array<double, 8>{4, 4, 10, 10, 10, 12, 14, 16}));
  four = {};
  read_four_after_loop(four.data(), numbers.data());
  BOOST_TEST((four == std::array<double, 4>{4, 4, 10, 10}));
}

BOOST_AUTO_TEST_CASE(any_address_of_numbers_of_another_type_will_do) {
  std::array<float, 9> numbers{0, 1, 2, 3, 4, 5, 6, 7, 8};
  using words = typename vector_of<unsigned, 16>::type;
  words const bits = tg::load_vector<words>(&numbers[1]);
  BOOST_TEST(bits[0] == 0x3F80'0000u);
  tg::store_vector(&numbers[3], bits);
  BOOST_TEST(numbers[3] == 1.0f);
  BOOST_TEST(numbers[6] == 4.0f);
}

BOOST_AUTO_TEST_SUITE_END()
