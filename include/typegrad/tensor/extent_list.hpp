// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/tensor/shape_error.hpp>

#include <concepts>
#include <initializer_list>
#include <utility>

namespace typegrad {

/// An extent given as any integer, so that `{x.size(), 3}` does not narrow.
struct extent_value {
  index_t value;

  template <std::integral Value>
    requires(!std::is_same_v<Value, bool>)
  constexpr extent_value(Value extent) noexcept
      : value(std::in_range<index_t>(extent) ? static_cast<index_t>(extent) : index_t{-2}) {}
};

/// What a function takes that wants a shape: `{2, 3}` or a `shape`. `{}` is the shape of a number.
struct extent_list {
  shape value;

  constexpr extent_list(shape const& extents) noexcept : value(extents) {}

  /// errors: shape_error for more than 8 extents
  constexpr extent_list(std::initializer_list<extent_value> extents) {
    if (extents.size() > static_cast<std::size_t>(max_rank)) refuse_rank();
    for (extent_value extent : extents) value.append(extent.value);
  }
};

}  // namespace typegrad
