#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/debug/number_text.hpp>

#include <string>
#include <type_traits>
#include <vector>

namespace typegrad {

/// `text` with blanks in front up to `width` characters.
inline std::string padded_left(std::string const& text, std::size_t width) {
  return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

/// Writes the elements of one array at a common width, as NumPy does: made from all values that
/// will be shown. Integers are right-aligned, `True` and `False` too.
template <class Number>
class element_format {
  std::size_t width_ = 0;

 public:
  explicit element_format(std::vector<Number> const& values) {
    for (Number value : values) width_ = (std::max)(width_, number_text(value).size());
    if (std::is_same_v<Number, bool> && width_ < 5) width_ = 5;
  }

  std::string operator()(Number value) const { return padded_left(number_text(value), width_); }
};

/// Real numbers: at most 8 decimals, aligned at the point, zeros at the end replaced by blanks;
/// with exponent if a magnitude is 1e8 or more, below 1e-4, or more than 1000 times another.
/// source: NumPy 1.24, `FloatingFormat` in numpy/core/arrayprint.py
template <class Number>
  requires std::is_floating_point_v<Number>
class element_format<Number> {
  static constexpr int most_decimals = 8;
  bool exponent_ = false;
  int precision_ = 0;                ///< digits behind the point in the form with exponent
  std::size_t exponent_digits_ = 0;  ///< without sign
  std::size_t before_point_ = 0;
  std::size_t behind_point_ = 0;  ///< including the exponent

  static bool wants_exponent(std::vector<Number> const& finite) {
    Number largest = 0;
    Number smallest = 0;
    for (Number value : finite) {
      Number const magnitude = value < 0 ? -value : value;
      if (magnitude == 0) continue;
      if (magnitude > largest) largest = magnitude;
      if (smallest == 0 || magnitude < smallest) smallest = magnitude;
    }
    if (largest == 0) return false;
    // NumPy compares the smallest in double also for float: 1e-4f is below 1e-4.
    return largest >= Number(1e8) || static_cast<double>(smallest) < 1e-4 ||
           largest / smallest > Number(1000);
  }

  void measure(std::string const& before, std::size_t behind) {
    before_point_ = (std::max)(before_point_, before.size());
    behind_point_ = (std::max)(behind_point_, behind);
  }

 public:
  explicit element_format(std::vector<Number> const& values) {
    std::vector<Number> finite;
    bool has_negative_infinity = false;
    for (Number value : values) {
      if (__builtin_isfinite(value)) finite.push_back(value);
      else if (value < 0) has_negative_infinity = true;
    }
    exponent_ = wants_exponent(finite);
    for (Number value : finite) {
      if (exponent_) {
        scientific_parts const parts = scientific_shortest(value, most_decimals);
        measure(parts.whole, parts.fraction.size());
        exponent_digits_ = (std::max)(exponent_digits_, parts.exponent.size() - 1);
      } else {
        std::string const text = positional_text(value, most_decimals);
        std::size_t const point = text.find('.');
        measure(text.substr(0, point), text.size() - point - 1);
      }
    }
    if (exponent_) {
      precision_ = static_cast<int>(behind_point_);
      behind_point_ += exponent_digits_ + 2;
    }
    if (finite.size() < values.size()) {
      std::size_t const longest = has_negative_infinity ? 4 : 3;
      if (before_point_ + behind_point_ + 1 < longest) before_point_ = longest - behind_point_ - 1;
    }
  }

  std::string operator()(Number value) const {
    if (!__builtin_isfinite(value))
      return padded_left(infinite_text(value), before_point_ + behind_point_ + 1);
    if (exponent_) {
      scientific_parts const parts = scientific_exact(value, precision_);
      std::string const zeros(exponent_digits_ + 1 - parts.exponent.size(), '0');
      return padded_left(parts.whole, before_point_) + '.' + parts.fraction + 'e' +
             parts.exponent[0] + zeros + parts.exponent.substr(1);
    }
    std::string const text = positional_text(value, most_decimals);
    std::size_t const point = text.find('.');
    std::string const blanks(behind_point_ - (text.size() - point - 1), ' ');
    return padded_left(text.substr(0, point), before_point_) + text.substr(point) + blanks;
  }
};

}  // namespace typegrad
