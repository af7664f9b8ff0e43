#pragma once
// SPDX-License-Identifier: BSL-1.0
// What the tests of typegrad::math compare with: the C library's functions in binary128 (113 bits;
// GCC with glibc) or else in long double (64 bits on x86), and distances counted in ulp of the
// tested type.

#include <bit>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <utility>

namespace reference {

#if defined(__HAVE_FLOAT128) && __HAVE_FLOAT128
using real = _Float128;
inline real acos(real x) { return acosf128(x); }
inline real acosh(real x) { return acoshf128(x); }
inline real asin(real x) { return asinf128(x); }
inline real asinh(real x) { return asinhf128(x); }
inline real atan(real x) { return atanf128(x); }
inline real atan2(real y, real x) { return atan2f128(y, x); }
inline real atanh(real x) { return atanhf128(x); }
inline real cbrt(real x) { return cbrtf128(x); }
inline real cos(real x) { return cosf128(x); }
inline real cosh(real x) { return coshf128(x); }
inline real erf(real x) { return erff128(x); }
inline real erfc(real x) { return erfcf128(x); }
inline real exp(real x) { return expf128(x); }
inline real exp2(real x) { return exp2f128(x); }
inline real expm1(real x) { return expm1f128(x); }
inline real hypot(real x, real y) { return hypotf128(x, y); }
inline real lgamma(real x) { return lgammaf128(x); }
inline real log(real x) { return logf128(x); }
inline real log10(real x) { return log10f128(x); }
inline real log1p(real x) { return log1pf128(x); }
inline real log2(real x) { return log2f128(x); }
inline real pow(real x, real y) { return powf128(x, y); }
inline real sin(real x) { return sinf128(x); }
inline real sinh(real x) { return sinhf128(x); }
inline real sqrt(real x) { return sqrtf128(x); }
inline real tan(real x) { return tanf128(x); }
inline real tanh(real x) { return tanhf128(x); }
inline real tgamma(real x) { return tgammaf128(x); }
#else
using real = long double;
using std::acos, std::acosh, std::asin, std::asinh, std::atan, std::atan2, std::atanh, std::cbrt;
using std::cos, std::cosh, std::erf, std::erfc, std::exp, std::exp2, std::expm1, std::hypot;
using std::lgamma, std::tan, std::tanh, std::tgamma;
using std::log, std::log10, std::log1p, std::log2, std::pow, std::sin, std::sinh, std::sqrt;
#endif

/// How far `got` is from `want`, in units of the spacing of T at `want`. Signs of zeros count; an
/// infinity is half an ulp off where `want` rounds to it.
template <class T>
double ulps(T got, real want) {
  T const nearest = static_cast<T>(want);
  if (got == nearest && std::signbit(got) != std::signbit(nearest)) return 1e9;
  if (std::isnan(got) || std::isnan(nearest))
    return std::isnan(got) && std::isnan(nearest) ? 0.0 : 1e9;
  if (std::isinf(got) || std::isinf(nearest)) return got == nearest ? 0.0 : 1e9;
  T const size = std::fabs(nearest);
  T const top = std::numeric_limits<T>::max();
  T const spacing =
      size == top ? top - std::nextafter(top, T(0)) : std::nextafter(size, top) - size;
  real const off = (static_cast<real>(got) - want) / static_cast<real>(spacing);
  return std::fabs(static_cast<double>(off));
}

using engine = std::mt19937_64;
inline constexpr unsigned seed = 20240607;

/// Uniform in [low, high).
inline auto uniform(double low, double high) {
  return [=](engine& e) { return std::uniform_real_distribution<double>(low, high)(e); };
}

/// +-2^e + origin with e uniform in [low, high).
inline auto around(double origin, double low, double high) {
  return [=](engine& e) {
    double const size = std::exp2(std::uniform_real_distribution<double>(low, high)(e));
    return origin + (e() % 2 != 0 ? size : -size);
  };
}

/// Uniform in the bit patterns of finite numbers.
inline auto any_finite() {
  return [](engine& e) {
    double x = std::bit_cast<double>(std::uint64_t{e()});
    while (!std::isfinite(x)) x = std::bit_cast<double>(std::uint64_t{e()});
    return x;
  };
}

/// Both of a pair independent.
template <class X, class Y>
auto pair(X x, Y y) {
  return [=](engine& e) { return std::pair{x(e), y(e)}; };
}

/// The worst error of f over 20,000 points, printed by --log_level=message.
template <class T = double, class F, class Reference, class Next>
double worst(char const* name, F f, Reference exact, Next next) {
  engine e(seed);
  double most = 0;
  T at{};
  for (int i = 0; i < 20000; ++i) {
    T const x = static_cast<T>(next(e));
    double const off = ulps<T>(f(x), exact(static_cast<real>(x)));
    if (!(off <= most)) {
      most = off;
      at = x;
    }
  }
  BOOST_TEST_MESSAGE(name << ": " << most << " ulp at " << at << ", seed " << seed);
  return most;
}

/// The same for functions of two arguments.
template <class F, class Reference, class Next>
double worst_of_two(char const* name, F f, Reference exact, Next next) {
  engine e(seed);
  double most = 0;
  std::pair<double, double> at{};
  for (int i = 0; i < 20000; ++i) {
    auto const [x, y] = next(e);
    double const off = ulps<double>(f(x, y), exact(static_cast<real>(x), static_cast<real>(y)));
    if (!(off <= most)) {
      most = off;
      at = {x, y};
    }
  }
  BOOST_TEST_MESSAGE(name << ": " << most << " ulp at " << at.first << ", " << at.second
                          << ", seed " << seed);
  return most;
}

/// Steps from a to b in the order of the doubles; both zeros are one number.
constexpr std::int64_t steps(double a, double b) {
  auto const place = [](double x) {
    auto const bits = std::bit_cast<std::int64_t>(x);
    return bits < 0 ? std::numeric_limits<std::int64_t>::min() - bits : bits;
  };
  std::int64_t const far = place(a) - place(b);
  return far < 0 ? -far : far;
}

/// f is at most one step from each correctly rounded value of the table; usable in static_assert.
template <class Table, class F>
constexpr bool next_to(Table const& table, F f) {
  for (auto const& row : table) {
    double const result = [&] {
      if constexpr (requires { row.y; }) return f(row.x, row.y);
      else return f(row.x);
    }();
    if (steps(result, row.result) > 1) return false;
  }
  return true;
}

/// Same bits: tells +0 from -0.
constexpr bool same(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

template <class T>
constexpr bool is_nan(T x) {
  return x != x;
}

inline constexpr double inf = std::numeric_limits<double>::infinity();
inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
inline constexpr double max = std::numeric_limits<double>::max();
inline constexpr double tiny = std::numeric_limits<double>::denorm_min();

}  // namespace reference
