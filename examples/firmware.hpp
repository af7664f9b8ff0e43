// SPDX-License-Identifier: BSL-1.0
#pragma once

/// What firmware says over its serial line. Where there is an operating system it goes to the
/// terminal; else the board's own code has `say`.
#if defined(__unix__) || defined(__APPLE__) || defined(_WIN32)
#include <cstdio>
inline void say(char const* text) { std::fputs(text, stdout); }
#else
extern "C" void say(char const* text);
#endif

/// A number with two digits behind the point; without printf, which would take 20 kB.
inline void say(char const* before, float number, char const* after) {
  int const hundredths = static_cast<int>(number * 100 + (number < 0 ? -0.5f : 0.5f));
  unsigned rest = static_cast<unsigned>(hundredths < 0 ? -hundredths : hundredths);
  char digits[16];
  int at = 15;
  digits[at] = 0;
  for (int count = 0; count < 4 || rest > 0; ++count) {
    digits[--at] = count == 2 ? '.' : static_cast<char>('0' + rest % 10);
    if (count != 2) rest /= 10;
  }
  if (hundredths < 0) digits[--at] = '-';
  say(before);
  say(digits + at);
  say(after);
}
