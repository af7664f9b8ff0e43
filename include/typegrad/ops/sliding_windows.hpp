// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/join.hpp>
#include <typegrad/ops/slice.hpp>

namespace typegrad {

/// The window that moves over images.
struct window_size {
  index_t rows;
  index_t columns;
  index_t stride;
  index_t padding;
};

/// How many places a window of `size` has on an axis.
constexpr index_t places_of_window(index_t extent, index_t size, window_size const& window) {
  return (extent + 2 * window.padding - size) / window.stride + 1;
}

/// The shape of the windows, or what should hold.
constexpr shape_result shape_of_windows(shape const& from, window_size const& window) {
  if (from.rank != 4) return {{}, "a must have four axes: images, channels, rows and columns"};
  index_t const rows = from.extents[2];
  index_t const columns = from.extents[3];
  if (is_open(rows) || is_open(columns))
    return {{}, "the rows and the columns of a must be known: `fix` them"};
  if (window.rows < 1 || window.columns < 1 || window.stride < 1 || window.padding < 0)
    return {{}, "the window and the stride must be at least 1, the padding at least 0"};
  if (rows < 1 || columns < 1 || rows + 2 * window.padding < window.rows ||
      columns + 2 * window.padding < window.columns)
    return {{}, "the window must fit into the image and its padding"};
  return {shape_rule::with_table_of(
              from, make_shape(from.extents[0], from.extents[1], window.rows * window.columns,
                               places_of_window(rows, window.rows, window),
                               places_of_window(columns, window.columns, window))),
          nullptr};
}

/// The places of a window at which its element number `offset` of an axis lies within the image.
struct places_inside {
  index_t first = 0;  ///< of these places
  index_t count = 0;
  index_t start = 0;  ///< the element of the image at the first of them
};
constexpr places_inside find_places(index_t extent, index_t places, index_t offset,
                                    window_size const& window) {
  places_inside found;
  index_t const before = window.padding - offset;
  if (before > 0) found.first = (before + window.stride - 1) / window.stride;
  found.start = found.first * window.stride - before;
  if (found.start < extent) found.count = (extent - 1 - found.start) / window.stride + 1;
  if (found.count > places - found.first) found.count = places - found.first;
  if (found.count < 0) found.count = 0;
  return found;
}

/// With ordinary arguments: `sliding_windows(x, 3, 3, 1, 1)`.
template <Recordable Symbol>
constexpr Symbol sliding_windows(Symbol const& x, index_t rows, index_t columns, index_t stride = 1,
                                 index_t padding = 0) {
  window_size const window{rows, columns, stride, padding};
  shape const from = x.extents();
  shape_result const result = shape_of_windows(from, window);
  require_call(result.relation, "sliding_windows", x, rows, columns, stride, padding);
  growing_array<Symbol> parts;
  growing_array<word> words;
  auto const append = [&](index_t start, index_t step, index_t count) {
    words.push_back(start);
    words.push_back(step);
    words.push_back(count);
  };
  words.push_back(5);
  for (int axis = 0; axis < 5; ++axis) words.push_back(result.value.extents[axis]);
  for (index_t k = 0; k < rows * columns; ++k) {
    places_inside const down =
        find_places(from.extents[2], result.value.extents[3], k / columns, window);
    places_inside const right =
        find_places(from.extents[3], result.value.extents[4], k % columns, window);
    if (down.count == 0 || right.count == 0) continue;
    word const part[] = {0,
                         1,
                         from[0],
                         0,
                         1,
                         from[1],
                         down.start,
                         down.count > 1 ? stride : 1,
                         down.count,
                         right.start,
                         right.count > 1 ? stride : 1,
                         right.count};
    parts.push_back(slice_by(x, list_view<word>{part, 12}));
    append(0, 1, from[0]);
    append(0, 1, from[1]);
    append(k, 1, one_index);
    append(down.first, 1, down.count);
    append(right.first, 1, right.count);
  }
  return record_all<ops::join>(list_view<word>{words.data(), words.size()},
                               list_view<Symbol>{parts.data(), parts.size()});
}

/// `sliding_windows<...>(x)`, see `apply_recorded`.
template <index_t Rows, index_t Columns, index_t Stride, index_t Padding>
struct typed_windows {
  static constexpr auto name = "sliding_windows";
  static constexpr shape_result result_of(shape const& from) {
    return shape_of_windows(from, {Rows, Columns, Stride, Padding});
  }
  static constexpr auto record(auto const& x) {
    return sliding_windows(x, Rows, Columns, Stride, Padding);
  }
};

/// y(n, c, k, i, j) = element k, row by row, of a window of Rows x Columns elements at row i Stride
/// and column j Stride of image n, channel c; zero where the padding is: what convolution and
/// pooling read.
///
/// shape     x: (n, c, h, w)  ->  (n, c, Rows Columns, (h + 2 Padding - Rows) / Stride + 1, ...)
/// backward  dx = the sum of dy over the windows that an element is in
/// domain    all x
/// edge      none: elements stay what they are
/// cost      one copy
/// errors    another rank; rows or columns that are open: `fix` them; a window that does not fit
/// source    Saito, "Deep Learning from Scratch 3", step 57 (im2col); PyTorch, `nn.Unfold`
template <index_t Rows, index_t Columns, index_t Stride = 1, index_t Padding = 0, Operand Value>
constexpr auto sliding_windows(Value const& x) {
  return apply_recorded<ops::join, typed_windows<Rows, Columns, Stride, Padding>>(x);
}

}  // namespace typegrad
