// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/number_function.hpp>
#include <typegrad/math/elementary_functions.hpp>
#include <typegrad/math/select_by_bits.hpp>

#include <limits>
#include <type_traits>

namespace typegrad {

/// One number as a block of lanes is many: a comparison gives a mask, a choice is made by the mask
/// without a jump, and so is all that consists of choices. For programs that take the same time
/// whatever the numbers are.
///
/// Arithmetic and the functions of libm are the number's own.
template <class Number>
class steady_number : public elementary_functions<steady_number<Number>> {
 public:
  using mask = steady_number<bool>;
  static constexpr bool is_mask = std::is_same_v<Number, bool>;

  steady_number() = default;
  constexpr explicit steady_number(Number x) : value_(x) {}

  static constexpr steady_number splat(Number x) { return steady_number(x); }
  constexpr Number operator[](int) const { return value_; }
  constexpr Number number() const { return value_; }

  friend constexpr steady_number operator+(steady_number a, steady_number b) {
    if constexpr (is_mask) return a || b;
    else if constexpr (math::wraps_around<Number>)
      return steady_number(math::wrapped_sum(a.value_, b.value_));
    else return steady_number(a.value_ + b.value_);
  }
  friend constexpr steady_number operator-(steady_number a, steady_number b) {
    if constexpr (math::wraps_around<Number>)
      return steady_number(math::wrapped_difference(a.value_, b.value_));
    else return steady_number(a.value_ - b.value_);
  }
  friend constexpr steady_number operator*(steady_number a, steady_number b) {
    if constexpr (is_mask) return a && b;
    else if constexpr (math::wraps_around<Number>)
      return steady_number(math::wrapped_product(a.value_, b.value_));
    else return steady_number(a.value_ * b.value_);
  }
  friend constexpr steady_number operator/(steady_number a, steady_number b) {
    return steady_number(a.value_ / b.value_);
  }
  friend constexpr steady_number operator-(steady_number a) {
    if constexpr (math::wraps_around<Number>) return steady_number(Number(0)) - a;
    else return steady_number(-a.value_);
  }
  friend constexpr mask operator>(steady_number a, steady_number b) {
    return mask(a.value_ > b.value_);
  }
  friend constexpr mask operator<(steady_number a, steady_number b) {
    return mask(a.value_ < b.value_);
  }
  friend constexpr mask operator>=(steady_number a, steady_number b) {
    return mask(a.value_ >= b.value_);
  }
  friend constexpr mask operator<=(steady_number a, steady_number b) {
    return mask(a.value_ <= b.value_);
  }
  friend constexpr mask operator==(steady_number a, steady_number b) {
    return mask(a.value_ == b.value_);
  }
  friend constexpr mask operator!=(steady_number a, steady_number b) {
    return mask(a.value_ != b.value_);
  }
  friend constexpr mask operator&&(steady_number a, steady_number b) {
    return mask((truth(a) & truth(b)) != 0);
  }
  friend constexpr mask operator||(steady_number a, steady_number b) {
    return mask((truth(a) | truth(b)) != 0);
  }
  friend constexpr mask operator!(steady_number a) { return mask(!a.value_); }

  constexpr steady_number& operator+=(steady_number b) { return *this = *this + b; }
  constexpr steady_number& operator-=(steady_number b) { return *this = *this - b; }
  constexpr steady_number& operator*=(steady_number b) { return *this = *this * b; }

  /// `a` where this holds, else `b`.
  template <class Chosen>
  constexpr steady_number<Chosen> select(steady_number<Chosen> a, steady_number<Chosen> b) const {
    return steady_number<Chosen>(math::select_by_bits(value_, a.number(), b.number()));
  }
  constexpr steady_number(min)(steady_number b) const { return (b < *this).select(b, *this); }
  constexpr steady_number(max)(steady_number b) const { return (*this < b).select(b, *this); }
  constexpr steady_number(abs)() const {
    if constexpr (std::is_floating_point_v<Number>) return steady_number((math::abs)(value_));
    else return (*this < steady_number(Number(0))).select(-*this, *this);
  }
  constexpr steady_number sign() const {
    steady_number const zero(Number(0)), one(Number(1));
    return (*this > zero).select(one, (*this < zero).select(-one, *this));
  }
  constexpr steady_number copysign(steady_number s) const {
    if constexpr (std::is_floating_point_v<Number>)
      return steady_number(math::copysign(value_, s.value_));
    else return (s < steady_number(Number(0))).select(-(abs)(), (abs)());
  }
  constexpr mask isnan() const { return *this != *this; }
  constexpr mask isinf() const {
    if constexpr (std::is_floating_point_v<Number>)
      return (abs)() == steady_number(std::numeric_limits<Number>::infinity());
    else return mask(math::isinf(value_));
  }
  constexpr mask isfinite() const {
    if constexpr (std::is_floating_point_v<Number>)
      return (abs)() <= steady_number((std::numeric_limits<Number>::max)());
    else return mask(math::isfinite(value_));
  }

  template <fixed_string Name, class Function, class... Others>
  constexpr steady_number call(Function const&, Others const&... y) const {
    return each(y..., number_function<Name>);
  }
  constexpr steady_number ipow(int n) const { return math::repeated_squares(*this, n); }

  /// A function that numbers alone have.
  template <class Function>
  constexpr steady_number each(Function const& f) const {
    return steady_number(f(value_));
  }
  template <class Function>
  constexpr steady_number each(steady_number other, Function const& f) const {
    return steady_number(f(value_, other.value_));
  }

 private:
  /// A truth value that a compiler cannot guess from where it comes: it would jump.
  static constexpr unsigned truth(steady_number x) {
    auto value = static_cast<unsigned>(x.value_);
    if (!__builtin_is_constant_evaluated()) asm("" : "+r"(value));
    return value;
  }

  Number value_;
};

}  // namespace typegrad
