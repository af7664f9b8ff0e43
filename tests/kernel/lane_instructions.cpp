// SPDX-License-Identifier: BSL-1.0
#include "lane_accuracy.hpp"

BOOST_AUTO_TEST_SUITE(kernel_lane_instructions)

using namespace lane_accuracy;
namespace vm = typegrad::vector_math;

/// For vectors that fill a register, and for shorter ones, which have no instructions of their own.
template <class T, int N>
static void check() {
  using vector = tg::lane_vector<T, N>;
  std::vector<T> const x = random_numbers<T>(-3, 3, 3000), y = random_numbers<T>(-1, 1, 3000);
  auto const filled = [](T value) { return vm::spread<vector>(value); };
  for (std::size_t i = 0; i < y.size(); ++i) {
    T const a = x[i], b = y[i];
    T const root = vm::square_root(filled(a))[N - 1];
    BOOST_REQUIRE((a < T(0) ? std::isnan(root) : root == std::sqrt(a)));
    BOOST_REQUIRE(vm::smaller(filled(a), filled(b))[0] == std::min(a, b));
    BOOST_REQUIRE(vm::larger(filled(a), filled(b))[0] == std::max(a, b));
    if (a > T(0)) {
      auto const parts = vm::split(filled(a));
      BOOST_REQUIRE(parts.mantissa[0] >= T(0.75));
      BOOST_REQUIRE(parts.mantissa[0] < T(1.5));
      BOOST_REQUIRE(std::ldexp(parts.mantissa[N - 1], static_cast<int>(parts.exponent[N - 1])) ==
                    a);
    }
  }
  T const not_a_number = undefined<T>;
  BOOST_TEST(std::isnan(vm::smaller(filled(not_a_number), filled(1))[0]));
  BOOST_TEST(vm::smaller(filled(1), filled(not_a_number))[0] == T(1));
  BOOST_TEST(std::isnan(vm::larger(filled(not_a_number), filled(1))[0]));
  BOOST_TEST(vm::larger(filled(1), filled(not_a_number))[0] == T(1));
  BOOST_TEST(std::signbit(vm::square_root(filled(T(-0.0)))[0]));

  vector one_of_them = filled(1);
  BOOST_TEST(!vm::any_of((vm::mask_of<vector>)(one_of_them > 1)));
  for (int i = 0; i < N; ++i) {
    one_of_them[i] = 2;
    BOOST_TEST(vm::any_of((vm::mask_of<vector>)(one_of_them > 1)));
    one_of_them[i] = 1;
  }

  constexpr int range = std::numeric_limits<T>::max_exponent;
  for (int k = -2 * range + 10; k < 2 * range - 10; ++k) {
    T const third = static_cast<T>(4) / 3;
    auto const shifted =
        vm::integer_of_shifted(filled(static_cast<T>(k)) + vm::number_format<T>::shifter);
    BOOST_REQUIRE(shifted.value[0] == static_cast<T>(k));
    BOOST_REQUIRE(vm::times_power_of_two(filled(third), shifted)[0] == std::ldexp(third, k));
    BOOST_REQUIRE(vm::times_power_of_two(filled(-third), shifted)[N - 1] == std::ldexp(-third, k));
  }
}

BOOST_AUTO_TEST_CASE(registers_of_double) { check<double, tg::packet_size<double>>(); }
BOOST_AUTO_TEST_CASE(registers_of_float) { check<float, tg::packet_size<float>>(); }
BOOST_AUTO_TEST_CASE(half_a_register_of_float) { check<float, tg::packet_size<float> / 2>(); }

BOOST_AUTO_TEST_SUITE_END()
