// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/decimal.hpp>
#include <typegrad/meta/growing_array.hpp>

#include <limits>

namespace typegrad {

/// Integers that stand for something and are written as its name: `first`, `first + 1`, ...
struct integer_names {
  std::int64_t first = 0;
  growing_array<char> chars;
  growing_array<int> ends;

  constexpr void append(growing_array<char> const& name) {
    for (char const c : name) chars.push_back(c);
    ends.push_back(chars.size());
  }
  constexpr bool has(std::int64_t value) const {
    return value >= first && value - first < ends.size();
  }
};

/// A text that is being written, in constant evaluation or at run time.
struct text_writer {
  growing_array<char> chars;
  integer_names const* names = nullptr;

  constexpr void append(char c) { chars.push_back(c); }
  constexpr void append(char const* text) {
    for (; *text != '\0'; ++text) chars.push_back(*text);
  }
  constexpr void append_integer(std::int64_t value) {
    if (names != nullptr && names->has(value))
      return append_name(static_cast<int>(value - names->first));
    char digits[20]{};
    int count = 0;
    auto rest = static_cast<std::uint64_t>(value);
    if (value < 0) {
      append('-');
      rest = 0 - rest;
    }
    do {
      digits[count++] = static_cast<char>('0' + rest % 10);
      rest /= 10;
    } while (rest != 0);
    while (count > 0) append(digits[--count]);
  }
  /// The fewest digits that read back as the same double or float: `0.1`, `2`, `1e-20`, `inf`.
  template <class Real>
  constexpr void append_real(Real value) {
    if (value != value) return append("nan");
    constexpr bool wide = sizeof(Real) == 8;
    bool negative = false;
    if constexpr (wide) negative = std::bit_cast<std::int64_t>(value) < 0;
    else negative = std::bit_cast<std::int32_t>(value) < 0;
    if (negative) {
      append('-');
      value = -value;
    }
    if (value == 0) return append('0');
    if (value > (std::numeric_limits<Real>::max)()) return append("inf");
    append_decimal(shortest_decimal(value));
  }

 private:
  constexpr void append_name(int number) {
    for (int i = number > 0 ? names->ends[number - 1] : 0; i < names->ends[number]; ++i)
      append(names->chars[i]);
  }
  constexpr void append_decimal(decimal const& x) {
    if (x.exponent > 16 || x.exponent < -4) {
      append(x.digits[0]);
      if (x.count > 1) append('.');
      for (int i = 1; i < x.count; ++i) append(x.digits[i]);
      append('e');
      return append_integer(x.exponent - 1);
    }
    if (x.exponent <= 0) append("0.");
    for (int i = x.exponent; i < 0; ++i) append('0');
    for (int i = 0; i < x.count; ++i) {
      if (i == x.exponent && i > 0) append('.');
      append(x.digits[i]);
    }
    for (int i = x.count; i < x.exponent; ++i) append('0');
  }
};

/// A text of known length as a constant.
template <int Size>
struct constant_text {
  char chars[Size + 1]{};

  constexpr constant_text() = default;
  constexpr explicit constant_text(text_writer const& text) {
    for (int i = 0; i < Size; ++i) chars[i] = text.chars[i];
  }
};

}  // namespace typegrad
