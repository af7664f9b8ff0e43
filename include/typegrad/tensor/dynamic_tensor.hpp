// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/shape/reshape.hpp>
#include <typegrad/tensor/dynamic_brace.hpp>
#include <typegrad/tensor/dynamic_storage.hpp>
#include <typegrad/tensor/dynamic_values.hpp>
#include <typegrad/tensor/dynamic_view.hpp>
#include <typegrad/tensor/extent_list.hpp>
#include <typegrad/tensor/is_dynamic_tensor.hpp>
#include <typegrad/tensor/number_conversion.hpp>
#include <typegrad/tensor/tensor.hpp>
#include <typegrad/tensor/tensor_members.hpp>
#include <typegrad/tensor/tensor_view.hpp>

#include <initializer_list>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace typegrad {

/// Values whose rank and extents are known only at run time, row-major and contiguous. A value
/// type: copies are deep, a move is cheap and leaves a tensor without elements. Up to four elements
/// need no heap; more are aligned to 64 bytes.
///
///     dynamic_tensor<double> x{{1, 2, 3}, {4, 5, 6}};        // braces: every pair is an axis
///     dynamic_tensor<double> y({2, 3}, {1, 2, 3, 4, 5, 6});  // parentheses: extents, all values
///     dynamic_tensor<double> number(0.5);                    // rank 0
///
/// Numbers in braces are values wherever nothing follows them: `x({2, 3})` is `x{2, 3}`, the vector
/// of 2 and 3. A tensor of that shape is `zeros<double>({2, 3})` or `x(shape{2, 3})`.
///
/// errors: shape_error from everything that is given a shape, an axis or an index that does not fit
template <class Number>
class dynamic_tensor : public tensor_members<dynamic_tensor<Number>> {
  static_assert(DynamicElement<Number>,
                "a dynamic_tensor holds bool, float, double, std::int32_t or std::int64_t");

  typegrad::shape extents_;
  dynamic_storage<Number> values_;

  void expect_count(std::size_t given) const {
    if (given != static_cast<std::size_t>(size()))
      throw shape_error(
          "dynamic_tensor(extents, values): there must be as many values as elements; " +
          std::to_string(given) + " values for " + shape_text(extents_));
  }
  /// `count` elements of another type.
  template <class Other>
  void convert(Other const* first) {
    for (Number* to = data(); Other value : std::span(first, static_cast<std::size_t>(size())))
      *to++ = weak_value<Number>(value);
  }

 public:
  using value_type = Number;

  /// Shape (0), no elements.
  dynamic_tensor() noexcept { extents_.append(0); }

  /// All zeros.
  explicit dynamic_tensor(typegrad::shape const& extents)
      : dynamic_tensor(extents, uninitialized_t{}) {
    fill(Number{});
  }

  dynamic_tensor(typegrad::shape const& extents, uninitialized_t)
      : extents_(extents), values_(checked_size<Number>(extents)) {}

  /// A tensor of rank 0. Explicit: a number and a tensor without axes are different things.
  template <class Value>
    requires(std::is_arithmetic_v<Value> && keeps_fraction<Value, Number>)
  explicit dynamic_tensor(Value value) : values_(index_t{1}) {
    *data() = weak_value<Number>(value);
  }

  /// Nested braces, ragged ones are errors.
  dynamic_tensor(std::initializer_list<dynamic_brace<Number>> rows)
      : dynamic_tensor(shape_of_braces(rows), uninitialized_t{}) {
    copy_braces(rows, extents_, data());
  }

  /// Extents and all values in row-major order.
  dynamic_tensor(extent_list const& extents, std::initializer_list<brace_element<Number>> values)
      : dynamic_tensor(extents.value, uninitialized_t{}) {
    expect_count(values.size());
    for (Number* to = data(); brace_element<Number> const& each : values) *to++ = each.value;
  }
  /// The same from a vector, a span, an array or any other range of numbers.
  template <class Result>
    requires(std::is_arithmetic_v<range_element<Result>> &&
             keeps_fraction<range_element<Result>, Number>)
  dynamic_tensor(extent_list const& extents, Result const& values)
      : dynamic_tensor(extents.value, uninitialized_t{}) {
    expect_count(static_cast<std::size_t>(std::distance(std::begin(values), std::end(values))));
    for (Number* to = data(); auto const& each : values) *to++ = weak_value<Number>(each);
  }
  /// A vector of a `std::vector`.
  template <class Value>
    requires(std::is_arithmetic_v<Value> && keeps_fraction<Value, Number>)
  explicit dynamic_tensor(std::vector<Value> const& values)
      : dynamic_tensor(make_shape(static_cast<index_t>(values.size())), values) {}
  /// The same from memory that holds at least as many values.
  template <class Program>
    requires(std::is_pointer_v<Program> &&
             keeps_fraction<std::remove_cvref_t<decltype(*Program{})>, Number>)
  dynamic_tensor(extent_list const& extents, Program const& first)
      : dynamic_tensor(extents.value, uninitialized_t{}) {
    convert(first);
  }

  /// A tensor of fixed extents, or a view of one; explicit from another type of elements.
  template <class Other, index_t... Extents>
    requires(std::is_arithmetic_v<Other> && keeps_fraction<Other, Number>)
  explicit(!std::is_same_v<Other, Number>) dynamic_tensor(tensor<Other, Extents...> const& x)
      : dynamic_tensor(x.shape(), uninitialized_t{}) {
    convert(x.data());
  }
  template <class Other, index_t... Extents>
    requires(keeps_fraction<std::remove_const_t<Other>, Number>)
  explicit(!std::is_same_v<std::remove_const_t<Other>, Number>)
      dynamic_tensor(tensor_view<Other, Extents...> const& x)
      : dynamic_tensor(x.shape(), uninitialized_t{}) {
    convert(x.data());
  }

  /// A copy of what a view shows.
  template <class Other>
    requires(keeps_fraction<std::remove_const_t<Other>, Number>)
  explicit(!std::is_same_v<std::remove_const_t<Other>, Number>)
      dynamic_tensor(dynamic_view<Other> const& x)
      : dynamic_tensor(x.shape(), uninitialized_t{}) {
    Number* place = data();
    x.for_each([&](auto value) { *place++ = weak_value<Number>(value); });
  }

  /// The same values in another type. Fractions become integers only by `cast`.
  template <class Other>
    requires(!std::is_same_v<Other, Number> && keeps_fraction<Other, Number>)
  explicit dynamic_tensor(dynamic_tensor<Other> const& x)
      : dynamic_tensor(x.shape(), uninitialized_t{}) {
    convert(x.data());
  }

  /// The values of another library's type that has an adapter, `dynamic_values`.
  template <class Value>
    requires(!is_dynamic_tensor<Value> && DynamicValues<Value>)
  explicit(!std::is_same_v<typename dynamic_values<Value>::value_type, Number>)
      dynamic_tensor(Value const& values)
      : dynamic_tensor(dynamic_values<Value>::extents(values), uninitialized_t{}) {
    static_assert(keeps_fraction<typename dynamic_values<Value>::value_type, Number>,
                  "a tensor of integers takes integers");
    dynamic_values<Value>::copy(values, data());
  }

  dynamic_tensor(dynamic_tensor const&) = default;
  dynamic_tensor(dynamic_tensor&& other) noexcept
      : extents_(std::exchange(other.extents_, make_shape(0))), values_(std::move(other.values_)) {}
  dynamic_tensor& operator=(dynamic_tensor const& other) {
    values_ = other.values_;  // may throw, then nothing was changed
    extents_ = other.extents_;
    return *this;
  }
  dynamic_tensor& operator=(dynamic_tensor&& other) noexcept {
    if (this == &other) return *this;
    values_ = std::move(other.values_);
    extents_ = std::exchange(other.extents_, make_shape(0));
    return *this;
  }
  ~dynamic_tensor() = default;

  static dynamic_tensor zeros(extent_list const& extents) { return dynamic_tensor(extents.value); }
  static dynamic_tensor ones(extent_list const& extents) { return full(extents, Number{1}); }
  static dynamic_tensor full(extent_list const& extents, brace_element<Number> value) {
    dynamic_tensor result(extents.value, uninitialized_t{});
    result.fill(value);
    return result;
  }
  /// 0, 1, ..., count - 1; nothing for a negative count, as in NumPy.
  static dynamic_tensor arange(index_t count)
    requires(!std::is_same_v<Number, bool>)
  {
    dynamic_tensor result(make_shape(count < 0 ? 0 : count), uninitialized_t{});
    for (index_t k = 0; k < result.size(); ++k) result.data()[k] = static_cast<Number>(k);
    return result;
  }

  typegrad::shape const& shape() const noexcept { return extents_; }
  typegrad::shape const& extents() const noexcept { return extents_; }
  int rank() const noexcept { return extents_.rank; }
  int ndim() const noexcept { return extents_.rank; }
  index_t size() const noexcept { return values_.size(); }
  /// NumPy's name of the elements' type: "float64".
  static constexpr std::string_view dtype() noexcept { return numpy_name<Number>; }
  /// The extent of an axis, negative ones from the end.
  index_t extent(int axis) const { return checked_extent(extents_, axis); }
  /// The extent of the first axis; rank 0 has none, an error.
  index_t len() const { return checked_length(extents_); }

  Number* data() noexcept { return values_.data(); }
  Number const* data() const noexcept { return values_.data(); }
  Number* begin() noexcept { return data(); }
  Number const* begin() const noexcept { return data(); }
  Number* end() noexcept { return data() + size(); }
  Number const* end() const noexcept { return data() + size(); }
  std::span<Number> span() & noexcept { return {data(), static_cast<std::size_t>(size())}; }
  std::span<Number const> span() const& noexcept {
    return {data(), static_cast<std::size_t>(size())};
  }
  void span() const&& = delete;  // keep the tensor in a variable

  /// The element at one index for each axis; negative indices are errors.
  Number& operator()(ElementIndex auto... indices) & {
    return data()[row_major_position(extents_, indices...)];
  }
  Number const& operator()(ElementIndex auto... indices) const& {
    return data()[row_major_position(extents_, indices...)];
  }
  Number operator()(ElementIndex auto... indices) const&& {
    return data()[row_major_position(extents_, indices...)];
  }
  /// `x[i]` of a vector, as `x(i)`.
  Number& operator[](ElementIndex auto i) & { return (*this)(i); }
  Number const& operator[](ElementIndex auto i) const& { return (*this)(i); }
  Number operator[](ElementIndex auto i) const&& { return std::move(*this)(i); }

  /// The only element, whatever the rank; an error where there is not exactly one.
  Number item() const {
    if (size() != 1)
      throw shape_error("x.item(): x must have exactly one element; x is " + shape_text(extents_));
    return *data();
  }
  void fill(brace_element<Number> value) noexcept { std::fill(begin(), end(), value.value); }
  // Views show the tensor's memory, so it must be a variable that outlives them.
  dynamic_view<Number> view() & { return {data(), extents_}; }
  dynamic_view<Number const> view() const& { return {data(), extents_}; }
  void view() const&& = delete;
  dynamic_view<Number> row(index_t i) & { return view().row(i); }
  dynamic_view<Number const> row(index_t i) const& { return view().row(i); }
  void row(index_t i) const&& = delete;
  dynamic_view<Number> rows(index_t first, index_t count) & { return view().rows(first, count); }
  dynamic_view<Number const> rows(index_t first, index_t count) const& {
    return view().rows(first, count);
  }
  void rows(index_t first, index_t count) const&& = delete;
  operator dynamic_view<Number>() & { return view(); }
  operator dynamic_view<Number const>() const& { return view(); }
  operator dynamic_view<Number const>() const&& = delete;

  /// The same values in row-major order with other extents, of which one may be -1.
  dynamic_tensor reshaped(extent_list const& extents) const& {
    return dynamic_tensor(*this).take_shape(extents.value);
  }
  dynamic_tensor reshaped(extent_list const& extents) && {
    return std::move(*this).take_shape(extents.value);
  }

  /// The same values as another type, truncated where it holds integers; what does not fit becomes
  /// its lowest value.
  template <class Other>
  dynamic_tensor<Other> cast() const {
    dynamic_tensor<Other> result(extents_, uninitialized_t{});
    for (Other* to = result.data(); Number value : *this) *to++ = number_conversion<Other>(value);
    return result;
  }

  /// A tensor of fixed extents; an error where they are not those of x.
  template <index_t... Extents>
  tensor<Number, Extents...> to_static() const {
    static_assert(((Extents >= 0) && ...), "to_static<E...>() takes fixed extents");
    if (extents_ != make_shape(Extents...))
      throw shape_error("x.to_static<...>(): x must have the shape " +
                        shape_text(make_shape(Extents...)) + "; x is " + shape_text(extents_));
    return tensor<Number, Extents...>(data());
  }

  /// Equal shapes and exactly equal elements.
  friend bool operator==(dynamic_tensor const& a, dynamic_tensor const& b) noexcept {
    return a.extents_ == b.extents_ && std::equal(a.begin(), a.end(), b.begin());
  }

 private:
  dynamic_tensor&& take_shape(typegrad::shape const& target) && {
    typegrad::shape known = target;
    for (int axis = 0; axis < known.rank; ++axis)
      if (known.extents[axis] < 0) known.extents[axis] = 1;  // the rule below judges them
    checked_size<Number>(known);
    shape_result const result = shape_rule::reshape(extents_, target);
    if (!result)
      throw shape_error("x.reshaped(" + shape_text(target) + "): " + result.relation + "; x is " +
                        shape_text(extents_));
    extents_ = result.value;
    return std::move(*this);
  }
};

}  // namespace typegrad
