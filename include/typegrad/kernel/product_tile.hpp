// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/matrix_reading.hpp>
#include <typegrad/kernel/part_of_vector.hpp>

#include <utility>

namespace typegrad {

/// Keeps x in a register: GCC would read it from memory again in each of the products.
template <class Vector>
TYPEGRAD_INLINE inline void keep_in_register([[maybe_unused]] Vector& x) {
#if defined(__AVX512F__) && !defined(__clang__)
  asm("" : "+v"(x));
#elif defined(__SSE2__) && !defined(__clang__)
  asm("" : "+x"(x));
#endif
}

/// Part of a product that stays in registers: its inner axis is the innermost loop, in which a
/// vector of a row of b meets one number of each row of a.
template <class Number, int Lanes>
struct product_tile {
  static constexpr int vector_lanes = Lanes;
  using vector = lane_vector<Number, Lanes>;

  /// Rows of a tile that is so many vectors wide: half of the registers of AVX-512 and of ARM hold
  /// sums, of the 16 of the others twelve.
#if defined(__AVX512F__) || defined(__aarch64__)
  static constexpr index_t most_rows(index_t) { return 12; }
#else
  static constexpr index_t most_rows(index_t vectors) { return vectors == 1 ? 8 : 4; }
#endif

  /// What is left of a row: `Last` numbers, or `last` where that is 0, in its last vector.
  template <int Last>
  [[gnu::always_inline]] static vector load(Number const* from, bool is_last, int last) {
    if (Last == Lanes || !is_last) return load_vector<vector>(from);
    return load_first<vector>(from, Last != 0 ? Last : last);
  }
  template <int Last>
  [[gnu::always_inline]] static void store(Number* to, vector const& x, bool is_last, int last) {
    if (Last == Lanes || !is_last) return store_vector(to, x);
    store_first(to, x, Last != 0 ? Last : last);
  }

  /// One number of each row of a times a row of b, added to the sums.
  template <int Last, int Rows, int Vectors, int Starts>
  [[gnu::always_inline]] static void add(vector (&sums)[Rows][Vectors],
                                         Number const* const (&start)[Starts], index_t row_stride,
                                         Number const* b, int last) {
    vector row[Vectors];
#pragma GCC unroll 4
    for (int j = 0; j < Vectors; ++j) {
      row[j] = load<Last>(b + j * Lanes, j + 1 == Vectors, last);
      keep_in_register(row[j]);
    }
#pragma GCC unroll 16
    for (int i = 0; i < Rows; ++i) {
      Number const x = start[i / 3][i % 3 * row_stride];
#pragma GCC unroll 4
      for (int j = 0; j < Vectors; ++j) sums[i][j] += row[j] * x;
    }
  }

  /// c = a b, or c += a b where not `fresh`; `b_stride` lies between contiguous rows of b; k > 0.
  template <int Rows, int Vectors, int Last>
  [[gnu::always_inline]] static void multiply(Number* c, index_t c_stride, matrix_reading<Number> a,
                                              Number const* b, index_t b_stride, index_t k,
                                              bool fresh, int last = Last) {
    // Unrolled by name: at -O2 GCC would keep the sums on the stack. A pointer for three rows: with
    // one for each there would be more than registers.
    constexpr int starts = (Rows + 2) / 3;
    Number const* start[starts];
#pragma GCC unroll 4
    for (int i = 0; i < starts; ++i) start[i] = a.data + 3 * i * a.row_stride;
    vector sums[Rows][Vectors];
#pragma GCC unroll 16
    for (int i = 0; i < Rows; ++i)
#pragma GCC unroll 4
      for (int j = 0; j < Vectors; ++j) sums[i][j] = -vector{};  // -0 + x is x, -0 included
#pragma GCC unroll 2
    for (index_t p = 0; p < k; ++p) {
      add<Last>(sums, start, a.row_stride, b, last);
      b += b_stride;
#pragma GCC unroll 4
      for (int i = 0; i < starts; ++i) start[i] += a.column_stride;
    }
#pragma GCC unroll 16
    for (int i = 0; i < Rows; ++i)
#pragma GCC unroll 4
      for (int j = 0; j < Vectors; ++j) {
        Number* const to = c + i * c_stride + j * Lanes;
        bool const is_last = j + 1 == Vectors;
        if (!fresh) sums[i][j] += load<Last>(to, is_last, last);
        store<Last>(to, sums[i][j], is_last, last);
      }
  }

  /// Part of a row whose numbers are `stride` apart.
  template <int Count>
  [[gnu::always_inline]] static vector gather(Number const* from, index_t stride) {
    vector x{};
#pragma GCC unroll 16
    for (int i = 0; i < Count; ++i) x[i] = from[i * stride];
    return x;
  }
  /// Number `Each` of each row of a times a row of b, the first one in place of what the sums were.
  template <int Each, int Last, bool InRows, int Rows, int Vectors>
  [[gnu::always_inline]] static void add_straight(vector (&sums)[Rows][Vectors],
                                                  matrix_reading<Number> a,
                                                  matrix_reading<Number> b) {
    vector row[Vectors];
    Number const* const from = b.data + Each * b.row_stride;
#pragma GCC unroll 4
    for (int j = 0; j < Vectors; ++j) {
      if constexpr (InRows) row[j] = load<Last>(from + j * Lanes, j + 1 == Vectors, Last);
      else if (j + 1 < Vectors)
        row[j] = gather<Lanes>(from + j * Lanes * b.column_stride, b.column_stride);
      else row[j] = gather<Last>(from + j * Lanes * b.column_stride, b.column_stride);
      keep_in_register(row[j]);
    }
#pragma GCC unroll 16
    for (int i = 0; i < Rows; ++i) {
      Number const x = a.data[i * a.row_stride + Each * a.column_stride];
#pragma GCC unroll 4
      for (int j = 0; j < Vectors; ++j)
        if constexpr (Each == 0) sums[i][j] = row[j] * x;
        else sums[i][j] += row[j] * x;
    }
  }
  /// c = a b for an inner axis of so few numbers that all is straight code.
  template <int Rows, int Vectors, int Last, bool InRows, int... Each>
  [[gnu::always_inline]] static void multiply_straight(Number* c, index_t c_stride,
                                                       matrix_reading<Number> a,
                                                       matrix_reading<Number> b,
                                                       std::integer_sequence<int, Each...>) {
    vector sums[Rows][Vectors];
    (add_straight<Each, Last, InRows>(sums, a, b), ...);
#pragma GCC unroll 16
    for (int i = 0; i < Rows; ++i)
#pragma GCC unroll 4
      for (int j = 0; j < Vectors; ++j)
        store<Last>(c + i * c_stride + j * Lanes, sums[i][j], j + 1 == Vectors, Last);
  }

  /// So many tiles one below the other.
  template <int Rows, int Vectors, int Last>
  [[gnu::always_inline]] static void multiply_all(index_t tiles, Number* c, index_t c_stride,
                                                  matrix_reading<Number> a, Number const* b,
                                                  index_t b_stride, index_t k, bool fresh,
                                                  int last = Last) {
    for (index_t tile = 0; tile < tiles; ++tile) {
      multiply<Rows, Vectors, Last>(c, c_stride, a, b, b_stride, k, fresh, last);
      c += Rows * c_stride;
      a.data += Rows * a.row_stride;
    }
  }
  /// The same as a function of its own, which all products share that have such tiles.
  template <int Rows, int Vectors, int Last>
  [[gnu::noinline]] static void multiply_apart(index_t tiles, Number* c, index_t c_stride,
                                               matrix_reading<Number> a, Number const* b,
                                               index_t b_stride, index_t k, bool fresh,
                                               int last = Last) {
    multiply_all<Rows, Vectors, Last>(tiles, c, c_stride, a, b, b_stride, k, fresh, last);
  }
};

}  // namespace typegrad
