#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/tensor/tensor.hpp>

#include <span>
#include <type_traits>

namespace typegrad {

template <class Number, index_t... Extents>
class tensor_view;

/// Row `i` of elements in row-major order, shown.
template <index_t First, index_t... Rest, class Number>
constexpr tensor_view<Number, Rest...> row_shown(Number* values, auto i) noexcept {
  return tensor_view<Number, Rest...>(values + element_position<First>(i) * (Rest * ...));
}

/// Row-major values with extents E that live elsewhere: flash, a driver's buffer, another library.
/// Nothing is copied; the memory must outlive the view. `tensor_view<T const, E...>` reads only.
/// Copying a view copies the reference.
template <class Number, index_t... Extents>
class tensor_view {
  static_assert(std::is_arithmetic_v<Number>,
                "a view shows numbers: T is an arithmetic type, const if it is read only");
  static_assert(((Extents >= 0) && ...), "the extents of this view must not be negative");
  static_assert(sizeof...(Extents) <= max_rank, "a view has at most 8 axes");
  static_assert(elements_of_extents<Extents...> >= 0 || !((Extents >= 0) && ...),
                "the elements of this view must fit into memory");

  using tensor_type = tensor<std::remove_cv_t<Number>, Extents...>;
  using owner_type = std::conditional_t<std::is_const_v<Number>, tensor_type const, tensor_type>;
  static constexpr index_t count = elements_of_extents<Extents...>;
  Number* data_;

 public:
  using value_type = std::remove_cv_t<Number>;
  static constexpr int rank = static_cast<int>(sizeof...(Extents));
  static constexpr typegrad::shape extents = make_shape(Extents...);

  static constexpr index_t size() noexcept { return count; }
  static constexpr typegrad::shape shape() noexcept { return extents; }

  /// The `size()` values that start at `first`.
  constexpr explicit tensor_view(Number* first) noexcept : data_(first) {}

  /// All values of a tensor that outlives the view.
  constexpr tensor_view(owner_type& owner) noexcept : data_(owner.data()) {}
  tensor_view(owner_type const&& temporary)
    requires(!std::is_const_v<Number>)
  = delete;

  /// A view that reads only, from one that also writes.
  template <class Value>
    requires(std::is_const_v<Number> && std::is_same_v<Value const, Number> &&
             !std::is_const_v<Value>)
  constexpr tensor_view(tensor_view<Value, Extents...> const& other) noexcept
      : data_(other.data()) {}

  /// A copy of the values.
  constexpr operator tensor_type() const noexcept { return tensor_type(data_); }

  /// Copies the values of a tensor into the memory that is shown.
  constexpr void assign(tensor_type const& values) const noexcept
    requires(!std::is_const_v<Number>)
  {
    for (index_t k = 0; k < count; ++k) data_[k] = values.data()[k];
  }

  /// The element at one index for each axis.
  /// errors: out of range does not compile in a constant expression; at run time see
  /// TYPEGRAD_ASSERT
  template <ElementIndex... Indices>
  constexpr Number& operator()(Indices... indices) const noexcept {
    return data_[element_position<Extents...>(indices...)];
  }
  /// `x[i]` of a vector, as `x(i)`; of more axes a view of that row.
  constexpr decltype(auto) operator[](ElementIndex auto i) const noexcept {
    if constexpr (rank < 2) return (*this)(i);
    else return row_shown<Extents...>(data_, i);
  }

  constexpr Number* data() const noexcept { return data_; }
  constexpr Number* begin() const noexcept { return data_; }
  constexpr Number* end() const noexcept { return data_ + count; }
  constexpr auto span() const noexcept {
    return std::span<Number, static_cast<std::size_t>(count)>(data_,
                                                              static_cast<std::size_t>(count));
  }
};

/// True for views.
template <class Value>
inline constexpr bool is_tensor_view = false;
template <class Number, index_t... Extents>
inline constexpr bool is_tensor_view<tensor_view<Number, Extents...>> = true;

/// `view<3, 4>(pointer)` shows twelve values in the caller's memory as a matrix; const memory is
/// read only.
template <index_t... Extents, class Number>
constexpr tensor_view<Number, Extents...> view(Number* first) noexcept {
  return tensor_view<Number, Extents...>(first);
}

/// A copy of what a view shows: `tensor x = view<3, 4>(pointer)`.
template <class Number, index_t... Extents>
tensor(tensor_view<Number, Extents...>) -> tensor<std::remove_cv_t<Number>, Extents...>;

}  // namespace typegrad
