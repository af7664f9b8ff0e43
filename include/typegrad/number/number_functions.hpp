// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/elementary_functions.hpp>
#include <typegrad/math/number_type.hpp>
#include <typegrad/math/power.hpp>
#include <typegrad/number/lacking_function.hpp>
#include <typegrad/number/number_beside_traced.hpp>
#include <typegrad/number/number_program.hpp>

namespace typegrad {

/// What a type of numbers is made with, `struct decimal : tg::number_functions<decimal>`. It can
/// then stand wherever a program has real numbers, in tensors and structs too:
/// `tg::program<decltype(tg::grad(f)), decimal>`. It has
///
///     + - * /, unary -, and < > <= >= == != with answers of type bool
///     a default constructor; constexpr constructors of double and int; {} is zero
///     explicit conversions to bool and int
///
/// and beside it, found by their argument, those functions that its programs call: `exp(decimal)`,
/// `sqrt`, `pow(decimal, decimal)`. `abs`, `min`, `max`, `sign` and integer powers are made of the
/// operators. One that is not equal to itself is NaN.
///
/// errors    a function that a program calls and the type does not have
template <class Self>
class number_functions : public elementary_functions<Self> {
 public:
  using is_number_type = void;

  friend constexpr Self& operator+=(Self& a, Self const& b) { return a = a + b; }
  friend constexpr Self& operator-=(Self& a, Self const& b) { return a = a - b; }
  friend constexpr Self& operator*=(Self& a, Self const& b) { return a = a * b; }
  friend constexpr Self& operator/=(Self& a, Self const& b) { return a = a / b; }

  constexpr Self(min)(Self const& y) const { return y < self() ? y : self(); }
  constexpr Self(max)(Self const& y) const { return self() < y ? y : self(); }
  constexpr Self(abs)() const { return self() < Self(0) ? -self() : self(); }
  constexpr Self sign() const {
    return self() < Self(0) ? Self(-1) : self() > Self(0) ? Self(1) : self();
  }
  constexpr Self copysign(Self const& s) const { return s < Self(0) ? -(abs)() : (abs)(); }
  constexpr bool isnan() const { return self() != self(); }
  constexpr bool isinf() const { return false; }
  constexpr bool isfinite() const { return !isnan(); }
  constexpr Self ipow(int n) const { return math::repeated_squares(self(), n); }

 private:
  friend elementary_functions<Self>;
  using elementary_functions<Self>::self;

  template <fixed_string Name, class Function, class... Others>
  constexpr Self call(Function const& f, Others const&... y) const {
    if constexpr (requires { f(self(), y...); }) {
      return f(self(), y...);
    } else {
      using error [[maybe_unused]] = decltype(refusal<lacks_function<Name>>.correct());
      return self();
    }
  }
};

}  // namespace typegrad
