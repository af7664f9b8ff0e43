// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/shape/extent.hpp>

#include <cstdint>

namespace typegrad {

/// Some elements of a small tensor, at most `room`, by their row-major position.
struct element_set {
  static constexpr index_t room = 64;
  std::uint64_t bits = 0;

  static constexpr element_set first(index_t count) {
    return {count == 0 ? 0 : ~std::uint64_t{0} >> (room - count)};
  }
  constexpr bool is_empty() const { return bits == 0; }
  constexpr bool has(index_t position) const {
    return bits != 0 && (bits >> static_cast<unsigned>(position) & 1) != 0;
  }
  constexpr void add(index_t position) {
    bits |= std::uint64_t{1} << static_cast<unsigned>(position);
  }
  constexpr void remove(index_t position) {
    bits &= ~(std::uint64_t{1} << static_cast<unsigned>(position));
  }
};

}  // namespace typegrad
