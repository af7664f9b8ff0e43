// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/lane_instructions.hpp>

// Vectors first: blocks ask whether there are any.
#include <typegrad/kernel/lane_width.hpp>

#include <cstring>

namespace typegrad {

/// Four or fewer truth values, one in each bit, as bytes.
TYPEGRAD_INLINE inline std::uint32_t bytes_of_bits(int bits) {
  return (static_cast<std::uint32_t>(bits) * 0x0020'4081u) & 0x0101'0101u;
}

/// Truth values in memory, a byte each, as a vector mask.
template <class Matrix>
TYPEGRAD_INLINE inline Matrix load_mask(bool const* from) {
  constexpr int n = vector_math::elements_in<Matrix>;
#if defined(__AVX2__) && !defined(__clang__)  // GCC 12 takes them one by one
  if constexpr (n >= 4 && sizeof(Matrix) >= 32) {
    __m128i bytes = _mm_setzero_si128();
    std::memcpy(&bytes, from, n);
#if defined(__AVX512F__)
    if constexpr (sizeof(Matrix) == 64 && n == 8)
      return -(Matrix)_mm512_maskz_cvtepi8_epi64(vector_math::every_double, bytes);
    if constexpr (sizeof(Matrix) == 64 && n == 16)
      return -(Matrix)_mm512_maskz_cvtepi8_epi32(vector_math::every_float, bytes);
#endif
    if constexpr (sizeof(Matrix) == 32 && n == 4) return -(Matrix)_mm256_cvtepi8_epi64(bytes);
    if constexpr (sizeof(Matrix) == 32 && n == 8) return -(Matrix)_mm256_cvtepi8_epi32(bytes);
  }
#endif
  lane_vector<std::int8_t, n> bytes;
  std::memcpy(&bytes, from, n);
  return -__builtin_convertvector(bytes, Matrix);
}

template <class Matrix>
TYPEGRAD_INLINE inline void store_mask(bool* to, Matrix mask) {
  constexpr int n = vector_math::elements_in<Matrix>;
#if defined(__SSE2__) && !defined(__AVX512F__) && __has_builtin(__builtin_ia32_movmskpd)
  if constexpr (sizeof(Matrix) == 16 || sizeof(Matrix) == vector_bytes) {
    int set = 0;
    if constexpr (sizeof(Matrix) == 16 && n == 2)
      set = __builtin_ia32_movmskpd((lane_vector<double, n>)mask);
    if constexpr (sizeof(Matrix) == 16 && n == 4)
      set = __builtin_ia32_movmskps((lane_vector<float, n>)mask);
#if defined(__AVX2__)
    if constexpr (sizeof(Matrix) == 32 && n == 4) set = _mm256_movemask_pd((__m256d)mask);
    if constexpr (sizeof(Matrix) == 32 && n == 8) set = _mm256_movemask_ps((__m256)mask);
#endif
    std::uint32_t const low = bytes_of_bits(set & 15);
    std::memcpy(to, &low, n < 4 ? n : 4);
    if constexpr (n == 8) {
      std::uint32_t const high = bytes_of_bits(set >> 4);
      std::memcpy(to + 4, &high, 4);
    }
    return;
  }
#endif
  lane_vector<std::int8_t, n> const bytes =
      __builtin_convertvector(mask, lane_vector<std::int8_t, n>) & 1;
  std::memcpy(to, &bytes, n);
}

/// Numbers of a block that are one vector: a register full, or all where that is less.
template <class Number, int Width>
inline constexpr int packet_of_block = Width < packet_size<Number> ? Width : packet_size<Number>;

/// The elements of one block of vectors in the type of another, by pieces that are a vector in
/// both.
template <class To, class From, int Width, class ToVector, class FromVector>
TYPEGRAD_INLINE inline void convert_vectors(ToVector* to, FromVector const* from) {
  constexpr int piece = vector_math::elements_in<ToVector> < vector_math::elements_in<FromVector>
                            ? vector_math::elements_in<ToVector>
                            : vector_math::elements_in<FromVector>;
#pragma GCC unroll 16
  for (int i = 0; i < Width; i += piece) {
    auto const one = load_vector<lane_vector<From, piece>>(reinterpret_cast<From const*>(from) + i);
    store_vector(reinterpret_cast<To*>(to) + i,
                 __builtin_convertvector(one, lane_vector<To, piece>));
  }
}

/// Truth values that move together: integers with all bits set or none, as wide as the numbers that
/// a loop of this width is about, so that a comparison of those and a choice between them stay in
/// registers. In memory they are bytes.
template <int Width>
class lanes<bool, Width> {
 public:
  using mask = lanes;
  static constexpr bool is_of_doubles = Width == lane_width<double> || Width <= packet_size<double>;
  using integer = vector_math::signed_integer<is_of_doubles ? 8 : 4>;
  static constexpr int packet = packet_of_block<integer, Width>;
  static constexpr int count = Width / packet;
  using vector = lane_vector<integer, packet>;

  lanes() = default;
  explicit lanes(bool x) : lanes(made([x](int) { return vector{} - static_cast<integer>(x); })) {}

  static lanes splat(bool x) { return lanes(x); }
  template <index_t Stride>
  static lanes load(bool const* from) {
    if constexpr (Stride == 1)
      return made([from](int i) { return load_mask<vector>(from + i * packet); });
    bool gathered[Width];
    for (int i = 0; i < Width; ++i) gathered[i] = from[i * Stride];
    return load<1>(gathered);
  }
  template <index_t Stride, bool = true>
  void store(bool* to) const {
    bool scattered[Width];
    bool* const first = Stride == 1 ? to : scattered;
#pragma GCC unroll 16
    for (int i = 0; i < count; ++i) store_mask(first + i * packet, vectors_[i]);
    if constexpr (Stride != 1)
      for (int i = 0; i < Width; ++i) to[i * Stride] = scattered[i];
  }
  bool operator[](int i) const {
    lanes const copy = *this;  // an index known at run time would keep the block itself in memory
    return copy.vectors_[i / packet][i % packet] != 0;
  }
  vector const& operator()(int i) const { return vectors_[i]; }

  /// Of masks as other types have them: `masks` are vectors of integers of type `Integer`.
  template <class Integer, class Vector>
  static lanes of_vectors(Vector const* masks) {
    if constexpr (sizeof(Integer) == sizeof(integer))
      return made([masks](int i) { return (vector)masks[i]; });
    lanes result;
    convert_vectors<integer, Integer, Width>(result.vectors_, masks);
    return result;
  }
  /// Calls `use` with the masks as vectors of integers of so many bytes.
  template <int Bytes, class Use>
  auto as_vectors_of(Use use) const {
    using other = vector_math::signed_integer<Bytes>;
    if constexpr (Bytes == sizeof(integer)) {
      return use(vectors_);
    } else {
      lane_vector<other, packet_of_block<other, Width>>
          converted[Width / packet_of_block<other, Width>];
      convert_vectors<other, integer, Width>(converted, vectors_);
      return use(converted);
    }
  }

  /// `a` where this holds, else `b`.
  template <class Number>
  lanes<Number, Width> select(lanes<Number, Width> const& a, lanes<Number, Width> const& b) const {
    if constexpr (std::is_same_v<Number, bool>) {
      return (*this && a) || (!*this && b);
    } else {
      return as_vectors_of<sizeof(Number)>([&](auto const* masks) {
        return lanes<Number, Width>::made([&](int i) { return masks[i] ? a(i) : b(i); });
      });
    }
  }
  /// 1 where it holds, else 0.
  template <class Number>
  auto as() const {
    if constexpr (std::is_same_v<Number, bool>) return *this;
    else return select(lanes<Number, Width>(Number(1)), lanes<Number, Width>(Number(0)));
  }

  friend lanes operator&&(lanes const& a, lanes const& b) {
    return made([&](int i) { return a(i) & b(i); });
  }
  friend lanes operator||(lanes const& a, lanes const& b) {
    return made([&](int i) { return a(i) | b(i); });
  }
  friend lanes operator!(lanes const& a) {
    return made([&](int i) { return ~a(i); });
  }
  friend lanes operator==(lanes const& a, lanes const& b) {
    return made([&](int i) { return ~(a(i) ^ b(i)); });
  }
  friend lanes operator!=(lanes const& a, lanes const& b) {
    return made([&](int i) { return a(i) ^ b(i); });
  }
  friend lanes operator<(lanes const& a, lanes const& b) { return !a && b; }
  friend lanes operator>(lanes const& a, lanes const& b) { return a && !b; }
  friend lanes operator<=(lanes const& a, lanes const& b) { return !a || b; }
  friend lanes operator>=(lanes const& a, lanes const& b) { return a || !b; }
  friend lanes operator+(lanes const& a, lanes const& b) { return a || b; }
  friend lanes operator*(lanes const& a, lanes const& b) { return a && b; }
  lanes(min)(lanes const& b) const { return *this && b; }
  lanes(max)(lanes const& b) const { return *this || b; }

 private:
  template <class Function>
  static lanes made(Function f) {
    lanes result;
#pragma GCC unroll 16
    for (int i = 0; i < count; ++i) result.vectors_[i] = f(i);
    return result;
  }

  vector vectors_[count];
};

}  // namespace typegrad
