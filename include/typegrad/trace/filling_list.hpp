// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/trace/member_words.hpp>

namespace typegrad {

/// The fillings that a function is traced with, the small ones first: a count that steers a loop
/// would not come to an end soon.
struct filling_list {
  int words = 0;
  int nodes = 0;              ///< of the graph: the larger it is, the fewer fillings
  bool has_integers = false;  ///< there are words that no number of a graph was made of

  static constexpr int most_numbers = 14;
  static constexpr double every_member[most_numbers] = {1,   -1e20, 0.5, 1e20, -1,   10, 1e-20,
                                                        100, 0.1,   2,   1e6,  1e-3, 3,  -2};

  constexpr int by_size(int few, int several, int many) const {
    return nodes > 200 ? few : nodes > 60 ? several : many;
  }
  constexpr int small() const { return by_size(3, 4, 5); }
  constexpr int numbers() const { return by_size(2, 4, most_numbers); }
  constexpr int spreads() const { return by_size(2, 4, 8); }
  /// No number, infinity as float, as double.
  constexpr int extremes() const { return by_size(1, 2, 3); }
  constexpr int integers() const {
    int const many = 4000 / (nodes + 10);
    return !has_integers ? 0 : many < 8 ? 8 : many > 250 ? 250 : many;
  }
  constexpr int count() const {
    return small() + 2 * numbers() + extremes() + 1 + spreads() + integers();
  }
  constexpr word_filling operator[](int i) const {
    if (i < small()) {
      auto const large = static_cast<std::uint32_t>(3 * words + 40);
      word_filling const fillings[] = {{3, 1}, {large, ~std::uint32_t{1}}, {0, 0}, {1, 0}, {2, 0}};
      return fillings[i];
    }
    i -= small();
    if (i < numbers()) return filling_of_double(every_member[i]);
    i -= numbers();
    if (i < numbers()) return filling_of_float(static_cast<float>(every_member[i]));
    i -= numbers();
    if (i < extremes()) {
      word_filling const fillings[] = {
          {0x7FF80000u, 0}, {0x7F800000u, 0}, filling_of_double(__builtin_huge_val())};
      return fillings[i];
    }
    i -= extremes();
    if (i == 0) return {word_filling::unlike_literals | 0x80000000u, 0x100u};
    auto const number = static_cast<std::uint32_t>(i);
    if (i <= spreads()) {
      bool const has_signs = 2 * i > spreads();
      return {0, 0, 0, number | (has_signs ? 0x80000000u : 0u)};
    }
    // 3 to 12, letters and digits downwards, what is left.
    std::uint32_t const which = (number - static_cast<std::uint32_t>(spreads()) - 1) / 2;
    std::uint32_t const byte = which < 10 || which >= 120 ? which + 3 : 132 - which;
    return {number % 2 != 0 ? byte : byte * 0x01010101u, 0};
  }
};

}  // namespace typegrad
