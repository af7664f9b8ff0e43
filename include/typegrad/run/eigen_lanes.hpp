// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/shape/shape.hpp>

#include <Eigen/Core>

#if defined(TYPEGRAD_SINGLE_LANES)
#error "typegrad: include <typegrad/typegrad.hpp> before <typegrad/embedded.hpp>: one file runs loops one way"
#endif
#define TYPEGRAD_EIGEN_LANES 1

namespace typegrad {

/// Numbers that one turn of a loop handles: two to four packets of the machine, of which two is where the
/// latency of exp is hidden and four where registers run out (one packet takes 1.5 times as long).
template <class T>
inline constexpr int lane_width = [] {
  constexpr int packet = Eigen::internal::packet_traits<T>::size;
  return packet >= 8 ? 2 * packet : 4 * packet;
}();

/// A block of numbers that move together. The vector code is Eigen's; functions that Eigen has no vector
/// code for are called number by number.
///
/// accuracy  exp, log, sin, cos as Eigen documents (2 ulp in the usual range); the rest as the platform's
template <class T, int Width>
class lanes {
 public:
  using array = Eigen::Array<T, Width, 1>;
  using mask = lanes<bool, Width>;

  lanes() = default;
  explicit lanes(T x) : values_(array::Constant(x)) {}
  template <class E>
  explicit lanes(Eigen::ArrayBase<E> const& values) : values_(values) {}

  static lanes splat(T x) { return lanes(x); }
  template <index_t Stride>
  static lanes load(T const* from) {
    lanes result;
    if constexpr (Stride == 1) result.values_ = Eigen::Map<array const>(from);
    else
      for (int i = 0; i < Width; ++i) result.values_[i] = from[i * Stride];
    return result;
  }
  template <index_t Stride>
  void store(T* to) const {
    if constexpr (Stride == 1) Eigen::Map<array>{to} = values_;
    else
      for (int i = 0; i < Width; ++i) to[i * Stride] = values_[i];
  }
  template <class U>
  lanes<U, Width> as() const {
    if constexpr (std::is_same_v<U, T>) return *this;
    else return lanes<U, Width>(values_.template cast<U>());
  }
  T operator[](int i) const { return values_[i]; }
  array const& values() const { return values_; }

  friend lanes operator+(lanes const& a, lanes const& b) { return lanes(a.values_ + b.values_); }
  friend lanes operator-(lanes const& a, lanes const& b) { return lanes(a.values_ - b.values_); }
  friend lanes operator*(lanes const& a, lanes const& b) { return lanes(a.values_ * b.values_); }
  friend lanes operator/(lanes const& a, lanes const& b) { return lanes(a.values_ / b.values_); }
  friend lanes operator-(lanes const& a) { return lanes(-a.values_); }
  friend mask operator>(lanes const& a, lanes const& b) { return mask(a.values_ > b.values_); }
  friend mask operator<(lanes const& a, lanes const& b) { return mask(a.values_ < b.values_); }
  friend mask operator>=(lanes const& a, lanes const& b) { return mask(a.values_ >= b.values_); }
  friend mask operator<=(lanes const& a, lanes const& b) { return mask(a.values_ <= b.values_); }
  friend mask operator==(lanes const& a, lanes const& b) { return mask(a.values_ == b.values_); }
  friend mask operator!=(lanes const& a, lanes const& b) { return mask(a.values_ != b.values_); }
  friend lanes operator&&(lanes const& a, lanes const& b) { return lanes(a.values_ && b.values_); }
  friend lanes operator||(lanes const& a, lanes const& b) { return lanes(a.values_ || b.values_); }
  friend lanes operator!(lanes const& a) { return lanes(!a.values_); }

  /// This block is a mask: `a` where it holds, else `b`.
  template <class U>
  lanes<U, Width> select(lanes<U, Width> const& a, lanes<U, Width> const& b) const {
    return lanes<U, Width>(values_.select(a.values(), b.values()));
  }

  lanes exp() const { return lanes(values_.exp()); }
  lanes log() const { return lanes(values_.log()); }
  lanes sqrt() const { return lanes(values_.sqrt()); }
  lanes(abs)() const { return lanes((values_.abs)()); }
  lanes(min)(lanes const& b) const { return (b < *this).select(b, *this); }
  lanes(max)(lanes const& b) const { return (*this < b).select(b, *this); }
  lanes sign() const {
    lanes const zero(T(0));
    return (*this > zero).select(lanes(T(1)), (*this < zero).select(lanes(T(-1)), *this));
  }
  lanes sin() const {
    if constexpr (std::is_same_v<T, float>) return lanes(values_.sin());
    else return each([](T x) { return math::sin(x); });
  }
  lanes cos() const {
    if constexpr (std::is_same_v<T, float>) return lanes(values_.cos());
    else return each([](T x) { return math::cos(x); });
  }
  /// (1 - t) / (1 + t) with t = exp(-2|x|) above 5/8; below, where that cancels, the rational form of
  /// Cody and Waite 1980, "Software Manual for the Elementary Functions", chapter 13.
  lanes tanh() const {
    array const size = values_.abs();
    array const t = (size * T(-2)).exp();
    array const far = (T(1) - t) / (T(1) + t);
    array const square = size * size;
    array const p = ((T(-0.96437492777225469787e0) * square + T(-0.99225929672236083313e2)) * square +
                     T(-0.16134119023996228053e4)) * square;
    array const q = ((square + T(0.11274474380534949335e3)) * square + T(0.22337720718962312926e4)) * square +
                    T(0.48402357071988688686e4);
    array const near = size + size * (p / q);
    array const positive = (size > T(0.625)).select(far, near);
    return lanes((values_ < T(0)).select(-positive, positive));
  }
  lanes floor() const { return lanes(values_.floor()); }
  lanes ceil() const { return lanes(values_.ceil()); }
  lanes round() const { return each([](T x) { return (math::round)(x); }); }
  lanes trunc() const { return each([](T x) { return math::trunc(x); }); }
  lanes exp2() const { return each([](T x) { return math::exp2(x); }); }
  lanes expm1() const { return each([](T x) { return math::expm1(x); }); }
  lanes log1p() const { return each([](T x) { return math::log1p(x); }); }
  lanes log2() const { return each([](T x) { return math::log2(x); }); }
  lanes log10() const { return each([](T x) { return math::log10(x); }); }
  lanes cbrt() const { return each([](T x) { return math::cbrt(x); }); }
  lanes tan() const { return each([](T x) { return math::tan(x); }); }
  lanes asin() const { return each([](T x) { return math::asin(x); }); }
  lanes acos() const { return each([](T x) { return math::acos(x); }); }
  lanes atan() const { return each([](T x) { return math::atan(x); }); }
  lanes sinh() const { return each([](T x) { return math::sinh(x); }); }
  lanes cosh() const { return each([](T x) { return math::cosh(x); }); }
  lanes asinh() const { return each([](T x) { return math::asinh(x); }); }
  lanes acosh() const { return each([](T x) { return math::acosh(x); }); }
  lanes atanh() const { return each([](T x) { return math::atanh(x); }); }
  lanes erf() const { return each([](T x) { return math::erf(x); }); }
  lanes erfc() const { return each([](T x) { return math::erfc(x); }); }
  lanes pow(lanes const& y) const { return each(y, [](T a, T b) { return math::pow(a, b); }); }
  lanes atan2(lanes const& x) const { return each(x, [](T a, T b) { return math::atan2(a, b); }); }
  lanes hypot(lanes const& y) const { return each(y, [](T a, T b) { return math::hypot(a, b); }); }
  lanes fmod(lanes const& y) const { return each(y, [](T a, T b) { return math::fmod(a, b); }); }
  lanes copysign(lanes const& s) const { return each(s, [](T a, T b) { return math::copysign(a, b); }); }
  mask isnan() const { return mask(values_ != values_); }

  /// A function of one number, on every lane.
  template <class F>
  lanes each(F f) const {
    lanes result;
    for (int i = 0; i < Width; ++i) result.values_[i] = f(values_[i]);
    return result;
  }
  template <class F>
  lanes each(lanes const& other, F f) const {
    lanes result;
    for (int i = 0; i < Width; ++i) result.values_[i] = f(values_[i], other.values_[i]);
    return result;
  }

 private:
  array values_;
};

}  // namespace typegrad
