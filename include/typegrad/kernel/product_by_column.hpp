// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/matrix_reading.hpp>
#include <typegrad/kernel/part_of_vector.hpp>

#include <utility>

namespace typegrad {

template <class Number, int... Lane>
TYPEGRAD_INLINE inline auto halves_added(
    lane_vector<Number, 2 * static_cast<int>(sizeof...(Lane))> x,
    std::integer_sequence<int, Lane...>) {
  constexpr int half = static_cast<int>(sizeof...(Lane));
  return __builtin_shufflevector(x, x, Lane...) + __builtin_shufflevector(x, x, (Lane + half)...);
}
/// The sum of the elements, halves added to each other.
template <class Number, int Lanes>
TYPEGRAD_INLINE inline Number sum_of_lanes(lane_vector<Number, Lanes> x) {
  if constexpr (Lanes == 2) return x[0] + x[1];
  else
    return sum_of_lanes<Number, Lanes / 2>(
        halves_added<Number>(x, std::make_integer_sequence<int, Lanes / 2>()));
}

/// A matrix with contiguous rows times a column, some rows at a time, so that what is read of the
/// column serves all of them.
template <class Number>
struct product_by_column {
  static constexpr int lanes = packet_size<Number>;
  using vector = lane_vector<Number, lanes>;
  /// Vectors of a row that are added up by themselves, and sums of so many that are: rounding
  /// errors grow with 128 of each and not with all.
  static constexpr index_t most_added = 128;

  template <int Rows>
  [[gnu::always_inline]] static void multiply_rows(Number* c, Number const* a, index_t row_stride,
                                                   Number const* b, index_t k) {
    constexpr int chains = Rows == 1 ? 4 : 1;  // one would wait for each of its sums
    vector total[Rows], before[Rows];
    index_t added = 0;
#pragma GCC unroll 4
    for (int i = 0; i < Rows; ++i) total[i] = before[i] = vector{};
    for (index_t first = 0; first < k;) {
      index_t const last = k - first < most_added * lanes ? k : first + most_added * lanes;
      vector sums[Rows][chains];
#pragma GCC unroll 4
      for (int i = 0; i < Rows; ++i)
#pragma GCC unroll 4
        for (int j = 0; j < chains; ++j) sums[i][j] = vector{};
      for (; last - first >= chains * lanes; first += chains * lanes)
#pragma GCC unroll 4
        for (int j = 0; j < chains; ++j) {
          vector const x = load_vector<vector>(b + first + j * lanes);
#pragma GCC unroll 4
          for (int i = 0; i < Rows; ++i)
            sums[i][j] += load_vector<vector>(a + i * row_stride + first + j * lanes) * x;
        }
      while (first < last) {
        int const count = static_cast<int>(last - first < lanes ? last - first : lanes);
        vector const x = load_first<vector>(b + first, count);
#pragma GCC unroll 4
        for (int i = 0; i < Rows; ++i)
          sums[i][0] += load_first<vector>(a + i * row_stride + first, count) * x;
        first += count;
      }
#pragma GCC unroll 4
      for (int i = 0; i < Rows; ++i) {
        if constexpr (chains == 4) sums[i][0] += sums[i][1] + (sums[i][2] + sums[i][3]);
        total[i] += sums[i][0];
      }
      if (++added % most_added == 0)
        for (int i = 0; i < Rows; ++i) before[i] += std::exchange(total[i], vector{});
    }
#pragma GCC unroll 4
    for (int i = 0; i < Rows; ++i) c[i] = sum_of_lanes<Number, lanes>(before[i] + total[i]);
  }

  /// c = a b; the numbers of each row of a and those of b are contiguous.
  [[gnu::noinline]] static void multiply(Number* c, Number const* a, index_t row_stride,
                                         Number const* b, index_t m, index_t k) {
    index_t const whole = m / 4 * 4;
    for (index_t i = 0; i < whole; i += 4)
      multiply_rows<4>(c + i, a + i * row_stride, row_stride, b, k);
    for (index_t i = whole; i < m; ++i)
      multiply_rows<1>(c + i, a + i * row_stride, row_stride, b, k);
  }
};

}  // namespace typegrad
