// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/shape/countable.hpp>
#include <typegrad/shape/named_extent.hpp>
#include <typegrad/shape/open_extent.hpp>
#include <typegrad/tensor/dynamic_tensor.hpp>
#include <typegrad/tensor/tensor_members.hpp>

#include <vector>

namespace typegrad {

/// The extents of a tensor with open ones: `given` is one number for each open axis.
constexpr shape close_extents(shape const& open, index_t const* given) noexcept {
  shape result = open;
  for (int axis = 0; axis < open.rank; ++axis)
    if (is_open(open.extents[axis])) result.extents[axis] = *given++;
  return result;
}

/// Whether a tensor of the extents `actual`, all numbers, is one of the type that says `open`:
/// equal where that says a number, and equal to one another where it says the same name.
constexpr bool fits_extents(shape const& open, shape const& actual) noexcept {
  if (open.rank != actual.rank) return false;
  for (int axis = 0; axis < open.rank; ++axis) {
    index_t const extent = open.extents[axis];
    if (!is_open(extent) && extent != actual.extents[axis]) return false;
    for (int before = 0; is_open(extent) && extent != dyn && before < axis; ++before)
      if (open.extents[before] == extent && actual.extents[before] != actual.extents[axis])
        return false;
  }
  return true;
}

/// Whether whatever has the extents `from`, some of them open, has `to`, so that nothing is to be
/// checked.
constexpr bool only_names_differ(shape const& to, shape const& from) noexcept {
  if (to.rank != from.rank) return false;
  for (int axis = 0; axis < to.rank; ++axis) {
    bool const same = to.extents[axis] == from.extents[axis];
    int uses = 0;
    for (int other = 0; other < to.rank; ++other)
      uses += to.extents[other] == to.extents[axis] ? 1 : 0;
    bool const free = to.extents[axis] == dyn ||
                      (is_open(to.extents[axis]) && uses == 1 && !is_named(from.extents[axis]));
    if (!same && !free) return false;
  }
  return true;
}

/// "(batch, 4)": the extents that a type says.
inline std::string open_shape_text(shape const& extents) {
  std::string text = "(";
  for (int axis = 0; axis < extents.rank; ++axis) {
    if (axis > 0) text += ", ";
    index_t const extent = extents.extents[axis];
    text += is_open(extent) ? name_of_extent(extent).text : std::to_string(extent);
  }
  return text + (extents.rank == 1 ? ",)" : ")");
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_extents(char const* call,
                                                                  shape const& open,
                                                                  shape const& actual) {
  throw shape_error(std::string(call) + ": x must have the shape " + open_shape_text(open) +
                    "; x is " + shape_text(actual));
}
/// Asks that values of the extents `actual` can be held by a tensor of the type that says `open`.
inline void require_extents(char const* call, shape const& open, shape const& actual) {
  if (!fits_extents(open, actual)) refuse_extents(call, open, actual);
}

/// Values of type Number with extents of which some, `dyn` or `dyn_named<"batch">`, are known at
/// run time; row-major and contiguous, on the heap at a multiple of 64 bytes (up to four values in
/// place). A value type: copies are deep.
///
///     tensor<float, dyn, 4> x(n);                          // zeros; one number for each extent
///     that is open tensor<float, dyn, 4> y{{1, 2, 3, 4}, {5, 6, 7, 8}};
///     tensor<float, dyn, 4> z({2, 4}, values);             // all extents, and the values in
///     row-major order
///
/// errors    shape_error where extents do not fit the type
template <class Element, index_t... Extents>
  requires(has_open<Extents...> && std::is_arithmetic_v<Element>)
class tensor<Element, Extents...> : public tensor_members<tensor<Element, Extents...>> {
  static_assert(sizeof...(Extents) <= max_rank, "a tensor has at most 8 axes");
  static_assert(((Extents >= 0 || Extents == dyn || is_named(Extents)) && ...),
                "the extents of this tensor must not be negative");
  static_assert(elements_of_extents<(Extents < 0 ? 1 : Extents)...> >= 0,
                "the elements of this tensor must fit into memory");

 public:
  using value_type = Element;
  static constexpr int rank = static_cast<int>(sizeof...(Extents));
  /// What the type says of the extents; `shape()` has them.
  static constexpr typegrad::shape extents = make_shape(Extents...);
  static constexpr int open_count = static_cast<int>((0 + ... + (Extents < 0 ? 1 : 0)));

  /// Open extents are 0, there are no elements.
  tensor() : tensor(closed_at_zero(), uninitialized_t{}) { fill(Element{}); }

  /// All zeros, `n...` the open extents from left to right.
  template <class... Names>
    requires(sizeof...(Names) == open_count && (WholeNumber<Names> && ...))
  explicit tensor(Names... n) : tensor(closed(n...), uninitialized_t{}) {
    fill(Element{});
  }

  /// For who writes every element anyway.
  tensor(typegrad::shape const& shape, uninitialized_t)
      : extents_(shape), values_(checked_size<Element>(shape)) {
    require_extents("tensor(extents)", extents, shape);
  }

  /// Nested braces; ragged ones are errors.
  tensor(std::initializer_list<dynamic_brace<Element>> rows)
      : tensor(shape_of_braces(rows), uninitialized_t{}) {
    copy_braces(rows, extents_, data());
  }

  /// All extents, and all values in row-major order: braces, a vector, a span, a pointer.
  tensor(extent_list const& shape, std::initializer_list<brace_element<Element>> values)
      : tensor(dynamic_tensor<Element>(shape, values)) {}
  template <class Values>
    requires(!std::is_same_v<Values, uninitialized_t> &&
             std::is_constructible_v<dynamic_tensor<Element>, extent_list const&, Values const&>)
  tensor(extent_list const& shape, Values const& values)
      : tensor(dynamic_tensor<Element>(shape, values)) {}

  /// A vector of a `std::vector`.
  template <class Value>
    requires(sizeof...(Extents) == 1 && keeps_fraction<Value, Element>)
  explicit tensor(std::vector<Value> const& values) : tensor(dynamic_tensor<Element>(values)) {}

  /// A tensor whose type says extents that fit; where those are open and here numbers stand,
  /// explicit and checked.
  template <index_t... Fixed>
    requires(sizeof...(Fixed) == sizeof...(Extents) &&
             !std::is_same_v<tensor<Element, Fixed...>, tensor>)
  explicit((!has_open<Fixed...> && !fits_extents(make_shape(Extents...), make_shape(Fixed...))) ||
           (has_open<Fixed...> && !only_names_differ(make_shape(Extents...), make_shape(Fixed...))))
      tensor(tensor<Element, Fixed...> const& x)
      : tensor(x.shape(), uninitialized_t{}) {
    static_assert(shape_rule::may_be_equal(make_shape(Extents...), make_shape(Fixed...)),
                  "the extents of the tensors must be equal where both are numbers or names");
    std::copy(x.begin(), x.end(), data());
  }

  /// The values of a tensor of any shape.
  template <class Value>
    requires std::is_same_v<Value, dynamic_tensor<Element>>
  explicit tensor(Value const& x) : tensor(x.shape(), uninitialized_t{}) {
    std::copy(x.begin(), x.end(), data());
  }

  tensor(tensor const&) = default;
  /// What was moved from has no elements.
  tensor(tensor&& other) noexcept
      : extents_(std::exchange(other.extents_, closed_at_zero())),
        values_(std::move(other.values_)) {}
  tensor& operator=(tensor const& other) {
    values_ = other.values_;  // may throw, then nothing was changed
    extents_ = other.extents_;
    return *this;
  }
  tensor& operator=(tensor&& other) noexcept {
    if (this == &other) return *this;
    values_ = std::move(other.values_);
    extents_ = std::exchange(other.extents_, closed_at_zero());
    return *this;
  }
  ~tensor() = default;

  typegrad::shape const& shape() const noexcept { return extents_; }
  index_t size() const noexcept { return values_.size(); }
  /// The extent of an axis, negative ones from the end.
  index_t extent(int axis) const { return checked_extent(extents_, axis); }

  Element* data() noexcept { return values_.data(); }
  Element const* data() const noexcept { return values_.data(); }
  Element* begin() noexcept { return data(); }
  Element const* begin() const noexcept { return data(); }
  Element* end() noexcept { return data() + size(); }
  Element const* end() const noexcept { return data() + size(); }
  void fill(brace_element<Element> number) { std::fill(begin(), end(), number.value); }
  std::span<Element> span() noexcept { return {data(), static_cast<std::size_t>(size())}; }
  std::span<Element const> span() const noexcept {
    return {data(), static_cast<std::size_t>(size())};
  }

  /// The element at one index for each axis.
  /// errors    shape_error outside the extents
  template <ElementIndex... Indices>
  Element& operator()(Indices... indices) {
    static_assert(sizeof...(Indices) == rank,
                  "x(i, j, ...) takes exactly one index for each axis of x");
    return data()[row_major_position(extents_, indices...)];
  }
  template <ElementIndex... Indices>
  Element const& operator()(Indices... indices) const {
    static_assert(sizeof...(Indices) == rank,
                  "x(i, j, ...) takes exactly one index for each axis of x");
    return data()[row_major_position(extents_, indices...)];
  }
  /// `x[i]` of a vector, as `x(i)`; of more axes a copy of that row, for reading.
  Element& operator[](ElementIndex auto i)
    requires(rank < 2)
  {
    return (*this)(i);
  }
  decltype(auto) operator[](ElementIndex auto i) const {
    if constexpr (rank < 2) return (*this)(i);
    else return row<Extents...>(static_cast<index_t>(i));
  }

  /// Equal extents and exactly equal elements.
  friend bool operator==(tensor const& a, tensor const& b) noexcept {
    return a.extents_ == b.extents_ && std::equal(a.begin(), a.end(), b.begin());
  }

 private:
  template <index_t First, index_t... Rest>
  tensor<Element, Rest...> const row(index_t i) const {
    constexpr bool is_known = !has_open<Rest...>;
    static_assert(is_known, "x[i] wants extents behind the first that are known: x(i, j, ...)");
    if constexpr (is_known && (Rest * ...) > 0)
      return tensor<Element, Rest...>(data() + row_major_position(extents_, i, Rest * 0 ...));
    else return {};
  }
  template <class... Names>
  static constexpr typegrad::shape closed(Names... n) noexcept {
    index_t const given[] = {static_cast<index_t>(n)...};
    return close_extents(extents, given);
  }
  static constexpr typegrad::shape closed_at_zero() noexcept {
    index_t const given[max_rank]{};
    return close_extents(extents, given);
  }

  typegrad::shape extents_;
  dynamic_storage<Element> values_;
};

/// A tensor with fixed extents, from one whose extents are known at run time: `tensor<float, 8, 4>
/// y = fix<8, 4>(x);`.
///
/// errors    shape_error where x has other extents; numbers in the type of x that are others do not
///           compile
template <index_t... Extents, class Number, index_t... Fixed>
  requires std::is_arithmetic_v<Number>
tensor<Number, Extents...> fix(tensor<Number, Fixed...> const& x) {
  static_assert(!has_open<Extents...>,
                "typegrad: fix<8, 4>(x): the extents that are asked for are numbers");
  static_assert(shape_rule::may_be_equal(make_shape(Extents...), make_shape(Fixed...)),
                "typegrad: fix<8, 4>(x): the extents that are asked for must be those of x");
  require_extents("fix<...>(x)", make_shape(Extents...), x.shape());
  return tensor<Number, Extents...>(x.begin());
}
template <index_t... Extents, class Number>
tensor<Number, Extents...> fix(dynamic_tensor<Number> const& x) {
  static_assert(!has_open<Extents...>,
                "typegrad: fix<8, 4>(x): the extents that are asked for are numbers");
  require_extents("fix<...>(x)", make_shape(Extents...), x.shape());
  return tensor<Number, Extents...>(x.begin());
}

}  // namespace typegrad
