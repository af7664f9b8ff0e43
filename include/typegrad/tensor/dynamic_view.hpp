// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/owned.hpp>
#include <typegrad/shape/permute.hpp>
#include <typegrad/shape/slice.hpp>
#include <typegrad/tensor/brace_values.hpp>
#include <typegrad/tensor/strided_position.hpp>

#include <string>
#include <type_traits>

namespace typegrad {

/// Elements of run-time shape that live elsewhere, each axis with a stride of its own: rows, slices
/// and transposes of a `dynamic_tensor`, or foreign memory. Nothing is copied; the memory must
/// outlive the view. `dynamic_view<T const>` reads only. Copying a view copies the reference;
/// `dynamic_tensor<T>(view)` copies the elements.
template <class Number>
class dynamic_view {
  static_assert(std::is_arithmetic_v<Number>,
                "a view shows numbers: T is an arithmetic type, const if it is read only");

  Number* data_;
  typegrad::shape extents_;
  stride_list strides_;

  [[noreturn]] void refuse(std::string const& call, char const* relation) const {
    throw shape_error(call + ": " + relation + "; x is " + shape_text(extents_));
  }

  /// Calls `use` with every element in row-major order.
  template <class Use>
  static void visit(Number* place, typegrad::shape const& extents, stride_list const& strides,
                    int axis, Use& use) {
    if (axis == extents.rank) {
      use(*place);
      return;
    }
    for (index_t k = 0; k < extents.extents[axis]; ++k)
      visit(place + k * strides.values[axis], extents, strides, axis + 1, use);
  }

 public:
  using value_type = std::remove_const_t<Number>;

  /// Row-major elements from `data` on.
  /// errors: shape_error for a negative extent or a size that overflows
  dynamic_view(Number* data, typegrad::shape const& extents) : data_(data), extents_(extents) {
    checked_size<Number>(extents);
    strides_ = shape_rule::row_major_strides(extents);
  }

  /// Element (i, j, ...) stands at data[i * strides[0] + j * strides[1] + ...].
  /// errors: shape_error as above, and where strides and extents differ in number
  dynamic_view(Number* data, typegrad::shape const& extents, stride_list const& strides)
      : data_(data), extents_(extents), strides_(strides) {
    checked_size<Number>(extents);
    if (strides.count != extents.rank)
      refuse("dynamic_view", "there must be one stride for each axis");
  }

  /// A view that reads only, from one that also writes.
  template <class Value>
    requires(std::is_const_v<Number> && std::is_same_v<Value const, Number> &&
             !std::is_const_v<Value>)
  dynamic_view(dynamic_view<Value> const& other) noexcept
      : data_(other.data()), extents_(other.shape()), strides_(other.strides()) {}

  typegrad::shape const& shape() const noexcept { return extents_; }
  stride_list const& strides() const noexcept { return strides_; }
  int rank() const noexcept { return extents_.rank; }
  int ndim() const noexcept { return extents_.rank; }
  index_t size() const noexcept { return extents_.size(); }
  index_t extent(int axis) const { return checked_extent(extents_, axis); }
  index_t len() const { return checked_length(extents_); }

  /// Element (0, 0, ...); elements may lie before it where a stride is negative.
  Number* data() const noexcept { return data_; }

  /// Whether the elements lie row-major without gaps from `data()` on.
  bool is_contiguous() const noexcept {
    index_t stride = 1;
    for (int axis = extents_.rank; axis-- > 0;) {
      if (extents_.extents[axis] != 1 && strides_.values[axis] != stride) return size() == 0;
      stride *= extents_.extents[axis];
    }
    return true;
  }

  /// The element at one index for each axis; negative indices are errors.
  /// errors: shape_error for a wrong number of indices and outside [0, extent)
  template <ElementIndex... Indices>
  Number& operator()(Indices... indices) const {
    return data_[strided_position(extents_, strides_, indices...)];
  }
  /// `x[i]` of a vector, as `x(i)`.
  Number& operator[](ElementIndex auto i) const { return (*this)(i); }

  /// The only element. errors: shape_error where there is not exactly one
  value_type item() const {
    if (size() != 1) refuse("x.item()", "x must have exactly one element");
    return *data_;
  }

  /// x[i], with one axis less. errors: shape_error for rank 0 and outside [0, len)
  dynamic_view row(index_t i) const {
    std::string const call = "x.row(" + std::to_string(i) + ")";
    if (extents_.rank == 0) refuse(call, "x must have an axis");
    if (i < 0 || i >= extents_[0]) refuse(call, "the index must lie in [0, extent) of axis 0");
    return slice(make_slices(take_index(i)));
  }

  /// x[first : first + count]. errors: shape_error for rank 0 and rows that are not there
  dynamic_view rows(index_t first, index_t count) const {
    std::string const call = "x.rows(" + std::to_string(first) + ", " + std::to_string(count) + ")";
    if (extents_.rank == 0) refuse(call, "x must have an axis");
    if (first < 0 || count < 0 || first > extents_[0] || count > extents_[0] - first)
      refuse(call, "the rows must lie in axis 0");
    return slice(make_slices(take_range(first, first + count)));
  }

  /// NumPy's basic slice, negative indices and steps included. errors: shape_error as
  /// `shape_rule::slice`
  dynamic_view slice(slice_list const& items) const {
    slice_result const taken = shape_rule::slice(extents_, items);
    if (!taken) refuse("x.slice(...)", taken.relation);
    dynamic_view result = *this;
    result.extents_ = {};
    result.strides_ = {};
    // An empty view stays where it is: the first element of an empty range may lie outside the
    // memory.
    bool const empty = taken.value.size() == 0;
    for (int axis = 0; axis < extents_.rank; ++axis) {
      if (!empty) result.data_ += taken.start[axis] * strides_[axis];
      if (axis < items.count && items.items[axis].is_index) continue;
      result.extents_.append(taken.extents[axis]);
      // A step that is never taken may be too large to multiply.
      index_t const step = taken.extents[axis] > 1 ? taken.step[axis] : 1;
      result.strides_.values[result.strides_.count++] = strides_[axis] * step;
    }
    return result;
  }

  /// The axes in another order, without arguments reversed. errors: shape_error where not every
  /// axis is named once
  dynamic_view transposed(axis_list const& axes = all_axes) const {
    axes_result const order = shape_rule::normalize_permutation(axes, extents_.rank);
    if (!order) refuse("x.transposed(...)", order.relation);
    dynamic_view result = *this;
    for (int place = 0; place < extents_.rank; ++place) {
      result.extents_.extents[place] = extents_[order.value[place]];
      result.strides_.values[place] = strides_[order.value[place]];
    }
    return result;
  }

  /// Calls `use(element)` for all in row-major order.
  template <class Use>
  void for_each(Use use) const {
    if (size() > 0) visit(data_, extents_, strides_, 0, use);
  }

  /// Writes the elements in row-major order from `place` on; returns the place after the last.
  template <class Out>
  Out copy_to(Out place) const {
    for_each([&](Number const& element) { *place++ = element; });
    return place;
  }

  /// The same value everywhere.
  void fill(brace_element<value_type> number) const
    requires(!std::is_const_v<Number>)
  {
    for_each([&](Number& element) { element = number.value; });
  }

  /// Writes the elements of a view of the same shape, whose memory may overlap:
  /// `x.row(0).assign(x.row(1))`. Copies them twice. errors: shape_error for another shape
  void assign(dynamic_view<Number const> const& values) const
    requires(!std::is_const_v<Number>)
  {
    if (values.shape() != extents_)
      refuse("x.assign(values)",
             ("x must have the shape of values, " + shape_text(values.shape())).c_str());
    owned<Number[]> const copies(new Number[static_cast<std::size_t>(size())]);
    values.copy_to(copies.get());
    Number const* next = copies.get();
    for_each([&](Number& element) { element = *next++; });
  }
};

}  // namespace typegrad
