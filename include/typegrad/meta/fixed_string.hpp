// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>

namespace typegrad {

/// A string literal as a template argument: `var<"x", double>`.
template <std::size_t Count>
struct fixed_string {
  char text[Count]{};

  constexpr fixed_string(char const (&literal)[Count]) {
    for (std::size_t i = 0; i < Count; ++i) text[i] = literal[i];
  }
  template <std::size_t Member>
  constexpr bool operator==(fixed_string<Member> const& other) const {
    if constexpr (Member == Count) {
      for (std::size_t i = 0; i < Count; ++i)
        if (text[i] != other.text[i]) return false;
      return true;
    } else {
      return false;
    }
  }
  static constexpr std::size_t size() { return Count - 1; }
};

}  // namespace typegrad
