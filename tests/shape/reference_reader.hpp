#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/shape/normalize_axes.hpp>
#include <typegrad/shape/slice.hpp>

/// Reads the cases of numpy_reference.hpp word by word; the text is explained in
/// numpy_reference.py.
class reference_reader {
  char const* place_;
  int line_ = 0;

  constexpr bool separator() const { return *place_ == ' ' || *place_ == '\n' || *place_ == '\0'; }

  constexpr bool skip(char sign) {
    if (*place_ != sign) return false;
    ++place_;
    return true;
  }

  constexpr void end_word() {
    if (skip('\n')) ++line_;
    else skip(' ');
  }

  constexpr typegrad::index_t digits() {
    bool const negative = skip('-');
    typegrad::index_t value = 0;
    for (; *place_ >= '0' && *place_ <= '9'; ++place_) value = 10 * value + (*place_ - '0');
    return negative ? -value : value;
  }

 public:
  constexpr explicit reference_reader(char const* cases)
      : place_(cases + 1) {}  // the first line is empty

  constexpr bool at_end() const { return *place_ == '\0'; }
  constexpr int line() const { return line_; }

  constexpr typegrad::index_t number() {
    typegrad::index_t const value = digits();
    end_word();
    return value;
  }
  constexpr int small_number() { return static_cast<int>(number()); }

  constexpr typegrad::shape shape() {
    typegrad::shape result;
    if (!skip('.'))
      for (result.append(digits()); skip(',');) result.append(digits());
    end_word();
    return result;
  }

  constexpr typegrad::axis_list axes() {
    typegrad::axis_list result;
    if (skip('*')) {
      result = typegrad::all_axes;
    } else if (!skip('.')) {
      for (result.append(static_cast<int>(digits())); skip(',');)
        result.append(static_cast<int>(digits()));
    }
    end_word();
    return result;
  }

  constexpr typegrad::slice_item item() {
    typegrad::index_t bounds[3]{};
    int count = 0;
    do bounds[count++] = skip('_') ? typegrad::omitted : digits();
    while (skip(','));
    end_word();
    if (count == 1) return typegrad::take_index(bounds[0]);
    return typegrad::take_range(bounds[0], bounds[1],
                                bounds[2] == typegrad::omitted ? 1 : bounds[2]);
  }

  /// True if NumPy refuses this case; then nothing is left to read in its line.
  constexpr bool refusal() {
    if (!skip('!')) return false;
    while (!separator()) ++place_;
    end_word();
    return true;
  }

  constexpr bool agrees(typegrad::shape_result const& result) {
    if (refusal()) return !result;
    return shape() == result.value && result;
  }
};

/// The number of the first case in which a rule and NumPy disagree, counted from 1; 0 if there is
/// none.
template <class Check>
constexpr int first_disagreement(char const* cases, Check check) {
  reference_reader reader(cases);
  while (!reader.at_end()) {
    int const line = reader.line();
    if (!check(reader) || reader.line() != line + 1) return line + 1;
  }
  return 0;
}
