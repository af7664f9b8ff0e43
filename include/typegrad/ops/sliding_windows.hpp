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

/// Windows along the last axis, with zeros before and after its elements.
struct axis_windows {
  index_t size;
  index_t before = 0;
  index_t after = 0;
  bool inside_last = true;  ///< elements of a window along the last axis, windows along that before
  bool may_be_longer = true;  ///< than the axis: the zeros are counted, too
};

/// `extent` and `change` more, or fewer.
constexpr index_t changed_extent(shape const& from, index_t extent, index_t change) {
  return change < 0 ? shape_rule::difference_of_extents(from.table, extent, -change)
                    : shape_rule::sum_of_extents(from.table, extent, change);
}

/// The shape of windows along the last axis, or what should hold.
constexpr shape_result shape_of_axis_windows(shape const& from, axis_windows const& window) {
  if (from.rank < 1 || from.rank == max_rank) return {{}, "a must have one to seven axes"};
  if (window.size < 1) return {{}, "the window must be at least 1"};
  index_t const extent = from.extents[from.rank - 1];
  index_t const zeros = window.before + window.after;
  if (!is_open(extent) && (extent < 1 || extent + (window.may_be_longer ? zeros : 0) < window.size))
    return {{}, "the window must fit into the last axis"};
  index_t const places = changed_extent(from, extent, zeros - window.size + 1);
  shape result = from;
  result.extents[from.rank - 1] = window.inside_last ? places : window.size;
  result.append(window.inside_last ? window.size : places);
  return {result, nullptr};
}

/// The windows as a join: element k of all of them is a part of x.
template <Recordable Symbol>
constexpr Symbol record_axis_windows(Symbol const& x, axis_windows const& window) {
  shape const from = x.extents();
  shape const result = shape_of_axis_windows(from, window).value;
  int const along = from.rank - 1;
  growing_array<Symbol> parts;
  growing_array<word> words;
  auto const append = [&](index_t start, index_t count) {
    words.push_back(start);
    words.push_back(1);
    words.push_back(count);
  };
  words.push_back(result.rank);
  for (int axis = 0; axis < result.rank; ++axis) words.push_back(result.extents[axis]);
  for (index_t k = 0; k < window.size; ++k) {
    index_t const first = k < window.before ? window.before - k : 0;
    index_t const start = k < window.before ? 0 : k - window.before;
    index_t const beyond = window.after - window.size + k + 1;
    index_t const count = changed_extent(
        from, from[along],
        window.before + window.after - window.size + 1 - first - (beyond > 0 ? beyond : 0));
    if (!is_open(from[along]) && count <= 0) continue;
    parts.push_back(slice_along(x, along, start, count));
    for (int axis = 0; axis < along; ++axis) append(0, from[axis]);
    if (!window.inside_last) append(k, one_index);
    append(first, count);
    if (window.inside_last) append(k, one_index);
  }
  return record_all<ops::join>(list_view<word>{words.data(), words.size()},
                               list_view<Symbol>{parts.data(), parts.size()});
}

/// `sliding_windows<Size>(x)`, see `apply_recorded`.
template <index_t Size>
struct typed_axis_windows {
  static constexpr auto name = "sliding_windows";
  static constexpr shape_result result_of(shape const& from) {
    return shape_of_axis_windows(from, {Size});
  }
  static constexpr auto record(auto const& x) { return record_axis_windows(x, {Size}); }
};

/// Windows along the last axis, as NumPy's `sliding_window_view`: the rows of
/// `sliding_windows<3>(x)` are x(0) to x(2), x(1) to x(3), ...
///
/// shape     x: (..., n)  ->  (..., n - Size + 1, Size); n may be open
/// errors    a window that does not fit
/// source    NumPy, `numpy.lib.stride_tricks.sliding_window_view`
template <index_t Size, Operand Value>
constexpr auto sliding_windows(Value const& x) {
  return apply_recorded<ops::join, typed_axis_windows<Size>>(x);
}
/// With an ordinary argument: `sliding_windows(x, 3)`.
template <Recordable Symbol>
constexpr Symbol sliding_windows(Symbol const& x, index_t size) {
  require_call(shape_of_axis_windows(x.extents(), {size}).relation, "sliding_windows", x, size);
  return record_axis_windows(x, {size});
}

}  // namespace typegrad
