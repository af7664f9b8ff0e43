// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/lanes.hpp>

#include <utility>

namespace typegrad {

/// A square of numbers, a row in each vector: rows become columns. Blocks of `Step` numbers above
/// and below the diagonal change places, then smaller ones.
template <class Vector>
struct square_of_vectors {
  static constexpr int size = vector_math::elements_in<Vector>;
  Vector rows[size];

  template <int Step = size / 2>
  TYPEGRAD_INLINE void transpose() {
    if constexpr (Step > 0) {
      exchange_all<Step>(std::make_integer_sequence<int, size>{});
      transpose<Step / 2>();
    }
  }

 private:
  template <int Step, int... Row>
  TYPEGRAD_INLINE void exchange_all(std::integer_sequence<int, Row...> all) {
    (exchange<Step, Row>(all), ...);
  }
  template <int Step, int Row, int... Lane>
  TYPEGRAD_INLINE void exchange(std::integer_sequence<int, Lane...>) {
    if constexpr ((Row & Step) == 0) {
      Vector const above = rows[Row];
      Vector const below = rows[Row + Step];
      rows[Row] = __builtin_shufflevector(above, below,
                                          ((Lane & Step) == 0 ? Lane : size + Lane - Step)...);
      rows[Row + Step] = __builtin_shufflevector(
          above, below, ((Lane & Step) == 0 ? Lane + Step : size + Lane)...);
    }
  }
};

/// Rows that are `stride` bytes apart, of `Size` numbers each.
template <class Number, int Size, class Byte>
struct apart_rows {
  Byte* first;
  index_t stride;

  TYPEGRAD_INLINE auto* at(index_t row) const {
    if constexpr (std::is_const_v<Byte>)
      return static_cast<Number const*>(static_cast<void const*>(first + row * stride));
    else return static_cast<Number*>(static_cast<void*>(first + row * stride));
  }
};

/// Whether blocks of lanes are made of whole registers of such numbers.
template <class Number, int Width>
inline constexpr bool has_squares =
    std::is_floating_point_v<Number> && Width > 1 && Width % packet_size<Number> == 0;

/// Where the squares begin in which `Size` numbers of a row are taken; the last one overlaps.
template <int Size, int Packet>
constexpr int first_of_square(int square) {
  return (square + 1) * Packet <= Size ? square * Packet : Size - Packet;
}

/// `Width` rows into lanes: number `e` of all of them to `to[e]`. `readable` numbers may be read
/// from the beginning of the last row.
template <int Width, class Number, int Size>
TYPEGRAD_INLINE inline void load_full_rows(
    lanes_of<Number, Width>* to, apart_rows<Number, Size, unsigned char const> const& from,
    [[maybe_unused]] index_t readable) {
  if constexpr (has_squares<Number, Width> && Size > 1) {
    constexpr int packet = packet_size<Number>;
    using vector = lane_vector<Number, packet>;
    constexpr int count = Size < packet ? Size : packet;
    if (Size >= packet || packet <= readable) {
#pragma GCC unroll 16
      for (int s = 0; s < (Size + packet - 1) / packet; ++s) {
        int const at = Size < packet ? 0 : first_of_square<Size, packet>(s);
#pragma GCC unroll 16
        for (int part = 0; part < Width / packet; ++part) {
          square_of_vectors<vector> square;
#pragma GCC unroll 16
          for (int row = 0; row < packet; ++row)
            square.rows[row] = load_vector<vector>(from.at(part * packet + row) + at);
          square.transpose();
#pragma GCC unroll 16
          for (int i = 0; i < count; ++i) to[at + i].put_register(part, square.rows[i]);
        }
      }
      return;
    }
  }
#pragma GCC unroll 16
  for (int e = 0; e < Size; ++e) {
    Number values[Width];
#pragma GCC unroll 16
    for (int lane = 0; lane < Width; ++lane) values[lane] = from.at(lane)[e];
    to[e] = load_lanes<Number, Width, 1>(values);
  }
}

/// Lanes into `Width` rows.
template <int Width, class Number, int Size>
TYPEGRAD_INLINE inline void store_full_rows(apart_rows<Number, Size, unsigned char> const& to,
                                            lanes_of<Number, Width> const* from) {
  if constexpr (has_squares<Number, Width> && Size >= packet_size<Number> && Size > 1) {
    constexpr int packet = packet_size<Number>;
    using vector = lane_vector<Number, packet>;
#pragma GCC unroll 16
    for (int s = 0; s < (Size + packet - 1) / packet; ++s) {
      int const at = first_of_square<Size, packet>(s);
#pragma GCC unroll 16
      for (int part = 0; part < Width / packet; ++part) {
        square_of_vectors<vector> square;
#pragma GCC unroll 16
        for (int i = 0; i < packet; ++i) square.rows[i] = from[at + i](part);
        square.transpose();
#pragma GCC unroll 16
        for (int row = 0; row < packet; ++row)
          store_vector(to.at(part * packet + row) + at, square.rows[row]);
      }
    }
  } else {
#pragma GCC unroll 16
    for (int e = 0; e < Size; ++e) {
      Number values[Width];
      store_lanes<Number, Width, 1>(values, from[e]);
#pragma GCC unroll 16
      for (int lane = 0; lane < Width; ++lane) to.at(lane)[e] = values[lane];
    }
  }
}

}  // namespace typegrad
