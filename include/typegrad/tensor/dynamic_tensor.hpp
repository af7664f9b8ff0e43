// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/shape/reshape.hpp>
#include <typegrad/tensor/dynamic_braces.hpp>
#include <typegrad/tensor/dynamic_extents.hpp>
#include <typegrad/tensor/dynamic_storage.hpp>
#include <typegrad/tensor/dynamic_values.hpp>
#include <typegrad/tensor/dynamic_view.hpp>
#include <typegrad/tensor/is_dynamic_tensor.hpp>
#include <typegrad/tensor/number_conversion.hpp>
#include <typegrad/tensor/tensor.hpp>
#include <typegrad/tensor/tensor_view.hpp>

#include <algorithm>
#include <initializer_list>
#include <ranges>
#include <span>
#include <string_view>
#include <utility>

namespace typegrad {

/// Values whose rank and extents are known only at run time, row-major and contiguous. A value
/// type: copies are deep, a move is cheap and leaves a tensor without elements. Up to four elements
/// need no heap; more are aligned to 64 bytes.
///
///     dynamic_tensor<double> x{{1, 2, 3}, {4, 5, 6}};        // braces: every pair is an axis
///     dynamic_tensor<double> y({2, 3}, {1, 2, 3, 4, 5, 6});  // parentheses: extents, all values
///     dynamic_tensor<double> number(0.5);                    // rank 0
///
/// errors: shape_error from everything that is given a shape, an axis or an index that does not fit
template <class T>
class dynamic_tensor {
  static_assert(DynamicElement<T>,
                "a dynamic_tensor holds bool, float, double, std::int32_t or std::int64_t");

  typegrad::shape extents_;
  dynamic_storage<T> values_;

  void expect_count(std::size_t given) const {
    if (given != static_cast<std::size_t>(size()))
      throw shape_error(
          "dynamic_tensor(extents, values): there must be as many values as elements; " +
          std::to_string(given) + " values for " + shape_text(extents_));
  }
  /// `count` elements of another type.
  template <class U>
  void convert(U const* first) {
    std::transform(first, first + size(), data(),
                   [](U value) { return number_conversion<T>(value); });
  }

 public:
  using value_type = T;

  /// Shape (0), no elements.
  dynamic_tensor() noexcept { extents_.append(0); }

  /// All zeros.
  explicit dynamic_tensor(typegrad::shape const& extents)
      : dynamic_tensor(extents, uninitialized_t{}) {
    fill(T{});
  }

  /// For who writes every element anyway.
  dynamic_tensor(typegrad::shape const& extents, uninitialized_t)
      : extents_(extents), values_(checked_size<T>(extents)) {}

  /// A tensor of rank 0. Explicit: a number and a tensor without axes are different things.
  template <class V>
    requires(std::is_arithmetic_v<V> && keeps_fraction<V, T>)
  explicit dynamic_tensor(V value) : values_(index_t{1}) {
    *data() = static_cast<T>(value);
  }

  /// Nested braces, ragged ones are errors.
  dynamic_tensor(std::initializer_list<dynamic_brace<T>> rows)
      : dynamic_tensor(shape_of_braces(rows), uninitialized_t{}) {
    copy_braces(rows, extents_, data());
  }

  /// Extents and all values in row-major order.
  dynamic_tensor(extent_list const& extents, std::initializer_list<brace_element<T>> values)
      : dynamic_tensor(extents.value, uninitialized_t{}) {
    expect_count(values.size());
    std::transform(values.begin(), values.end(), data(),
                   [](brace_element<T> const& each) { return each.value; });
  }

  /// The same from a vector, a span, an array or any other range of numbers.
  template <std::ranges::input_range R>
    requires(std::is_arithmetic_v<std::ranges::range_value_t<R>> &&
             keeps_fraction<std::ranges::range_value_t<R>, T>)
  dynamic_tensor(extent_list const& extents, R const& values)
      : dynamic_tensor(extents.value, uninitialized_t{}) {
    expect_count(static_cast<std::size_t>(std::ranges::distance(values)));
    std::ranges::transform(values, data(), [](auto value) { return static_cast<T>(value); });
  }

  /// The same from memory that holds at least as many values.
  template <class P>
    requires(std::is_pointer_v<P> && keeps_fraction<std::remove_cvref_t<decltype(*P{})>, T>)
  dynamic_tensor(extent_list const& extents, P const& first)
      : dynamic_tensor(extents.value, uninitialized_t{}) {
    convert(first);
  }

  /// A tensor of fixed extents, or a view of one; explicit from another type of elements.
  template <class U, index_t... E>
    requires(std::is_arithmetic_v<U> && keeps_fraction<U, T>)
  explicit(!std::is_same_v<U, T>) dynamic_tensor(tensor<U, E...> const& x)
      : dynamic_tensor(x.shape(), uninitialized_t{}) {
    convert(x.data());
  }
  template <class U, index_t... E>
    requires(keeps_fraction<std::remove_const_t<U>, T>)
  explicit(!std::is_same_v<std::remove_const_t<U>, T>) dynamic_tensor(tensor_view<U, E...> const& x)
      : dynamic_tensor(x.shape(), uninitialized_t{}) {
    convert(x.data());
  }

  /// A copy of what a view shows.
  template <class U>
    requires(keeps_fraction<std::remove_const_t<U>, T>)
  explicit(!std::is_same_v<std::remove_const_t<U>, T>) dynamic_tensor(dynamic_view<U> const& x)
      : dynamic_tensor(x.shape(), uninitialized_t{}) {
    T* place = data();
    x.for_each([&](auto value) { *place++ = static_cast<T>(value); });
  }

  /// The same values in another type. Fractions become integers only by `cast`.
  template <class U>
    requires(!std::is_same_v<U, T> && keeps_fraction<U, T>)
  explicit dynamic_tensor(dynamic_tensor<U> const& x)
      : dynamic_tensor(x.shape(), uninitialized_t{}) {
    convert(x.data());
  }

  /// The values of another library's type that has an adapter, `dynamic_values`.
  template <class X>
    requires(!is_dynamic_tensor<X> && DynamicValues<X>)
  explicit(!std::is_same_v<typename dynamic_values<X>::value_type, T>)
      dynamic_tensor(X const& values)
      : dynamic_tensor(dynamic_values<X>::extents(values), uninitialized_t{}) {
    static_assert(keeps_fraction<typename dynamic_values<X>::value_type, T>,
                  "a tensor of integers takes integers");
    dynamic_values<X>::copy(values, data());
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
  static dynamic_tensor ones(extent_list const& extents) { return full(extents, T{1}); }
  static dynamic_tensor full(extent_list const& extents, brace_element<T> value) {
    dynamic_tensor result(extents.value, uninitialized_t{});
    result.fill(value);
    return result;
  }
  /// 0, 1, ..., count - 1; nothing for a negative count, as in NumPy.
  static dynamic_tensor arange(index_t count)
    requires(!std::is_same_v<T, bool>)
  {
    dynamic_tensor result(make_shape(count < 0 ? 0 : count), uninitialized_t{});
    for (index_t k = 0; k < result.size(); ++k) result.data()[k] = static_cast<T>(k);
    return result;
  }

  typegrad::shape const& shape() const noexcept { return extents_; }
  typegrad::shape const& extents() const noexcept { return extents_; }
  int rank() const noexcept { return extents_.rank; }
  int ndim() const noexcept { return extents_.rank; }
  index_t size() const noexcept { return values_.size(); }
  /// NumPy's name of the elements' type: "float64".
  static constexpr std::string_view dtype() noexcept { return numpy_name<T>; }
  /// The extent of an axis, negative ones from the end.
  index_t extent(int axis) const { return checked_extent(extents_, axis); }
  /// The extent of the first axis; rank 0 has none, an error.
  index_t len() const { return checked_length(extents_); }

  T* data() noexcept { return values_.data(); }
  T const* data() const noexcept { return values_.data(); }
  T* begin() noexcept { return data(); }
  T const* begin() const noexcept { return data(); }
  T* end() noexcept { return data() + size(); }
  T const* end() const noexcept { return data() + size(); }
  std::span<T> span() & noexcept { return {data(), static_cast<std::size_t>(size())}; }
  std::span<T const> span() const& noexcept { return {data(), static_cast<std::size_t>(size())}; }
  void span() const&& = delete;  // keep the tensor in a variable

  /// The element at one index for each axis; negative indices are errors.
  template <class... I>
    requires(std::is_convertible_v<I, index_t> && ...)
  T& operator()(I... indices) & {
    return data()[row_major_position(extents_, indices...)];
  }
  template <class... I>
    requires(std::is_convertible_v<I, index_t> && ...)
  T const& operator()(I... indices) const& {
    return data()[row_major_position(extents_, indices...)];
  }
  template <class... I>
    requires(std::is_convertible_v<I, index_t> && ...)
  T operator()(I... indices) const&& {
    return data()[row_major_position(extents_, indices...)];
  }

  /// The only element, whatever the rank; an error where there is not exactly one.
  T item() const {
    if (size() != 1)
      throw shape_error("x.item(): x must have exactly one element; x is " + shape_text(extents_));
    return *data();
  }

  void fill(brace_element<T> value) noexcept { std::fill(begin(), end(), value.value); }

  // Views show the tensor's memory, so it must be a variable that outlives them.
  dynamic_view<T> view() & { return {data(), extents_}; }
  dynamic_view<T const> view() const& { return {data(), extents_}; }
  void view() const&& = delete;
  dynamic_view<T> row(index_t i) & { return view().row(i); }
  dynamic_view<T const> row(index_t i) const& { return view().row(i); }
  void row(index_t i) const&& = delete;
  dynamic_view<T> rows(index_t first, index_t count) & { return view().rows(first, count); }
  dynamic_view<T const> rows(index_t first, index_t count) const& {
    return view().rows(first, count);
  }
  void rows(index_t first, index_t count) const&& = delete;
  operator dynamic_view<T>() & { return view(); }
  operator dynamic_view<T const>() const& { return view(); }
  operator dynamic_view<T const>() const&& = delete;

  /// The same values in row-major order with other extents, of which one may be -1.
  dynamic_tensor reshaped(extent_list const& extents) const& {
    return dynamic_tensor(*this).take_shape(extents.value);
  }
  dynamic_tensor reshaped(extent_list const& extents) && {
    return std::move(*this).take_shape(extents.value);
  }

  /// The same values as another type, truncated where it holds integers; what does not fit becomes
  /// its lowest value.
  template <class U>
  dynamic_tensor<U> cast() const {
    dynamic_tensor<U> result(extents_, uninitialized_t{});
    std::transform(begin(), end(), result.data(),
                   [](T value) { return number_conversion<U>(value); });
    return result;
  }

  /// A tensor of fixed extents; an error where they are not those of x.
  template <index_t... E>
  tensor<T, E...> to_static() const {
    static_assert(((E >= 0) && ...), "to_static<E...>() takes fixed extents");
    if (extents_ != make_shape(E...))
      throw shape_error("x.to_static<...>(): x must have the shape " +
                        shape_text(make_shape(E...)) + "; x is " + shape_text(extents_));
    return tensor<T, E...>(data());
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
    checked_size<T>(known);
    shape_result const result = shape_rule::reshape(extents_, target);
    if (!result)
      throw shape_error("x.reshaped(" + shape_text(target) + "): " + result.relation + "; x is " +
                        shape_text(extents_));
    extents_ = result.value;
    return std::move(*this);
  }
};

}  // namespace typegrad
