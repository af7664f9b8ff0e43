// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/interpret/conversion.hpp>

#include <cstddef>
#include <cstring>

namespace typegrad {

/// A reading of an index space with as few axes as its strides allow; neighbours that are one run
/// are merged.
struct merged_view {
  int count = 0;
  index_t extents[max_rank]{};
  index_t strides[max_rank]{};
  index_t offset = 0;

  bool is_uniform() const {
    for (int d = 0; d < count; ++d)
      if (strides[d] != 0) return false;
    return true;
  }
  /// Elements one after the other.
  bool is_linear() const { return count == 0 || (count == 1 && strides[0] == 1); }
};

inline merged_view merge(shape const& extents, strided_view const& view) {
  merged_view merged;
  merged.offset = view.offset;
  for (int axis = 0; axis < extents.rank; ++axis) {
    index_t const extent = extents.extents[axis];
    if (extent == 1) continue;
    index_t const stride = view.strides[axis];
    int const last = merged.count - 1;
    if (last >= 0 && merged.strides[last] == stride * extent) {
      merged.extents[last] *= extent;
      merged.strides[last] = stride;
    } else {
      merged.extents[merged.count] = extent;
      merged.strides[merged.count++] = stride;
    }
  }
  return merged;
}

/// Calls `use(place, stride, first, n)` for the runs along the innermost axis that make up elements
/// `at, ..., at + count - 1` of a view: element `first + i` of the block stands at `place + i *
/// stride`.
template <class Use>
void for_each_run(merged_view const& view, index_t at, index_t count, Use&& use) {
  if (count == 0) return;  // an extent may be 0 then
  if (view.count == 0) return use(view.offset, index_t{0}, index_t{0}, count);
  int const inner = view.count - 1;
  index_t index[max_rank]{};
  index_t place = view.offset;
  for (int d = inner; d >= 0; --d) {
    index[d] = at % view.extents[d];
    at /= view.extents[d];
    place += index[d] * view.strides[d];
  }
  for (index_t first = 0; first < count;) {
    index_t const left = view.extents[inner] - index[inner];
    index_t const n = left < count - first ? left : count - first;
    use(place, view.strides[inner], first, n);
    first += n;
    if (first == count) return;
    place -= index[inner] * view.strides[inner];
    index[inner] = 0;
    for (int d = inner - 1; d >= 0; --d) {
      place += view.strides[d];
      if (++index[d] < view.extents[d]) break;
      place -= view.extents[d] * view.strides[d];
      index[d] = 0;
    }
  }
}

/// A number of bytes that a copy knows while compiling.
template <std::size_t Bytes>
struct element_width {
  static constexpr std::size_t bytes = Bytes;
};
template <class Use>
void with_width(std::size_t bytes, Use&& use) {
  if (bytes == 8) use(element_width<8>{});
  else if (bytes == 4) use(element_width<4>{});
  else use(element_width<1>{});
}

/// `n` elements, `to_stride` apart, from those `from_stride` apart.
template <std::size_t Bytes>
void copy_run(std::byte* to, index_t to_stride, std::byte const* from, index_t from_stride,
              index_t n) {
  constexpr auto bytes = static_cast<index_t>(Bytes);
  if (to_stride == 1 && from_stride == 1)
    std::memcpy(to, from, static_cast<std::size_t>(n) * Bytes);
  else
    for (index_t i = 0; i < n; ++i)
      std::memcpy(to + i * to_stride * bytes, from + i * from_stride * bytes, Bytes);
}

/// Elements `at, ..., at + n - 1` of a view, one after the other.
inline void gather(std::byte* to, std::byte const* from, merged_view const& view, std::size_t width,
                   index_t at, index_t n) {
  with_width(width, [&](auto element) {
    constexpr auto bytes = static_cast<index_t>(element.bytes);
    for_each_run(view, at, n, [&](index_t place, index_t stride, index_t first, index_t count) {
      copy_run<element.bytes>(to + first * bytes, 1, from + place * bytes, stride, count);
    });
  });
}

/// The reverse: contiguous elements to where a view says.
inline void scatter(std::byte* to, merged_view const& view, std::byte const* from,
                    std::size_t width, index_t at, index_t n) {
  with_width(width, [&](auto element) {
    constexpr auto bytes = static_cast<index_t>(element.bytes);
    for_each_run(view, at, n, [&](index_t place, index_t stride, index_t first, index_t count) {
      copy_run<element.bytes>(to + place * bytes, stride, from + first * bytes, 1, count);
    });
  });
}

}  // namespace typegrad
