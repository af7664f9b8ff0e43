// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/lane_hyperbolic.hpp>
#include <typegrad/kernel/lane_logarithm.hpp>
#include <typegrad/kernel/lane_mask.hpp>
#include <typegrad/kernel/lane_rounding.hpp>
#include <typegrad/kernel/lane_trigonometric.hpp>
#include <typegrad/kernel/number_function.hpp>
#include <typegrad/math/elementary_functions.hpp>
#include <typegrad/math/math.hpp>
#include <typegrad/tensor/number_conversion.hpp>

#include <limits>

namespace typegrad {

/// A block of numbers that move together, as vectors of the compiler. Functions without vector code
/// are called number by number.
///
/// errors    those of `vector_math`, the rest as the platform's
template <class Number, int Width>
class lanes : public elementary_functions<lanes<Number, Width>> {
 public:
  using mask = lanes<bool, Width>;
  static constexpr int packet = packet_of_block<Number, Width>;
  static constexpr int count = Width / packet;
  using vector = lane_vector<Number, packet>;

  lanes() = default;
  explicit lanes(Number x) : lanes(made([x](int) { return x - vector{}; })) {}

  static lanes splat(Number x) { return lanes(x); }
  void put_register(int i, vector const& x) { vectors_[i] = x; }
  template <index_t Stride>
  static lanes load(Number const* from) {
    Number gathered[Width];
    Number const* const first = Stride == 1 ? from : gathered;
    if constexpr (Stride != 1)
      for (int i = 0; i < Width; ++i) gathered[i] = from[i * Stride];
    return made([first](int i) { return load_vector<vector>(first + i * packet); });
  }
  template <index_t Stride, bool IsFollowed = true>
  void store(Number* to) const {
    Number scattered[Width];
    Number* const first = Stride == 1 ? to : scattered;
#pragma GCC unroll 16
    for (int i = 0; i < count; ++i)
      store_vector<IsFollowed || Stride != 1>(first + i * packet, vectors_[i]);
    if constexpr (Stride != 1)
      for (int i = 0; i < Width; ++i) to[i * Stride] = scattered[i];
  }
  /// In another type, as `number_conversion` does it.
  template <class Other>
  auto as() const {
    if constexpr (std::is_same_v<Other, Number>) {
      return *this;
    } else if constexpr (std::is_same_v<Other, bool>) {
      return *this != lanes(Number(0));
    } else {
      lanes<Other, Width> result;
      if constexpr (std::is_floating_point_v<Number> && std::is_integral_v<Other>) {
        Other converted[Width];
        for (int i = 0; i < Width; ++i) converted[i] = number_conversion<Other>((*this)[i]);
        return lanes<Other, Width>::template load<1>(converted);
      } else {
        convert_vectors<Other, Number, Width>(result.vectors_, vectors_);
        return result;
      }
    }
  }
  Number operator[](int i) const {
    lanes const copy = *this;  // an index known at run time would keep the block itself in memory
    return copy.vectors_[i / packet][i % packet];
  }
  vector const& operator()(int i) const { return vectors_[i]; }
  /// The numbers of one register.
  lanes<Number, packet> register_at(int i) const {
    return lanes<Number, packet>::made([&](int) { return vectors_[i]; });
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
    if constexpr (std::is_integral_v<Number>)
      return (*this < lanes(Number(0))).select(-*this, *this);
    else return mapped([](vector x) { return vector_math::magnitude(x); });
  }
  lanes sign() const {
    lanes const zero(Number(0));
    return (*this > zero).select(lanes(Number(1)), (*this < zero).select(lanes(Number(-1)), *this));
  }
  lanes copysign(lanes const& s) const {
    return made([&](int i) { return vector_math::with_sign_of(s(i), (*this)(i)); });
  }
  mask isnan() const { return *this != *this; }
  mask isinf() const {
    if constexpr (std::is_integral_v<Number>) return isnan();
    else return (abs)() == lanes(std::numeric_limits<Number>::infinity());
  }
  mask isfinite() const {
    if constexpr (std::is_integral_v<Number>) return *this == *this;
    else return (abs)() <= lanes((std::numeric_limits<Number>::max)());
  }

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
  lanes rint() const {
    return mapped([](vector x) { return vector_math::rint(x); });
  }
  lanes(round)() const {
    return mapped([](vector x) { return (vector_math::round)(x); });
  }
  /// The other ones.
  template <fixed_string Name, class Function, class... Others>
  lanes call(Function const&, Others const&... y) const {
    return each(y..., number_function<Name>);
  }

  /// A function of one number, on every lane.
  template <class Function>
  lanes each(Function f) const {
    Number x[Width];
    store<1>(x);
    for (int i = 0; i < Width; ++i) x[i] = f(x[i]);
    return load<1>(x);
  }
  template <class Function>
  lanes each(lanes const& other, Function f) const {
    Number x[Width], y[Width];
    store<1>(x);
    other.template store<1>(y);
    for (int i = 0; i < Width; ++i) x[i] = f(x[i], y[i]);
    return load<1>(x);
  }

 private:
  template <class, int>
  friend class lanes;
  using arithmetic =
      std::conditional_t<std::is_integral_v<Number>, vector_math::bits_of<vector>, vector>;

  template <class Function>
  static lanes made(Function f) {
    lanes result;
#pragma GCC unroll 16
    for (int i = 0; i < count; ++i) result.vectors_[i] = f(i);
    return result;
  }
  template <class Function>
  lanes mapped(Function f) const {
    return made([&](int i) { return f(vectors_[i]); });
  }
  template <class Function>
  static mask compared(Function f) {
    vector_math::mask_of<vector> masks[count];
#pragma GCC unroll 16
    for (int i = 0; i < count; ++i) masks[i] = (vector_math::mask_of<vector>)f(i);
    return mask::template of_vectors<vector_math::element_of<vector_math::mask_of<vector>>>(masks);
  }

  vector vectors_[count];
};

}  // namespace typegrad
