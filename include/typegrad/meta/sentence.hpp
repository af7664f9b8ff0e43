// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/fixed_string.hpp>

namespace typegrad {

/// A text that is put together while compiling, such as the words of a compile error.
struct sentence {
  static constexpr int room = 480;
  char text[room + 1]{};
  int length = 0;

  constexpr sentence& add(char letter) {
    if (length < room) text[length++] = letter;
    return *this;
  }
  constexpr sentence& add(char const* words) {
    for (; *words != '\0'; ++words) add(*words);
    return *this;
  }
  constexpr sentence& add(sentence const& words) { return add(words.text); }
  constexpr sentence& add_number(long long number) {
    if (number >= 0) return add_unsigned(static_cast<unsigned long long>(number));
    return add('-').add_unsigned(0ull - static_cast<unsigned long long>(number));
  }
  constexpr sentence& add_unsigned(unsigned long long rest) {
    char digits[20]{};
    int count = 0;
    do digits[count++] = static_cast<char>('0' + rest % 10);
    while ((rest /= 10) != 0);
    while (count > 0) add(digits[--count]);
    return *this;
  }

  // What `static_assert` asks of a message that is computed.
  constexpr char const* data() const { return text; }
  constexpr decltype(sizeof(0)) size() const { return static_cast<decltype(sizeof(0))>(length); }
};

/// Whether two texts are equal.
constexpr bool same_text(char const* a, char const* b) {
  while (*a != '\0' && *a == *b) ++a, ++b;
  return *a == *b;
}

/// A sentence as a template argument of just its length: `fitted_text<words.length>(words)`.
template <int Length>
constexpr auto fitted_text(sentence const& words) {
  char letters[Length + 1]{};
  for (int i = 0; i < Length; ++i) letters[i] = words.text[i];
  return fixed_string<Length + 1>(letters);
}

}  // namespace typegrad
