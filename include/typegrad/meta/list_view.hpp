// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace typegrad {

/// A run of values that somebody else owns (`std::span` costs 0.1 s of every compilation).
template <class T>
struct list_view {
  T const* data = nullptr;
  int count = 0;

  constexpr T const& operator[](int i) const { return data[i]; }
  constexpr T const* begin() const { return data; }
  constexpr T const* end() const { return data + count; }
};

}  // namespace typegrad
