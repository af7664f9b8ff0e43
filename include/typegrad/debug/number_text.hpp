#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <charconv>
#include <cmath>
#include <cstddef>
#include <string>
#include <type_traits>

namespace typegrad {

/// The shortest decimal digits that read back as the same number: `digits` without point, the first
/// one worth 10^exponent.
struct decimal_digits {
  std::string digits;
  int exponent = 0;
  bool negative = false;

  /// Digits behind the point when written without exponent.
  int fraction_digits() const {
    int const count = static_cast<int>(digits.size()) - 1 - exponent;
    return digits == "0" || count < 0 ? 0 : count;
  }
};

/// What `std::to_chars` writes, as a string. The longest comes from 1.8e308 with eight decimals.
template <class... Format>
std::string characters_of(Format... format) {
  char text[512];
  auto const end = std::to_chars(text, text + sizeof text, format...);
  return std::string(text, end.ptr);
}

/// The shortest digits of a finite number.
template <class Number>
decimal_digits shortest_digits(Number value) {
  std::string const text = characters_of(value, std::chars_format::scientific);
  decimal_digits result;
  result.negative = text.front() == '-';
  std::size_t const letter = text.find('e');
  for (std::size_t k = result.negative ? 1 : 0; k < letter; ++k)
    if (text[k] != '.') result.digits += text[k];
  result.exponent = std::stoi(text.substr(letter + 1));
  return result;
}

/// Removes zeros at the end of a text that has a point, never the point.
inline void trim_zeros(std::string& text) { text.erase(text.find_last_not_of('0') + 1); }

/// `value` without exponent: its shortest digits, or rounded to `precision` decimals if those are
/// fewer. There is always a point, and no zero at the end: `1.`, `0.5`.
template <class Number>
std::string positional_text(Number value, int precision) {
  decimal_digits const shortest = shortest_digits(value);
  if (shortest.fraction_digits() > precision) {
    std::string text = characters_of(value, std::chars_format::fixed, precision);
    if (precision == 0) text += '.';
    trim_zeros(text);
    return text;
  }
  std::string text = shortest.negative ? "-" : "";
  int const count = static_cast<int>(shortest.digits.size());
  int const last = count - 1 > shortest.exponent ? count - 1 : shortest.exponent;
  for (int place = shortest.exponent < 0 ? shortest.exponent : 0; place <= last; ++place) {
    bool const written = place >= 0 && place < count;
    text += written ? shortest.digits[static_cast<std::size_t>(place)] : '0';
    if (place == shortest.exponent) text += '.';
  }
  return text;
}

/// A number with exponent, in three parts: `-1`, `25` and `+06` for -1.25e+06.
struct scientific_parts {
  std::string whole;
  std::string fraction;
  std::string exponent;
};

/// `value` with exactly `precision` digits behind the point.
template <class Number>
scientific_parts scientific_exact(Number value, int precision) {
  std::string const text = characters_of(value, std::chars_format::scientific, precision);
  std::size_t const letter = text.find('e');
  std::size_t const point = text.find('.') < letter ? text.find('.') : letter;
  std::string const fraction = point < letter ? text.substr(point + 1, letter - point - 1) : "";
  return {text.substr(0, point), fraction, text.substr(letter + 1)};
}

/// `value` with its shortest digits, or `precision` digits behind the point if those are fewer.
template <class Number>
scientific_parts scientific_shortest(Number value, int precision) {
  int const needed = static_cast<int>(shortest_digits(value).digits.size()) - 1;
  scientific_parts parts = scientific_exact(value, needed < precision ? needed : precision);
  trim_zeros(parts.fraction);
  return parts;
}

/// "nan", "inf" or "-inf".
template <class Number>
std::string infinite_text(Number value) {
  return std::isnan(value) ? "nan" : value < 0 ? "-inf" : "inf";
}

/// One number as NumPy writes a scalar: the shortest digits that read back as the same number, with
/// an exponent below 1e-4 and from 1e16 on. A whole number keeps one zero behind the point: `2.0`.
template <class Number>
std::string number_text(Number value) {
  static_assert(std::is_arithmetic_v<Number>, "number_text(value) writes one number");
  if constexpr (std::is_same_v<Number, bool>) {
    return value ? "True" : "False";
  } else if constexpr (std::is_integral_v<Number>) {
    return std::to_string(value);
  } else {
    if (!std::isfinite(value)) return infinite_text(value);
    Number const magnitude = value < 0 ? -value : value;
    if (magnitude == 0 ||
        (static_cast<double>(magnitude) >= 1e-4 && static_cast<double>(magnitude) < 1e16)) {
      std::string text = positional_text(value, 400);
      if (text.back() == '.') text += '0';
      return text;
    }
    scientific_parts const parts = scientific_shortest(value, 400);
    return parts.whole + (parts.fraction.empty() ? "" : ".") + parts.fraction + 'e' +
           parts.exponent;
  }
}

}  // namespace typegrad
