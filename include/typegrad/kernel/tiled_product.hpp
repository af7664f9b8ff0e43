// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/pack_columns.hpp>
#include <typegrad/kernel/product_by_column.hpp>
#include <typegrad/kernel/product_tile.hpp>

#include <utility>

namespace typegrad {

/// A product in tiles that stay in registers. The rows of a tile are as equal as they can be, what
/// is left of a row of c is part of a vector. The right operand is read where it is, if its rows
/// are contiguous and few enough for a cache; else it is packed, a panel at a time.
///
/// cost      from 2 to 128 a side that of libxsmm's products within 10 % with AVX-512 (10 and 12:
///           30 %), and less than that of Eigen's
/// source    Goto and van de Geijn 2008, "Anatomy of High-Performance Matrix Multiplication",
///           section 4
template <class Number>
struct tiled_product {
  static constexpr int lanes = packet_size<Number>;
  using vector = lane_vector<Number, lanes>;
  /// Rows of the right operand in a panel: each is summed by itself, so that rounding errors grow
  /// with the number of panels and not with k.
  static constexpr index_t panel_rows = 128;
  /// Of a longer sum so many rows of the right operand, as many panels as these have rows, are
  /// added up by themselves, where a buffer of this size holds the results.
  static constexpr index_t most_inner = panel_rows * panel_rows;
  static constexpr index_t most_of_long_sums = 2048;
  /// Above, a panel is packed in any case: its rows lie so far apart that a cache would hold few.
  static constexpr index_t most_rows_in_place = 127;
  /// Rows of the left operand that are multiplied by one panel after the other, so that they stay
  /// in a cache.
  static constexpr index_t block_rows = 384;
  /// Of a transposed left operand so many are packed: the numbers of a row lie in as many pages.
  static constexpr index_t packed_rows = 48;
  /// Products of which every tile is code of its own: calls would be an eighth of their time.
  static constexpr index_t most_inlined = 4096;

  /// The vector of a register in which `count` numbers are, or the half or quarter that holds them.
  static constexpr int lanes_for(index_t count) {
    int found = lanes;
    while (found > 2 && count <= found / 2) found /= 2;
    return found;
  }

  template <class Tile, int Rows, int Vectors, int Last, bool Inlined>
  [[gnu::always_inline]] static void multiply_same(index_t tiles, Number* c, index_t c_stride,
                                                   matrix_reading<Number> a, Number const* b,
                                                   index_t b_stride, index_t k, bool fresh) {
    if constexpr (Inlined)
      Tile::template multiply_all<Rows, Vectors, Last>(tiles, c, c_stride, a, b, b_stride, k,
                                                       fresh);
    else
      Tile::template multiply_apart<Rows, Vectors, Last>(tiles, c, c_stride, a, b, b_stride, k,
                                                         fresh);
  }
  /// Tiles whose numbers of rows differ by one, `Member` in all, `Vectors` wide.
  template <class Tile, index_t Member, int Vectors, int Last, bool Inlined>
  [[gnu::always_inline]] static void multiply_rows(Number* c, index_t c_stride,
                                                   matrix_reading<Number> a, Number const* b,
                                                   index_t b_stride, index_t k, bool fresh) {
    constexpr index_t most = Tile::most_rows(Vectors);
    constexpr index_t tiles = (Member + most - 1) / most;
    constexpr int low = static_cast<int>(Member / tiles);
    constexpr index_t higher = Member % tiles;
    if constexpr (higher > 0) {
      multiply_same<Tile, low + 1, Vectors, Last, Inlined>(higher, c, c_stride, a, b, b_stride, k,
                                                           fresh);
      c += higher * (low + 1) * c_stride;
      a.data += higher * (low + 1) * a.row_stride;
    }
    multiply_same<Tile, low, Vectors, Last, Inlined>(tiles - higher, c, c_stride, a, b, b_stride, k,
                                                     fresh);
  }

  /// Products that are straight code, at most two vectors wide.
  static constexpr index_t most_straight = 1728;
  static constexpr index_t most_straight_inner = 16;
  /// The same where the rows of b are not contiguous; larger ones are packed first, and those of
  /// eight numbers, which GCC puts together in memory.
  template <index_t Member, index_t Inner, index_t Count>
  static constexpr bool is_gathered = Member * Inner * Count <= 1000 && Count % 8 != 0;
  template <index_t Member, index_t Inner, index_t Count>
  static constexpr bool is_straight =
      Inner <= most_straight_inner && Count <= 2 * lanes && Member * Inner * Count <= most_straight;

  /// `Member` rows in tiles, `Count` columns in vectors of `Packet` numbers.
  template <int Packet, bool InRows, index_t Member, index_t Inner, index_t Count>
  [[gnu::always_inline]] static void multiply_rows_straight(Number* c, index_t c_stride,
                                                            matrix_reading<Number> a,
                                                            matrix_reading<Number> b) {
    using tile = product_tile<Number, Packet>;
    constexpr int vectors = static_cast<int>((Count + Packet - 1) / Packet);
    constexpr int last = static_cast<int>(Count - (vectors - 1) * Packet);
    constexpr index_t tiles = (Member + tile::most_rows(vectors) - 1) / tile::most_rows(vectors);
    constexpr index_t rows = (Member + tiles - 1) / tiles;
    tile::template multiply_straight<static_cast<int>(rows), vectors, last, InRows>(
        c, c_stride, a, b, std::make_integer_sequence<int, static_cast<int>(Inner)>{});
    if constexpr (rows < Member)
      multiply_rows_straight<Packet, InRows, Member - rows, Inner, Count>(
          c + rows * c_stride, c_stride,
          {a.data + rows * a.row_stride, a.row_stride, a.column_stride}, b);
  }
  /// c = a b for a product that is straight code; the rows of b are contiguous where `InRows`. A
  /// vector of its own for what is left of a row where one fits, else part of one.
  template <bool InRows, index_t Member, index_t Inner, index_t Count>
  [[gnu::always_inline]] static void multiply_straight(Number* c, matrix_reading<Number> a,
                                                       matrix_reading<Number> b) {
    constexpr int packet = lanes_for(Count);
    constexpr index_t rest = Count % packet;
    constexpr bool fits = rest > 1 && Count > packet && (rest & (rest - 1)) == 0;
    constexpr index_t first = fits ? Count - rest : Count;
    multiply_rows_straight<packet, InRows, Member, Inner, first>(c, Count, a, b);
    b.data += first * b.column_stride;
    if constexpr (fits)
      multiply_rows_straight<static_cast<int>(rest), InRows, Member, Inner, rest>(c + first, Count,
                                                                                  a, b);
  }

  /// c = a b for extents known while compiling; c is contiguous. Inlined, because straight code
  /// wants the strides as constants.
  template <index_t Member, index_t Inner, index_t Count>
  [[gnu::always_inline]] static void multiply(Number* c, matrix_reading<Number> a,
                                              matrix_reading<Number> b) {
    static_assert(Member > 0 && Inner > 0 && Count > 0);
    if constexpr (is_straight<Member, Inner, Count>) {
      if (b.column_stride == 1) return multiply_straight<true, Member, Inner, Count>(c, a, b);
      if constexpr (is_gathered<Member, Inner, Count>)
        return multiply_straight<false, Member, Inner, Count>(c, a, b);
    }
    multiply_in_tiles<Member, Inner, Count>(c, a, b);
  }
  /// The same for larger ones and for rows of b that are not contiguous.
  template <index_t Member, index_t Inner, index_t Count>
  static void multiply_in_tiles(Number* c, matrix_reading<Number> a, matrix_reading<Number> b) {
    constexpr int packet = lanes_for(Count);
    using tile = product_tile<Number, packet>;
    constexpr index_t vectors = (Count + packet - 1) / packet;
    constexpr index_t most_wide = Member == 1 ? 4 : 2;
    constexpr index_t whole = (vectors - 1) / most_wide;  // the last tile of a row stands apart
    constexpr int wide = static_cast<int>(most_wide);
    constexpr int rest = static_cast<int>(vectors - whole * most_wide);
    constexpr int last = static_cast<int>(Count - (vectors - 1) * packet);
    constexpr bool inlined = Member * Inner * Count <= most_inlined && whole == 0;
    constexpr index_t inner = Inner < panel_rows ? Inner : panel_rows;
    bool const in_rows = b.column_stride == 1 && Member <= most_rows_in_place;
    if (!in_rows && Member <= 2 && a.column_stride == 1 && b.row_stride == 1) {
      for (index_t i = 0; i < Member; ++i)  // the transpose of b times each row of a
        product_by_column<Number>::multiply(c + i * Count, b.data, b.column_stride,
                                            a.data + i * a.row_stride, Count, Inner);
    } else if constexpr (Inner > most_inner) {
      multiply(c, a, b, Member, Inner, Count);
    } else if (in_rows) {
      for (index_t p = 0; p < Inner; p += panel_rows) {
        index_t const k = Inner - p < panel_rows ? Inner - p : panel_rows;
        if constexpr (whole > 0)
          for (index_t j = 0; j < whole; ++j)
            multiply_rows<tile, Member, wide, packet, false>(c + j * wide * packet, Count, a,
                                                             b.data + j * wide * packet,
                                                             b.row_stride, k, p == 0);
        constexpr index_t done = whole * wide * packet;
        multiply_rows<tile, Member, rest, last, inlined>(c + done, Count, a, b.data + done,
                                                         b.row_stride, k, p == 0);
        a.data += panel_rows * a.column_stride;
        b.data += panel_rows * b.row_stride;
      }
    } else if constexpr (Member > most_rows_in_place) {
      multiply(c, a, b, Member, Inner, Count);
    } else {
      alignas(vector_bytes) Number
          packed[(inner + packet - 1) / packet * packet * packet * (whole > 0 ? wide : rest)];
      for (index_t p = 0; p < Inner; p += panel_rows) {
        index_t const k = Inner - p < panel_rows ? Inner - p : panel_rows;
        if constexpr (whole > 0)
          for (index_t j = 0; j < whole; ++j) {
            pack_columns<Number, packet, wide>(
                packed,
                {b.data + j * wide * packet * b.column_stride, b.row_stride, b.column_stride}, k,
                wide * packet);
            multiply_rows<tile, Member, wide, packet, false>(c + j * wide * packet, Count, a,
                                                             packed, wide * packet, k, p == 0);
          }
        constexpr index_t done = whole * wide * packet;
        pack_columns<Number, packet, rest>(
            packed, {b.data + done * b.column_stride, b.row_stride, b.column_stride}, k,
            Count - done);
        multiply_rows<tile, Member, rest, last, inlined>(c + done, Count, a, packed, rest * packet,
                                                         k, p == 0);
        a.data += panel_rows * a.column_stride;
        b.data += panel_rows * b.row_stride;
      }
    }
  }

  /// m rows of a tile of which only the number of vectors is known while compiling.
  template <int Vectors, int Last>
  static void multiply_rows(Number* c, index_t c_stride, matrix_reading<Number> a, Number const* b,
                            index_t b_stride, index_t m, index_t k, bool fresh, int last) {
    using tile = product_tile<Number, lanes>;
    constexpr int most = static_cast<int>(tile::most_rows(Vectors));
    index_t const whole = m / most;
    if (whole > 0)
      tile::template multiply_apart<most, Vectors, Last>(whole, c, c_stride, a, b, b_stride, k,
                                                         fresh, last);
    index_t done = whole * most;
    if constexpr (most > 4)
      if (index_t const fours = (m - done) / 4; fours > 0) {
        tile::template multiply_apart<4, Vectors, Last>(
            fours, c + done * c_stride, c_stride,
            {a.data + done * a.row_stride, a.row_stride, a.column_stride}, b, b_stride, k, fresh,
            last);
        done += 4 * fours;
      }
    if (done < m)
      tile::template multiply_apart<1, Vectors, Last>(
          m - done, c + done * c_stride, c_stride,
          {a.data + done * a.row_stride, a.row_stride, a.column_stride}, b, b_stride, k, fresh,
          last);
  }

  /// Columns of c, `rows` in all, a tile's width at a time.
  static void multiply_columns(Number* c, matrix_reading<Number> a, matrix_reading<Number> b,
                               index_t rows, index_t k, index_t n, bool in_place, bool fresh) {
    constexpr index_t tile_columns = 2 * lanes;
    alignas(vector_bytes) Number packed[panel_rows * tile_columns];
    for (index_t j = 0; j < n; j += tile_columns) {
      index_t const width = n - j < tile_columns ? n - j : tile_columns;
      matrix_reading<Number> right{b.data + j * b.column_stride, b.row_stride, b.column_stride};
      if (!in_place) {
        pack_columns<Number, lanes, 2>(packed, right, k, width);
        right = {packed, tile_columns, 1};
      }
      int const last = static_cast<int>(width > lanes ? width - lanes : width);
      if (width == tile_columns)
        multiply_rows<2, lanes>(c + j, n, a, right.data, right.row_stride, rows, k, fresh, last);
      else if (width > lanes)
        multiply_rows<2, 0>(c + j, n, a, right.data, right.row_stride, rows, k, fresh, last);
      else multiply_rows<1, 0>(c + j, n, a, right.data, right.row_stride, rows, k, fresh, last);
    }
  }
  /// A block of a transposed left operand, its rows made contiguous first.
  [[gnu::noinline]] static void multiply_packed(Number* c, matrix_reading<Number> a,
                                                matrix_reading<Number> b, index_t rows, index_t k,
                                                index_t n, bool in_place, bool fresh) {
    alignas(vector_bytes) Number packed[(packed_rows + lanes) * panel_rows];
    pack_columns<Number, lanes, static_cast<int>(panel_rows / lanes)>(packed, a, rows, k);
    multiply_columns(c, {packed, panel_rows, 1}, b, rows, k, n, in_place, fresh);
  }

  [[gnu::noinline]] static void multiply_long(Number* c, matrix_reading<Number> a,
                                              matrix_reading<Number> b, index_t m, index_t k,
                                              index_t n) {
    alignas(vector_bytes) Number part[most_of_long_sums];
    multiply(c, a, b, m, most_inner, n);
    for (index_t p = most_inner; p < k; p += most_inner) {
      a.data += most_inner * a.column_stride;
      b.data += most_inner * b.row_stride;
      multiply(part, a, b, m, k - p < most_inner ? k - p : most_inner, n);
      for (index_t i = 0; i < m * n; ++i) c[i] += part[i];
    }
  }

  /// c = a b; c is contiguous.
  [[gnu::noinline]] static void multiply(Number* c, matrix_reading<Number> a,
                                         matrix_reading<Number> b, index_t m, index_t k,
                                         index_t n) {
    if (k > most_inner && m * n <= most_of_long_sums) return multiply_long(c, a, b, m, k, n);
    bool const in_place = b.column_stride == 1 && m <= most_rows_in_place;
    bool const packs = a.row_stride == 1 && a.column_stride >= panel_rows &&
                       m > most_rows_in_place && n >= panel_rows;
    index_t const block = packs ? packed_rows : block_rows;
    for (index_t p = 0; p < k; p += panel_rows) {
      index_t const inner = k - p < panel_rows ? k - p : panel_rows;
      matrix_reading<Number> const right{b.data + p * b.row_stride, b.row_stride, b.column_stride};
      for (index_t i = 0; i < m; i += block) {
        index_t const rows = m - i < block ? m - i : block;
        matrix_reading<Number> const left{a.data + i * a.row_stride + p * a.column_stride,
                                          a.row_stride, a.column_stride};
        if (packs) multiply_packed(c + i * n, left, right, rows, inner, n, in_place, p == 0);
        else multiply_columns(c + i * n, left, right, rows, inner, n, in_place, p == 0);
      }
    }
  }

  /// c = a b for one column b: by rows or by columns of a, whichever are contiguous.
  static void multiply_by_column(Number* c, matrix_reading<Number> a, matrix_reading<Number> b,
                                 index_t m, index_t k) {
    if (a.column_stride == 1 && b.row_stride == 1)
      product_by_column<Number>::multiply(c, a.data, a.row_stride, b.data, m, k);
    else multiply(c, {b.data, k, b.row_stride}, {a.data, a.column_stride, a.row_stride}, 1, k, m);
  }
};

}  // namespace typegrad
