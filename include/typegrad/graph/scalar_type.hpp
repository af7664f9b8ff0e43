// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace typegrad {

/// The element types that a graph can hold, in the order of promotion.
enum class scalar_type : unsigned char { boolean, int32, int64, float32, float64 };
inline constexpr int scalar_type_count = 5;

template <scalar_type>
struct scalar_of;
template <> struct scalar_of<scalar_type::boolean> {
  using type = bool;
};
template <> struct scalar_of<scalar_type::int32> {
  using type = int;
};
template <> struct scalar_of<scalar_type::int64> {
  using type = std::int64_t;
};
template <> struct scalar_of<scalar_type::float32> {
  using type = float;
};
template <> struct scalar_of<scalar_type::float64> {
  using type = double;
};

/// The C++ type of a `scalar_type`.
template <scalar_type Type>
using scalar_t = typename scalar_of<Type>::type;

/// A number of C++, `long double` and `char` included, which no graph holds.
template <class Number>
concept Arithmetic = std::is_arithmetic_v<Number>;

/// An arithmetic type that a graph can hold: bool, float, double and integers of at most 64 bits.
template <class Number>
concept Scalar =
    Arithmetic<Number> && !std::is_same_v<Number, long double> && !std::is_same_v<Number, char>;

/// The `scalar_type` of a C++ type.
template <Scalar Number>
inline constexpr scalar_type scalar_type_of =
    std::is_same_v<Number, bool>     ? scalar_type::boolean
    : std::is_same_v<Number, float>  ? scalar_type::float32
    : std::is_same_v<Number, double> ? scalar_type::float64
    : sizeof(Number) <= 4            ? scalar_type::int32
                                     : scalar_type::int64;

constexpr bool is_real(scalar_type type) { return type >= scalar_type::float32; }
constexpr std::size_t size_of(scalar_type type) {
  return type == scalar_type::boolean                                 ? 1
         : type == scalar_type::int32 || type == scalar_type::float32 ? 4
                                                                      : 8;
}

/// The type that holds both: integers and float32 give float32 (a literal must not widen a float).
constexpr scalar_type promote(scalar_type a, scalar_type b) { return a > b ? a : b; }

/// Integers and booleans become float64, as NumPy does in `sin` and `/`.
constexpr scalar_type promote_to_real(scalar_type a) {
  return is_real(a) ? a : scalar_type::float64;
}

constexpr char const* name_of(scalar_type type) {
  constexpr char const* names[] = {"bool", "int32", "int64", "float32", "float64"};
  return names[static_cast<int>(type)];
}

}  // namespace typegrad
