// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <limits>

namespace typegrad {

/// The limits of `Number` as values of `Wrapped`, a type that stands for numbers: the base of a
/// specialisation of `std::numeric_limits`. Without one the standard library answers with zeros.
template <class Wrapped, class Number>
struct number_limits : std::numeric_limits<Number> {
  using limits = std::numeric_limits<Number>;
  static constexpr Wrapped(min)() { return (limits::min)(); }
  static constexpr Wrapped(max)() { return (limits::max)(); }
  static constexpr Wrapped lowest() { return limits::lowest(); }
  static constexpr Wrapped epsilon() { return limits::epsilon(); }
  static constexpr Wrapped round_error() { return limits::round_error(); }
  static constexpr Wrapped infinity() { return limits::infinity(); }
  static constexpr Wrapped quiet_NaN() { return limits::quiet_NaN(); }
  static constexpr Wrapped signaling_NaN() { return limits::signaling_NaN(); }
  static constexpr Wrapped denorm_min() { return limits::denorm_min(); }
};

}  // namespace typegrad
