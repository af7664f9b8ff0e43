// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/math/logarithm.hpp>
#include <typegrad/math/root.hpp>
#include <typegrad/math/trigonometric.hpp>

#include <cstdint>

namespace typegrad {

/// Random numbers that depend on the seed alone: the same on every compiler and machine, while
/// compiling too.
///
/// source    Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"
///           (SplitMix64)
class random_numbers {
 public:
  constexpr explicit random_numbers(std::uint64_t seed = 0) : state_(seed) {}

  /// 64 random bits.
  constexpr std::uint64_t bits() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  /// A number in [0, 1), a multiple of 2^-53.
  constexpr double uniform() { return static_cast<double>(bits() >> 11) * 0x1p-53; }
  /// A whole number in [0, count), count at most 2^32. One in 2^32 / count draws is uneven.
  constexpr std::uint32_t below(std::uint32_t count) {
    return static_cast<std::uint32_t>(((bits() >> 32) * count) >> 32);
  }
  /// A number from the normal distribution with mean 0 and variance 1.
  /// source    Box and Muller 1958
  constexpr double normal() {
    double const radius = math::constant::sqrt(-2 * math::constant::log(1 - uniform()));
    return radius * math::constant::cos(6.283185307179586 * uniform());
  }
  /// Brings [first, last) into random order, each order as likely as any other.
  /// source    Fisher and Yates; Durstenfeld 1964
  template <class Iterator>
  constexpr void shuffle(Iterator first, Iterator last) {
    for (auto left = last - first; left > 1; --left) {
      auto const other = static_cast<decltype(left)>(below(static_cast<std::uint32_t>(left)));
      auto const swap = first[left - 1];
      first[left - 1] = first[other];
      first[other] = swap;
    }
  }

 private:
  std::uint64_t state_;
};

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
