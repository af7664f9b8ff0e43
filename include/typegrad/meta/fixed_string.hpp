// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>

namespace typegrad {

/// A string literal as a template argument: `var<"x", double>`.
template <std::size_t N>
struct fixed_string {
  char text[N]{};

  constexpr fixed_string(char const (&literal)[N]) {
    for (std::size_t i = 0; i < N; ++i) text[i] = literal[i];
  }
  template <std::size_t M>
  constexpr bool operator==(fixed_string<M> const& other) const {
    if constexpr (M == N) {
      for (std::size_t i = 0; i < N; ++i)
        if (text[i] != other.text[i]) return false;
      return true;
    } else {
      return false;
    }
  }
  static constexpr std::size_t size() { return N - 1; }
};

}  // namespace typegrad
