// SPDX-License-Identifier: BSL-1.0
#pragma once

// What the tests of functions of lanes have in common: their errors in ulp beside the C library's
// functions of binary128, and their values at the edges, bit by bit.

#include "../math/reference.hpp"

#include <typegrad/kernel/vector_lanes.hpp>

#include <bit>
#include <string>
#include <vector>

namespace lane_accuracy {

namespace tg = typegrad;

template <class T>
using full_lanes = tg::lanes<T, tg::lane_width<T>>;

/// f of all these numbers, in blocks of `Width`; the last block is filled up with 1.
template <class T, int Width = tg::lane_width<T>, class F>
std::vector<T> in_lanes(F f, std::vector<T> x) {
  std::size_t const count = x.size();
  while (x.size() % Width != 0) x.push_back(T(1));
  for (std::size_t i = 0; i < x.size(); i += Width)
    f(tg::lanes<T, Width>::template load<1>(x.data() + i)).template store<1>(x.data() + i);
  x.resize(count);
  return x;
}

/// Numbers of every binade and sign, numbers between `low` and `high`, and +-2^e, +-2^e + 1, a
/// third each.
template <class T>
std::vector<T> random_numbers(double low, double high, int count) {
  reference::engine e(reference::seed);
  using bits = std::conditional_t<sizeof(T) == 8, std::uint64_t, std::uint32_t>;
  auto const inside = reference::uniform(low, high);
  auto const small = reference::around(0, -60, 12), near_one = reference::around(1, -60, 2);
  std::vector<T> x;
  while (static_cast<int>(x.size()) < count) {
    T any = std::bit_cast<T>(static_cast<bits>(e()));
    if (std::isfinite(any)) x.push_back(any);
    x.push_back(static_cast<T>(inside(e)));
    x.push_back(static_cast<T>(e() % 2 == 0 ? small(e) : near_one(e)));
  }
  return x;
}

/// The worst error of f over such numbers, and whether an element has the same value in a block of
/// one register.
template <class T, class F, class Reference>
double worst(char const* name, F f, Reference exact, double low, double high, int count = 30000) {
  std::vector<T> const x = random_numbers<T>(low, high, count);
  std::vector<T> const y = in_lanes<T>(f, x);
  double most = 0;
  T at{};
  for (std::size_t i = 0; i < x.size(); ++i) {
    double const off = reference::ulps<T>(y[i], exact(static_cast<reference::real>(x[i])));
    if (off <= most) continue;
    most = off;
    at = x[i];
  }
  BOOST_TEST_MESSAGE(name << ": " << most << " ulp at " << at << ", seed " << reference::seed);
  std::vector<T> const in_registers = in_lanes<T, tg::packet_size<T>>(f, x);
  BOOST_TEST(std::memcmp(y.data(), in_registers.data(), y.size() * sizeof(T)) == 0,
             name << " differs between widths");
  return most;
}

template <class T>
struct edge {
  T x;
  T y;
};

/// f(x) = y to the bit, signs of zeros included, whatever stands in the other lanes; a NaN for a
/// NaN.
template <class T, class F>
void check_edges(char const* name, F f, std::vector<edge<T>> const& edges) {
  for (edge<T> const& each : edges)
    for (T const other :
         {T(0.5), std::numeric_limits<T>::quiet_NaN(), std::numeric_limits<T>::infinity()}) {
      T x[tg::lane_width<T>];
      for (T& lane : x) lane = other;
      x[1] = each.x;
      T const y = f(full_lanes<T>::template load<1>(x))[1];
      bool const same = std::isnan(each.y) ? std::isnan(y)
                                           : y == each.y && std::signbit(y) == std::signbit(each.y);
      BOOST_TEST(same, name << '(' << each.x << ") is " << y << ", not " << each.y);
    }
}

template <class T>
inline constexpr T inf = std::numeric_limits<T>::infinity();
template <class T>
inline constexpr T undefined = std::numeric_limits<T>::quiet_NaN();
template <class T>
inline constexpr T tiny = std::numeric_limits<T>::denorm_min();
template <class T>
inline constexpr T most = std::numeric_limits<T>::max();

}  // namespace lane_accuracy
