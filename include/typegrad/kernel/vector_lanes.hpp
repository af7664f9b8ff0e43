// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/lane_hyperbolic.hpp>
#include <typegrad/kernel/lane_logarithm.hpp>
#include <typegrad/kernel/lane_mask.hpp>
#include <typegrad/kernel/lane_rounding.hpp>
#include <typegrad/kernel/lane_trigonometric.hpp>
#include <typegrad/math/math.hpp>
#include <typegrad/tensor/number_conversion.hpp>

#include <cstring>

namespace typegrad {

/// A block of numbers that move together, as vectors of the compiler. Functions without vector code
/// are called number by number.
///
/// errors    those of `vector_math`, the rest as the platform's
template <class T, int Width>
class lanes {
 public:
  using mask = lanes<bool, Width>;
  static constexpr int packet = packet_of_block<T, Width>;
  static constexpr int count = Width / packet;
  using vector = lane_vector<T, packet>;

  lanes() = default;
  explicit lanes(T x) : lanes(made([x](int) { return x - vector{}; })) {}

  static lanes splat(T x) { return lanes(x); }
  template <index_t Stride>
  static lanes load(T const* from) {
    T gathered[Width];
    T const* const first = Stride == 1 ? from : gathered;
    if constexpr (Stride != 1)
      for (int i = 0; i < Width; ++i) gathered[i] = from[i * Stride];
    return made([first](int i) {
      vector x;
      std::memcpy(&x, first + i * packet, sizeof x);
      return x;
    });
  }
  template <index_t Stride>
  void store(T* to) const {
    T scattered[Width];
    T* const first = Stride == 1 ? to : scattered;
#pragma GCC unroll 16
    for (int i = 0; i < count; ++i) std::memcpy(first + i * packet, &vectors_[i], sizeof(vector));
    if constexpr (Stride != 1)
      for (int i = 0; i < Width; ++i) to[i * Stride] = scattered[i];
  }
  /// In another type, as `number_conversion` does it.
  template <class U>
  auto as() const {
    if constexpr (std::is_same_v<U, T>) {
      return *this;
    } else if constexpr (std::is_same_v<U, bool>) {
      return *this != lanes(T(0));
    } else {
      lanes<U, Width> result;
      if constexpr (std::is_floating_point_v<T> && std::is_integral_v<U>) {
        U converted[Width];
        for (int i = 0; i < Width; ++i) converted[i] = number_conversion<U>((*this)[i]);
        return lanes<U, Width>::template load<1>(converted);
      } else {
        convert_vectors<U, T, Width>(result.vectors_, vectors_);
        return result;
      }
    }
  }
  T operator[](int i) const {
    lanes const copy = *this;  // an index known at run time would keep the block itself in memory
    return copy.vectors_[i / packet][i % packet];
  }
  vector const& operator()(int i) const { return vectors_[i]; }
  /// The numbers of one register.
  lanes<T, packet> register_at(int i) const {
    return lanes<T, packet>::made([&](int) { return vectors_[i]; });
  }

  // Integers wrap around, as `math::wrapped_sum` does.
  friend lanes operator+(lanes const& a, lanes const& b) {
    return made([&](int i) { return (vector)((arithmetic)a(i) + (arithmetic)b(i)); });
  }
  friend lanes operator-(lanes const& a, lanes const& b) {
    return made([&](int i) { return (vector)((arithmetic)a(i) - (arithmetic)b(i)); });
  }
  friend lanes operator*(lanes const& a, lanes const& b) {
    return made([&](int i) { return (vector)((arithmetic)a(i) * (arithmetic)b(i)); });
  }
  friend lanes operator-(lanes const& a) {
    return made([&](int i) { return (vector) - (arithmetic)a(i); });
  }
  friend lanes operator/(lanes const& a, lanes const& b) {
    return made([&](int i) { return a(i) / b(i); });
  }
  friend mask operator>(lanes const& a, lanes const& b) {
    return compared([&](int i) { return a(i) > b(i); });
  }
  friend mask operator<(lanes const& a, lanes const& b) {
    return compared([&](int i) { return a(i) < b(i); });
  }
  friend mask operator>=(lanes const& a, lanes const& b) {
    return compared([&](int i) { return a(i) >= b(i); });
  }
  friend mask operator<=(lanes const& a, lanes const& b) {
    return compared([&](int i) { return a(i) <= b(i); });
  }
  friend mask operator==(lanes const& a, lanes const& b) {
    return compared([&](int i) { return a(i) == b(i); });
  }
  friend mask operator!=(lanes const& a, lanes const& b) {
    return compared([&](int i) { return a(i) != b(i); });
  }

  lanes(min)(lanes const& b) const {
    return made([&](int i) { return vector_math::smaller((*this)(i), b(i)); });
  }
  lanes(max)(lanes const& b) const {
    return made([&](int i) { return vector_math::larger((*this)(i), b(i)); });
  }
  lanes(abs)() const {
    if constexpr (std::is_integral_v<T>) return (*this < lanes(T(0))).select(-*this, *this);
    else return mapped([](vector x) { return vector_math::magnitude(x); });
  }
  lanes sign() const {
    lanes const zero(T(0));
    return (*this > zero).select(lanes(T(1)), (*this < zero).select(lanes(T(-1)), *this));
  }
  lanes copysign(lanes const& s) const {
    return made([&](int i) { return vector_math::with_sign_of(s(i), (*this)(i)); });
  }
  mask isnan() const { return *this != *this; }

  lanes sqrt() const {
    return mapped([](vector x) { return vector_math::square_root(x); });
  }
  lanes exp() const {
    return mapped([](vector x) { return vector_math::exp(x); });
  }
  lanes exp2() const {
    return mapped([](vector x) { return vector_math::exp2(x); });
  }
  lanes expm1() const {
    return mapped([](vector x) { return vector_math::expm1(x); });
  }
  lanes log() const {
    return mapped([](vector x) { return vector_math::log(x); });
  }
  lanes log2() const {
    return mapped([](vector x) { return vector_math::log2(x); });
  }
  lanes log10() const {
    return mapped([](vector x) { return vector_math::log10(x); });
  }
  lanes log1p() const {
    return mapped([](vector x) { return vector_math::log1p(x); });
  }
  lanes sin() const {
    return mapped([](vector x) { return vector_math::sin(x); });
  }
  lanes cos() const {
    return mapped([](vector x) { return vector_math::cos(x); });
  }
  lanes sinh() const {
    return mapped([](vector x) { return vector_math::sinh(x); });
  }
  lanes cosh() const {
    return mapped([](vector x) { return vector_math::cosh(x); });
  }
  lanes tanh() const {
    return mapped([](vector x) { return vector_math::tanh(x); });
  }
  lanes floor() const {
    return mapped([](vector x) { return vector_math::floor(x); });
  }
  lanes ceil() const {
    return mapped([](vector x) { return vector_math::ceil(x); });
  }
  lanes trunc() const {
    return mapped([](vector x) { return vector_math::trunc(x); });
  }
  lanes(round)() const {
    return mapped([](vector x) { return (vector_math::round)(x); });
  }
  lanes cbrt() const {
    return each([](T x) { return math::cbrt(x); });
  }
  lanes tan() const {
    return each([](T x) { return math::tan(x); });
  }
  lanes asin() const {
    return each([](T x) { return math::asin(x); });
  }
  lanes acos() const {
    return each([](T x) { return math::acos(x); });
  }
  lanes atan() const {
    return each([](T x) { return math::atan(x); });
  }
  lanes asinh() const {
    return each([](T x) { return math::asinh(x); });
  }
  lanes acosh() const {
    return each([](T x) { return math::acosh(x); });
  }
  lanes atanh() const {
    return each([](T x) { return math::atanh(x); });
  }
  lanes erf() const {
    return each([](T x) { return math::erf(x); });
  }
  lanes erfc() const {
    return each([](T x) { return math::erfc(x); });
  }
  lanes pow(lanes const& y) const {
    return each(y, [](T a, T b) { return math::pow(a, b); });
  }
  lanes atan2(lanes const& x) const {
    return each(x, [](T a, T b) { return math::atan2(a, b); });
  }
  lanes hypot(lanes const& y) const {
    return each(y, [](T a, T b) { return math::hypot(a, b); });
  }
  lanes fmod(lanes const& y) const {
    return each(y, [](T a, T b) { return math::fmod(a, b); });
  }

  /// A function of one number, on every lane.
  template <class F>
  lanes each(F f) const {
    T x[Width];
    store<1>(x);
    for (int i = 0; i < Width; ++i) x[i] = f(x[i]);
    return load<1>(x);
  }
  template <class F>
  lanes each(lanes const& other, F f) const {
    T x[Width], y[Width];
    store<1>(x);
    other.template store<1>(y);
    for (int i = 0; i < Width; ++i) x[i] = f(x[i], y[i]);
    return load<1>(x);
  }

 private:
  template <class, int>
  friend class lanes;
  using arithmetic =
      std::conditional_t<std::is_integral_v<T>, vector_math::bits_of<vector>, vector>;

  template <class F>
  static lanes made(F f) {
    lanes result;
#pragma GCC unroll 16
    for (int i = 0; i < count; ++i) result.vectors_[i] = f(i);
    return result;
  }
  template <class F>
  lanes mapped(F f) const {
    return made([&](int i) { return f(vectors_[i]); });
  }
  template <class F>
  static mask compared(F f) {
    vector_math::mask_of<vector> masks[count];
#pragma GCC unroll 16
    for (int i = 0; i < count; ++i) masks[i] = (vector_math::mask_of<vector>)f(i);
    return mask::template of_vectors<vector_math::element_of<vector_math::mask_of<vector>>>(masks);
  }

  vector vectors_[count];
};

}  // namespace typegrad
