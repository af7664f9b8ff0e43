// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/classify.hpp>
#include <typegrad/math/exponential.hpp>
#include <typegrad/math/logarithm.hpp>
#include <typegrad/math/power.hpp>
#include <typegrad/math/rounding.hpp>
#include <typegrad/math/sign.hpp>
#include <typegrad/math/trigonometric.hpp>

#include <limits>
#include <type_traits>

namespace typegrad::math {

namespace constant {

inline constexpr double_double half_log_2pi{0x1.d67f1c864beb5p-1, -0x1.65b5a1b7ff5dfp-55};
inline constexpr double_double log_pi{0x1.250d048e7a1bdp+0, 0x1.7abf2ad8d5088p-57};

/// Taylor coefficients of ln Gamma(1 + z) and of ln Gamma(2 + z) from z on, (-1)^k zeta(k) / k and
/// (-1)^k (zeta(k) - 1) / k behind -gamma and 1 - gamma (DLMF 5.7.3).
inline constexpr double_double log_gamma_slope[2] = {{-0x1.2788cfc6fb619p-1, 0x1.6cb90701fbfabp-58},
                                                     {0x1.b0ee6072093cep-2, 0x1.6cb90701fbfabp-58}};
inline constexpr double log_gamma_series[2][8] = {
    {0x1.a51a6625307d3p-1, -0x1.9a4d55beab2d7p-2, 0x1.151322ac7d848p-2, -0x1.a8b9c17aa6149p-3,
     0x1.5b40cb100c306p-3, -0x1.2703a1dcea3aep-3, 0x1.010b36af86397p-3, -0x1.c806706d57db4p-4},
    {0x1.4a34cc4a60fa6p-2, -0x1.13e001a557607p-4, 0x1.51322ac7d8483p-6, -0x1.e404fc218f5f2p-8,
     0x1.7add6eadb6c30p-9, -0x1.38ac5c2bf8e08p-10, 0x1.0b36af86396e9p-11, -0x1.d3fd4c76d2fc8p-13}};

/// sin(pi x), relative error about 2^-100.
/// domain  |x| < 2^52
constexpr double_double sin_of_pi_times(double x) {
  double const whole = rint(x);
  double const rest = x - whole;
  double_double const size = magnitude(rest) <= 0.25 ? sin_reduced(pi * magnitude(rest))
                                                     : cos_reduced(pi * (0.5 - magnitude(rest)));
  bool const odd = is_odd(whole);
  return (rest < 0) != odd ? -size : size;
}

/// x (x + 1) ... up to the first factor of at least 16, which is left in x.
constexpr double_double rising_product(double_double& x) {
  double_double product = 1.0;
  for (; x.hi < 16.0; x = x + 1.0) product = product * x;
  return product;
}

/// ln Gamma(x) by Stirling's series (DLMF 5.11.1), absolute error about 2^-70 x ln x.
/// domain  x >= 16
constexpr double_double stirling_series(double_double x) {
  double const inverse = 1.0 / x.hi;
  double const square = inverse * inverse;
  constexpr double rest[] = {-1.0 / 360,        1.0 / 1260, -1.0 / 1680,       1.0 / 1188,
                             -691.0 / 360360.0, 1.0 / 156,  -3617.0 / 122400.0};
  double sum = 0.0;
  for (int k = 6; k >= 0; --k) sum = (sum + rest[k]) * square;
  double_double const first = double_double(1.0) / (x * 12.0);
  return (x - 0.5) * log(x) - x + half_log_2pi + first + sum * inverse;
}

/// ln Gamma(x), below 0.6 ulp.
/// domain  x > 0, below 2^1000
constexpr double_double log_gamma_above_zero(double_double x) {
  for (int zero = 0; zero < 2; ++zero) {
    double const z = (x.hi - (zero + 1)) + x.lo;
    if (magnitude(z) > 0x1p-7) continue;
    double sum = 0.0;
    for (int k = 7; k >= 0; --k) sum = (sum + log_gamma_series[zero][k]) * z;
    return (log_gamma_slope[zero] + sum) * z;
  }
  double_double shifted = x;
  double_double const product = rising_product(shifted);
  return stirling_series(shifted) - log(product);
}

/// ln |Gamma(x)|, below 0.6 ulp for x > 0; for negative x the error is that, or 2^-60 where the
/// logarithm is near 0.
constexpr double lgamma(double x) {
  if (x != x) return x;
  if (magnitude(x) == infinity) return infinity;
  if (x > 0) {
    if (x < 0x1p-60) return -log(x);
    return x > 0x1.754d9278b51a7p1014 ? infinity : log_gamma_above_zero(x).value();
  }
  if (!(x < 0) || rint(x) == x) return infinity;
  if (x > -0x1p-60) return -log(-x);
  double_double const sine = sin_of_pi_times(x);
  return (log_pi - log(sine.hi < 0 ? -sine : sine) - log_gamma_above_zero(two_sum(1.0, -x)))
      .value();
}
constexpr float lgamma(float x) { return to_float(lgamma(static_cast<double>(x))); }

/// Gamma(x), below 1 ulp for x > 0, below 2 for x < 0.
constexpr double tgamma(double x) {
  if (x != x || x == infinity) return x;
  if (!(magnitude(x) > 0)) return with_sign(infinity, x);
  if (x < 0 && rint(x) == x) return not_a_number;
  if (x > 171.7) return infinity;
  if (magnitude(x) < 0x1p-55) return 1.0 / x;
  if (x < -185.0) return is_odd(floor(x)) ? -0.0 : 0.0;
  double_double shifted = x > 0 ? double_double(x) : two_sum(1.0, -x);
  double_double const product = rising_product(shifted);
  reduced_exponential const e = reduce_exp(stirling_series(shifted));
  double_double const quotient = (e.fraction + 1.0) / product;
  if (x > 0) return scaled(quotient.value(), e.exponent);
  return scaled((pi / (sin_of_pi_times(x) * quotient)).value(), -e.exponent);
}
constexpr float tgamma(float x) { return to_float(tgamma(static_cast<double>(x))); }

}  // namespace constant

/// ln |Gamma(x)|.
/// domain  all x; infinite at 0 and the negative integers, and at +-inf
/// source  DLMF 5.2, 5.11
template <class Number>
constexpr Number lgamma(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>)
    return x.each([](auto const& one) { return lgamma(one); });
  else if (__builtin_is_constant_evaluated()) return constant::lgamma(x);
  else return platform::lgamma(x);
}

/// Gamma(x), (x - 1)! of whole x.
/// domain  all x; NaN at the negative integers and -inf, +-inf at +-0
/// source  DLMF 5.2
template <class Number>
constexpr Number tgamma(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>)
    return x.each([](auto const& one) { return tgamma(one); });
  else if (__builtin_is_constant_evaluated()) return constant::tgamma(x);
  else return platform::tgamma(x);
}

/// The derivative of ln Gamma(x), within 4 ulp of the larger of 1 and |digamma(x)|. No platform has
/// it: the same code runs everywhere, by the recurrence up to 10 and the asymptotic series.
/// domain  all x; -inf at 0, inf at -0, NaN at the negative integers and at -inf
/// source  DLMF 5.5.2, 5.5.4, 5.11.2
template <class Number>
constexpr Number digamma(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) {
    return x.each([](auto const& one) { return digamma(one); });
  } else {
    if (!(x > Number(0))) {
      if (!(x < Number(0)))
        return x == Number(0) ? copysign(std::numeric_limits<Number>::infinity(), -x) : x;
      Number const rest = isinf(x) ? Number(0) : x - rint(x);
      if (!(rest < Number(0) || rest > Number(0))) return std::numeric_limits<Number>::quiet_NaN();
      Number const half_turn = Number(3.14159265358979323846);
      return digamma(Number(1) - x) - half_turn / tan(half_turn * rest);
    }
    int steps = 0;
    while (x + Number(steps) < Number(10)) ++steps;
    Number const above = x + Number(steps);
    Number below{};
    while (steps > 0) below += Number(1) / (x + Number(--steps));  // small terms first
    Number const inverse = Number(1) / above;
    Number const square = inverse * inverse;
    // B_2k / 2k for k = 7 .. 1
    constexpr Number series[] = {Number(1.0 / 12),   Number(-691.0 / 32760), Number(1.0 / 132),
                                 Number(-1.0 / 240), Number(1.0 / 252),      Number(-1.0 / 120),
                                 Number(1.0 / 12)};
    Number sum{};
    for (Number const term : series) sum = (sum + term) * square;
    return log(above) - Number(0.5) * inverse - sum - below;
  }
}

/// What Stirling's series adds to (x - 1/2) ln x - x + ln(2 pi) / 2 for ln Gamma(x).
/// domain  x >= 10
template <class Number>
constexpr Number stirling_correction(Number x) {
  Number const inverse = Number(1) / x;
  Number const square = inverse * inverse;
  constexpr Number series[] = {Number(1.0 / 156),   Number(-691.0 / 360360), Number(1.0 / 1188),
                               Number(-1.0 / 1680), Number(1.0 / 1260),      Number(-1.0 / 360)};
  Number sum{};
  for (Number const term : series) sum = (sum + term) * square;
  return (Number(1.0 / 12) + sum) * inverse;
}

/// Gamma(a) Gamma(b) / Gamma(a + b) for 0 < a <= b, and for a > -100 with a + b >= 10: within 1e-15
/// of its logarithm, and 4e-15.
/// source  DLMF 5.12.1, 5.11.1; large arguments as R's lbeta has them
template <class Number>
constexpr Number beta_of_ordered(Number a, Number b) {
  constexpr Number largest = (std::numeric_limits<Number>::max)();
  if (a > Number(0) && a < Number(1) / largest) return std::numeric_limits<Number>::infinity();
  if (b < Number(10)) return tgamma(a) * (tgamma(b) / tgamma(a + b));
  if (b > largest / 4)
    return b > largest || a > Number(10) ? Number(0) : tgamma(a) * exp(-a * log(b));
  Number const sum = a + b;
  Number const corrections = stirling_correction(b) - stirling_correction(sum);
  Number const shrunk = log1p(-a / sum);
  if (a < Number(10))
    return tgamma(a) * exp((b - Number(0.5)) * shrunk + a - a * log(sum) + corrections);
  return exp((a - Number(0.5)) * log(a / sum) + b * shrunk - Number(0.5) * log(b) +
             Number(0.91893853320467274) + stirling_correction(a) + corrections);
}

/// Gamma(a) Gamma(b) / Gamma(a + b), as SciPy has it outside a, b > 0, too.
/// domain  all; infinite at 0 and at negative integers, unless that of a + b cancels it
template <class Number>
constexpr Number beta(Number const& a, Number const& b) {
  if constexpr (!std::is_arithmetic_v<Number>) {
    return a.each(b, [](auto const& one, auto const& other) { return beta(one, other); });
  } else {
    constexpr Number infinite = std::numeric_limits<Number>::infinity();
    Number const low = b < a ? b : a, high = b < a ? a : b;
    if (low > Number(0)) return beta_of_ordered(low, high);
    if (!(low > -infinite && high < infinite)) return std::numeric_limits<Number>::quiet_NaN();
    if (low == Number(0) || high == Number(0)) return infinite;
    auto const is_whole = [](Number x) { return rint(x) == x; };
    auto const is_odd = [&](Number x) { return is_whole(x) && !is_whole(x / 2); };
    Number const sum = low + high;
    if (is_whole(low)) {
      if (!is_whole(high) || high < Number(0) || !(sum < Number(1))) return infinite;
      return is_odd(high) ? -beta(Number(1) - sum, high) : beta(Number(1) - sum, high);
    }
    if (high < Number(0) && is_whole(high)) return infinite;
    if (!(sum > Number(0)) && is_whole(sum)) return Number(0);
    if (low > Number(-100) && !(sum < Number(10))) return beta_of_ordered(low, high);
    auto const is_below = [&](Number x) { return x < Number(0) && is_odd(floor(x)); };
    Number const size = exp(lgamma(low) + lgamma(high) - lgamma(sum));
    return is_below(low) != (is_below(high) != is_below(sum)) ? -size : size;
  }
}

/// Hurwitz' zeta function, the sum of (q + k)^-s over k >= 0: (n! times, with its sign) the
/// derivatives of digamma for s = n + 1. Within 8 ulp.
/// domain  s > 1; q > 0, or q < 0 and s whole; infinite where q is 0 or a negative integer
/// source  DLMF 25.11.1, 25.11.28: Euler and Maclaurin's sum
template <class Number>
constexpr Number zeta(Number const& s, Number const& q) {
  if constexpr (!std::is_arithmetic_v<Number>) {
    return s.each(q, [](auto const& a, auto const& b) { return zeta(a, b); });
  } else {
    if (!(s > Number(1)))
      return s == Number(1) ? std::numeric_limits<Number>::infinity()
                            : std::numeric_limits<Number>::quiet_NaN();
    if (!(q > Number(-1e6))) return std::numeric_limits<Number>::quiet_NaN();
    if (q > Number(std::numeric_limits<Number>::digits > 24 ? 0x1p40 : 0x1p20))
      return pow(q, Number(1) - s) * (Number(1) / (s - Number(1)) + Number(0.5) / q);
    Number sum{};
    Number above = q;
    for (int k = 0; k < 10 || above < Number(9); ++k, above += Number(1)) {
      if (!(above < Number(0) || above > Number(0))) return std::numeric_limits<Number>::infinity();
      sum += pow(above, -s);
    }
    Number const power = pow(above, -s);
    Number const inverse = Number(1) / above;
    sum += power * above / (s - Number(1)) + Number(0.5) * power;
    // B_2k / (2k)! for k = 1 .. 8
    constexpr Number series[] = {Number(1.0 / 12),
                                 Number(-1.0 / 720),
                                 Number(1.0 / 30240),
                                 Number(-1.0 / 1209600),
                                 Number(1.0 / 47900160),
                                 Number(-691.0 / 1307674368000.0),
                                 Number(1.0 / 74724249600.0),
                                 Number(-3617.0 / 10670622842880000.0)};
    Number factor = s * power * inverse;
    for (int k = 0; k < 8; ++k) {
      sum += series[k] * factor;
      Number const next = s + Number(2 * k + 1);
      factor *= next * (next + Number(1)) * inverse * inverse;
    }
    return sum;
  }
}

}  // namespace typegrad::math
