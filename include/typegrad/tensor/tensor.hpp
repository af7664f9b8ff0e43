#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/tensor/array_shape.hpp>
#include <typegrad/tensor/brace_values.hpp>
#include <typegrad/tensor/element_position.hpp>
#include <typegrad/tensor/foreign_values.hpp>
#include <typegrad/tensor/tensor_methods.hpp>

#include <array>
#include <span>
#include <type_traits>
#include <utility>

namespace typegrad {

/// Values of type T with extents E, row-major and contiguous; without extents a scalar of rank 0.
/// A plain value type: trivially copyable, zero when default-constructed, constexpr throughout.
///
///     tensor<double, 2, 3> x{{1, 2, 3}, {4, 5, 6}};   // or {1, 2, 3, 4, 5, 6}; any other count
///     does not compile
///     tensor y{{{1., 2.}, {3., 4.}}};                 // 2 x 2
///     x(1, 2) == 6;
///
/// The primary template holds numbers at fixed extents. Specialisations hold traced values and
/// `dyn` extents.
template <class T, index_t... E>
class tensor;

/// True for tensors, whatever they hold.
template <class X>
inline constexpr bool is_tensor = false;
template <class T, index_t... E>
inline constexpr bool is_tensor<tensor<T, E...>> = true;

/// Asks for elements that nobody has written yet.
struct uninitialized_t {};

/// Anything that yields values by `*place` and `++place`; arrays are taken as a whole instead.
template <class I>
concept ElementIterator = !std::is_array_v<I> && requires(I place) {
  *place;
  ++place;
};

template <class Element, index_t... E>
class tensor {
  static_assert(std::is_arithmetic_v<Element>, "a tensor holds numbers: T is an arithmetic type");
  static_assert(((E >= 0) && ...), "the extents of this tensor must not be negative");
  static_assert(sizeof...(E) <= max_rank, "a tensor has at most 8 axes");

  using braces = brace_levels<Element, E...>;
  static constexpr index_t count = (index_t{1} * ... * E);
  Element values_[count > 0 ? count : 1];

 public:
  using value_type = Element;
  static constexpr int rank = static_cast<int>(sizeof...(E));
  static constexpr typegrad::shape extents = make_shape(E...);

  /// Number of elements, 1 for rank 0.
  static constexpr index_t size() noexcept { return count; }
  static constexpr typegrad::shape shape() noexcept { return extents; }

  /// All zeros.
  constexpr tensor() noexcept : values_{} {}

  /// For who writes every element anyway.
  explicit tensor(uninitialized_t) noexcept {}

  /// A scalar of rank 0. Explicit: a number and a tensor without axes are different things.
  template <class V>
    requires(sizeof...(E) == 0 && std::is_arithmetic_v<V>)
  constexpr explicit tensor(V value) noexcept : values_{static_cast<Element>(value)} {
    static_assert(keeps_fraction<V, Element>, "a tensor of integers takes integers");
  }

  /// All values in row-major order: `tensor<double, 2, 3>{1, 2, 3, 4, 5, 6}`.
  template <class... V>
    requires(sizeof...(E) > 0 && sizeof...(V) > 0 && (std::is_arithmetic_v<V> && ...))
  constexpr explicit(sizeof...(V) == 1) tensor(V const&... values) noexcept : tensor() {
    static_assert(sizeof...(V) == count,
                  "a tensor takes exactly as many values as it has elements");
    if constexpr (sizeof...(V) == count) {
      static_assert((keeps_fraction<V, Element> && ...), "a tensor of integers takes integers");
      Element const given[] = {static_cast<Element>(values)...};
      for (index_t k = 0; k < count; ++k) values_[k] = given[k];
    }
  }

  /// One brace for each row: `tensor<double, 2, 3>{{1, 2, 3}, {4, 5, 6}}`, and deeper for higher
  /// ranks.
  template <index_t... N>
    requires(sizeof...(E) > 1 && sizeof...(N) > 0)
  constexpr tensor(typename braces::plane_row const (&... rows)[N]) noexcept : tensor() {
    copy_brace(brace_values<Element, E...>(rows...), values_);
  }

  /// The same in one more pair of braces: `tensor<double, 2, 3>{{{1, 2, 3}, {4, 5, 6}}}`.
  template <index_t N>
    requires(sizeof...(E) > 0)
  constexpr tensor(typename braces::row const (&rows)[N]) noexcept : tensor() {
    static_assert(N == extents.extents[0],
                  "braces take exactly one inner brace or value for each index of their axis");
    if constexpr (N == extents[0]) {
      Element* place = values_;
      for (typename braces::row const& row : rows) place = copy_brace(row, place);
    }
  }

  /// A C array with the same extents.
  template <class A>
    requires(std::is_array_v<A> && array_shape<A>.rank == sizeof...(E))
  constexpr tensor(A const& values) noexcept : tensor() {
    static_assert(array_shape<A> == extents,
                  "the extents of the array must be those of the tensor");
    if constexpr (array_shape<A> == extents) copy_array(values, values_);
  }

  /// A `std::array`, nested with the same extents or flat with as many values.
  template <class V, std::size_t N>
  constexpr explicit(array_shape<std::array<V, N>> != extents)
      tensor(std::array<V, N> const& values) noexcept
      : tensor() {
    using array = std::array<V, N>;
    static_assert(array_shape<array> == extents || array_shape<array> == make_shape(count),
                  "the array must have the extents of the tensor, or be flat with as many values");
    if constexpr (array_shape<array>.size() == count) copy_array(values, values_);
  }

  /// The values of a span in row-major order. For a span of run-time length give `span.begin()`.
  template <class V, std::size_t N>
  constexpr explicit tensor(std::span<V, N> values) noexcept : tensor() {
    static_assert(N == count,
                  "the span must have, as its fixed extent, as many values as the tensor");
    for (index_t k = 0; k < count; ++k)
      values_[k] = static_cast<Element>(values[static_cast<std::size_t>(k)]);
  }

  /// The next `size()` values of an iterator in row-major order.
  template <ElementIterator I>
  constexpr explicit tensor(I const& first) : tensor() {
    I place = first;
    for (index_t k = 0; k < count; ++k, ++place) values_[k] = static_cast<Element>(*place);
  }

  /// The values of another library's type that has an adapter, `foreign_values`.
  template <ForeignValues X>
  constexpr explicit(!std::is_same_v<typename foreign_values<X>::value_type, Element>)
      tensor(X const& values)
      : tensor() {
    static_assert(foreign_values<X>::fits(extents),
                  "the values must have the extents of the tensor");
    if constexpr (foreign_values<X>::fits(extents)) foreign_values<X>::copy(values, values_);
  }

  /// The same values in another arithmetic type.
  template <class V>
    requires(!std::is_same_v<V, Element> && std::is_arithmetic_v<V>)
  constexpr explicit tensor(tensor<V, E...> const& other) noexcept : tensor(other.begin()) {}

  /// A scalar of rank 0 is used as a number without further ado.
  constexpr operator Element() const noexcept
    requires(sizeof...(E) == 0)
  {
    return values_[0];
  }

  /// The element at one index for each axis.
  /// errors: out of range does not compile in a constant expression; at run time see
  /// TYPEGRAD_ASSERT
  template <class... I>
    requires(std::is_convertible_v<I, index_t> && ...)
  constexpr Element& operator()(I... indices) noexcept {
    return values_[element_position<E...>(indices...)];
  }
  template <class... I>
    requires(std::is_convertible_v<I, index_t> && ...)
  constexpr Element const& operator()(I... indices) const noexcept {
    return values_[element_position<E...>(indices...)];
  }

  constexpr Element* data() noexcept { return values_; }
  constexpr Element const* data() const noexcept { return values_; }
  constexpr Element* begin() noexcept { return values_; }
  constexpr Element const* begin() const noexcept { return values_; }
  constexpr Element* end() noexcept { return values_ + count; }
  constexpr Element const* end() const noexcept { return values_ + count; }
  constexpr auto span() noexcept {
    return std::span<Element, static_cast<std::size_t>(count)>(values_,
                                                               static_cast<std::size_t>(count));
  }
  constexpr auto span() const noexcept {
    return std::span<Element const, static_cast<std::size_t>(count)>(
        values_, static_cast<std::size_t>(count));
  }

  // Operations as members; see `tensor_methods.hpp`.
  template <index_t... Extent>
  constexpr auto reshape() const {
    return tensor_methods<tensor>::template reshape<Extent...>(*this);
  }
  constexpr auto flatten() const { return tensor_methods<tensor>::flatten(*this); }
  template <int... Axis>
  constexpr auto transpose() const {
    return tensor_methods<tensor>::template transpose<Axis...>(*this);
  }
  constexpr auto T() const { return tensor_methods<tensor>::template transpose<>(*this); }
  template <int... Axis, class... Keep>
  constexpr auto sum(Keep... keep) const {
    return tensor_methods<tensor>::template sum<Axis...>(*this, keep...);
  }
  template <int... Axis, class... Keep>
  constexpr auto mean(Keep... keep) const {
    return tensor_methods<tensor>::template mean<Axis...>(*this, keep...);
  }

  /// Exactly equal elements; only tensors of one type compare.
  friend constexpr bool operator==(tensor const& a, tensor const& b) noexcept {
    for (index_t k = 0; k < count; ++k)
      if (!(a.values_[k] == b.values_[k])) return false;
    return true;
  }
};

/// `tensor{2.}` is a scalar of rank 0, `tensor{1., 2., 3.}` a vector; `tensor{{2.}}` is a vector
/// with one element.
template <class V>
  requires std::is_arithmetic_v<V>
tensor(V) -> tensor<V>;
template <class V, class... W>
  requires(sizeof...(W) > 0 && std::is_arithmetic_v<V> && (std::is_arithmetic_v<W> && ...))
tensor(V, W...)
    -> tensor<std::common_type_t<V, W...>, index_t{1} + static_cast<index_t>(sizeof...(W))>;

/// `tensor{{1., 2.}, {3., 4.}}` and, up to rank 4, `tensor{{{1., 2.}, {3., 4.}}}`: the braces of an
/// array. C arrays too.
template <class V, index_t N, index_t... M>
  requires(std::is_arithmetic_v<V> && sizeof...(M) > 0 && ((N == M) && ...))
tensor(V const (&)[N], V const (&... rows)[M])
    -> tensor<V, index_t{1} + static_cast<index_t>(sizeof...(M)), N>;
template <class V, index_t N>
  requires std::is_arithmetic_v<V>
tensor(V const (&)[N]) -> tensor<V, N>;
template <class V, index_t N, index_t M>
  requires std::is_arithmetic_v<V>
tensor(V const (&)[N][M]) -> tensor<V, N, M>;
template <class V, index_t N, index_t M, index_t K>
  requires std::is_arithmetic_v<V>
tensor(V const (&)[N][M][K]) -> tensor<V, N, M, K>;
template <class V, index_t N, index_t M, index_t K, index_t L>
  requires std::is_arithmetic_v<V>
tensor(V const (&)[N][M][K][L]) -> tensor<V, N, M, K, L>;

/// The tensor type with elements T and the extents of a shape.
template <class T, shape S>
struct tensor_of_shape {
  static constexpr auto with_extents =
      []<index_t... Axis>(std::integer_sequence<index_t, Axis...>) {
        return std::type_identity<tensor<T, S.extents[Axis]...>>{};
      };
  using type = typename decltype(with_extents(std::make_integer_sequence<index_t, S.rank>{}))::type;
};
template <class T, shape S>
using tensor_of = typename tensor_of_shape<T, S>::type;

/// From `std::array`, nested or not, and from spans of fixed extent.
template <class V, std::size_t N>
tensor(std::array<V, N> const&) -> tensor<typename array_element<V>::type, static_cast<index_t>(N)>;
template <class V, std::size_t N, std::size_t M>
tensor(std::array<std::array<V, M>, N> const&)
    -> tensor<typename array_element<V>::type, static_cast<index_t>(N), static_cast<index_t>(M)>;
template <class V, std::size_t N, std::size_t M, std::size_t K>
tensor(std::array<std::array<std::array<V, K>, M>, N> const&)
    -> tensor<typename array_element<V>::type, static_cast<index_t>(N), static_cast<index_t>(M),
              static_cast<index_t>(K)>;
template <class V, std::size_t N>
tensor(std::span<V, N>) -> tensor<std::remove_cv_t<V>, static_cast<index_t>(N)>;

/// From types of other libraries, up to rank 3: `tensor x = eigen_matrix`. A guide has to spell
/// `tensor<...>` itself.
template <ForeignValues X>
  requires(foreign_values<X>::extents.rank == 1)
tensor(X const&) -> tensor<typename foreign_values<X>::value_type, foreign_values<X>::extents[0]>;
template <ForeignValues X>
  requires(foreign_values<X>::extents.rank == 2)
tensor(X const&) -> tensor<typename foreign_values<X>::value_type, foreign_values<X>::extents[0],
                           foreign_values<X>::extents[1]>;
template <ForeignValues X>
  requires(foreign_values<X>::extents.rank == 3)
tensor(X const&) -> tensor<typename foreign_values<X>::value_type, foreign_values<X>::extents[0],
                           foreign_values<X>::extents[1], foreign_values<X>::extents[2]>;

}  // namespace typegrad
