#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/shape/open_extent.hpp>

#include <type_traits>

namespace typegrad {

/// A bound left out, as in `x[::2]`.
inline constexpr index_t omitted = PTRDIFF_MIN;

/// What is taken of one axis: `start:stop:step`, or one index, which removes the axis.
struct slice_item {
  index_t start = omitted;
  index_t stop = omitted;
  index_t step = 1;
  bool is_index = false;

  /// No index of an element: the shape of a part must be known from its type.
  template <class Index>
    requires std::is_same_v<Index, index_t>
  constexpr operator Index() const noexcept {
    static_assert(!std::is_same_v<Index, index_t>,
                  "typegrad: x(i, j, ...) is an element; a part of x is tg::slice<tg::range(0, 2), "
                  "1>(x), with shapes known at run time tg::slice(x, {tg::range(0, 2), 1})");
    return 0;
  }

  friend constexpr bool operator==(slice_item const&, slice_item const&) = default;
};

/// Every element of an axis: `:`.
inline constexpr slice_item whole_axis{};

/// Python's `start:stop:step`; negative bounds count from the end.
constexpr slice_item take_range(index_t start, index_t stop, index_t step = 1) noexcept {
  return {start, stop, step, false};
}

/// One index, negative from the end; the axis disappears.
constexpr slice_item take_index(index_t index) noexcept { return {index, omitted, 1, true}; }

/// `start:stop:step` of one axis; negative bounds count from the end, `omitted` leaves one out.
constexpr slice_item range(index_t start, index_t stop, index_t step = 1) noexcept {
  return take_range(start, stop, step);
}

constexpr slice_item item_of(slice_item const& item) noexcept { return item; }
template <WholeNumber Integer>
constexpr slice_item item_of(Integer index) noexcept {
  return take_index(static_cast<index_t>(index));
}

/// What one axis of a slice can be: a range, or an index.
template <class Item>
concept SliceItem = WholeNumber<Item> || std::is_same_v<Item, slice_item>;

/// What is taken of the leading axes; axes not mentioned are taken whole.
struct slice_list {
  int count = 0;
  slice_item items[max_rank]{};

  constexpr slice_list() = default;
  /// The items in a call: `{range(0, 2), 1}` in `slice(x, {range(0, 2), 1})`, or one of them.
  template <SliceItem... Item>
    requires(sizeof...(Item) > 0)
  constexpr slice_list(Item const&... item) noexcept
      : count(sizeof...(Item)), items{item_of(item)...} {
    static_assert(sizeof...(Item) <= max_rank, "typegrad: a slice has at most 8 items");
  }

  constexpr void append(slice_item const& item) noexcept { items[count++] = item; }

  friend constexpr bool operator==(slice_list const&, slice_list const&) = default;
};

/// `make_slices(take_index(0), take_range(1, 3))` is `x[0, 1:3]`.
template <class... Item>
constexpr slice_list make_slices(Item... items) noexcept {
  static_assert(sizeof...(Item) <= max_rank, "a slice has at most 8 items");
  slice_list result;
  (result.append(items), ...);
  return result;
}

/// A range of one axis: positions `start + k * step` for k in [0, extent), all inside the axis.
struct range_result {
  index_t start = 0;
  index_t step = 1;
  index_t extent = 0;
  char const* relation = nullptr;

  constexpr explicit operator bool() const noexcept { return relation == nullptr; }
};

/// A slice of all axes: the shape, and for each axis of the source where it is read.
struct slice_result {
  shape value;    ///< without the axes taken by one index
  shape extents;  ///< one extent for each axis of the source, 1 where one index is taken
  index_t start[max_rank]{};  ///< for each axis of the source
  index_t step[max_rank]{};   ///< for each axis of the source
  char const* relation = nullptr;

  constexpr explicit operator bool() const noexcept { return relation == nullptr; }
};

namespace shape_rule {

/// The positions taken of an axis with `extent` elements. Bounds of a range are clipped as in
/// Python. Of an axis whose extent is not known yet, `:` and `::-1` keep it and another range has
/// an entry of the graph's table; without a table that is `dyn`, and where the range begins is 0.
/// errors: a step of 0; a single index outside [-extent, extent)
constexpr range_result normalize_range(slice_item const& item, index_t extent,
                                       extent_table* table = nullptr) noexcept {
  if (is_open(extent)) {
    if (item.is_index)
      return {table == nullptr ? 0
              : item.start < 0 ? table->sum(extent, item.start)
                               : item.start,
              1, 1};
    if (item.step == 0) return {0, 1, 0, "the step of a slice must not be 0"};
    if (item.start == omitted && item.stop == omitted && (item.step == 1 || item.step == -1))
      return {table == nullptr || item.step == 1 ? 0 : table->sum(extent, -1), item.step, extent};
    if (table == nullptr) return {0, item.step, dyn};
    return {table->range_start(extent, item.start, item.stop, item.step), item.step,
            table->range_count(extent, item.start, item.stop, item.step)};
  }
  if (item.is_index) {
    if (item.start < -extent || item.start >= extent)
      return {0, 1, 0, "every index must lie in [-extent, extent) of its axis"};
    return {item.start < 0 ? item.start + extent : item.start, 1, 1};
  }
  index_t const step = item.step;
  if (step == 0) return {0, 1, 0, "the step of a slice must not be 0"};
  index_t const lowest = step > 0 ? 0 : -1;
  index_t const highest = step > 0 ? extent : extent - 1;
  index_t start = step > 0 ? lowest : highest;
  index_t stop = step > 0 ? highest : lowest;
  if (item.start != omitted) {
    start = item.start < 0 ? item.start + extent : item.start;
    start = start < lowest ? lowest : start > highest ? highest : start;
  }
  if (item.stop != omitted) {
    stop = item.stop < 0 ? item.stop + extent : item.stop;
    stop = stop < lowest ? lowest : stop > highest ? highest : stop;
  }
  index_t const span = step > 0 ? stop - start : start - stop;
  if (span <= 0) return {0, step, 0};
  // Unsigned, because the smallest step has no negative of its own type.
  auto const stride =
      step > 0 ? static_cast<std::size_t>(step) : std::size_t{0} - static_cast<std::size_t>(step);
  return {start, step, static_cast<index_t>((static_cast<std::size_t>(span) - 1) / stride) + 1};
}

/// The shape of `a[items]` and the positions that it reads.
/// errors: more items than axes; those of `normalize_range`
/// source: NumPy, "Basic indexing"
constexpr slice_result slice(shape const& a, slice_list const& items) noexcept {
  slice_result result;
  result.value.table = a.table;
  result.extents.table = a.table;
  if (items.count > a.rank) {
    result.relation = "a slice must not have more items than a has axes";
    return result;
  }
  for (int axis = 0; axis < a.rank; ++axis) {
    slice_item const item = axis < items.count ? items.items[axis] : whole_axis;
    range_result const range = normalize_range(item, a.extents[axis], a.table);
    if (!range) {
      result = {};
      result.relation = range.relation;
      return result;
    }
    result.start[axis] = range.start;
    result.step[axis] = range.step;
    result.extents.append(range.extent);
    if (!item.is_index) result.value.append(range.extent);
  }
  return result;
}

}  // namespace shape_rule
}  // namespace typegrad
