// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/trace/member_words.hpp>

namespace typegrad {

/// The fillings that a function is traced with, the small ones first: a count that steers a loop
/// would not come to an end soon.
struct filling_list {
  int words = 0;
  bool has_integers = false;  ///< there are words that no number of a graph was made of
  bool is_large = false;      ///< the graph is, so that there are fewer

  static constexpr int small = 5;
  static constexpr int numbers = 10;
  static constexpr double every_member[2 * numbers] = {
      1, 1e20, -1, 0.5, 10, 1e-20, -1e20, 2, 1e3, 0.1, 3, 1e6, 1e-3, -2, 100, 4, 5, -10, 0.2, 1e-6};

  constexpr int count() const {
    int const several = is_large ? small + 2 * numbers + 5 : small + 4 * numbers + 9;
    return has_integers ? several + (is_large ? 16 : 250) : several;
  }
  constexpr word_filling operator[](int i) const {
    if (i < small) {
      auto const large = static_cast<std::uint32_t>(3 * words + 40);
      word_filling const fillings[small] = {
          {3, 1}, {large, ~std::uint32_t{1}}, {0, 0}, {1, 0}, {2, 0}};
      return fillings[i];
    }
    i -= small;
    int const special = is_large ? numbers : 2 * numbers;
    if (i < special) return filling_of_double(every_member[i]);
    if (i < 2 * special) return filling_of_float(static_cast<float>(every_member[i - special]));
    i -= 2 * special;
    if (i == 0) return {word_filling::unlike_literals | 0x80000000u, 0x100u};
    auto const number = static_cast<std::uint32_t>(i);
    if (number <= (is_large ? 4u : 8u)) return {0, 0, 0, number | (number > 4 ? 0x80000000u : 0u)};
    std::uint32_t const byte = number / 2;
    return {number % 2 != 0 ? byte : byte * 0x01010101u, 0};
  }
};

}  // namespace typegrad
