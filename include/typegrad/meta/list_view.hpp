// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace typegrad {

/// A run of values that somebody else owns (`std::span` costs 0.1 s of every compilation).
template <class Number>
struct list_view {
  Number const* data = nullptr;
  int count = 0;

  constexpr Number const& operator[](int i) const { return data[i]; }
  constexpr Number const* begin() const { return data; }
  constexpr Number const* end() const { return data + count; }
};

}  // namespace typegrad
