#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/push_macros.hpp>

#include <typegrad/math/number_type.hpp>
#include <typegrad/shape/countable.hpp>
#include <typegrad/tensor/array_shape.hpp>
#include <typegrad/tensor/brace_values.hpp>
#include <typegrad/tensor/element_position.hpp>
#include <typegrad/tensor/foreign_values.hpp>
#include <typegrad/tensor/row_of.hpp>
#include <typegrad/tensor/tensor_members.hpp>

#include <array>
#include <span>
#include <type_traits>
#include <utility>

namespace typegrad {

/// Values of type Number with extents `Extents`, row-major and contiguous; without extents a scalar
/// of rank 0. A plain value type: trivially copyable, zero when default-constructed, constexpr
/// throughout.
///
///     tensor<double, 2, 3> x{{1, 2, 3}, {4, 5, 6}};   // or {1, 2, 3, 4, 5, 6}
///     tensor y{{{1., 2.}, {3., 4.}}};                 // 2 x 2
///     x(1, 2) == 6;
///
/// The primary template holds numbers at fixed extents. Specialisations hold traced values and
/// `dyn` extents.
template <class Number, index_t... Extents>
class tensor;

/// True for tensors, whatever they hold.
template <class Value>
inline constexpr bool is_tensor = false;
template <class Number, index_t... Extents>
inline constexpr bool is_tensor<tensor<Number, Extents...>> = true;

/// Asks for elements that nobody has written yet.
struct uninitialized_t {};

template <class Element, index_t... Extents>
class tensor : public tensor_members<tensor<Element, Extents...>,
                                     element_array<Element, elements_of_extents<Extents...>>> {
  static_assert(std::is_arithmetic_v<Element> || NumberType<Element>,
                "a tensor holds numbers: T is an arithmetic type");
  static_assert(((Extents >= 0) && ...), "the extents of this tensor must not be negative");
  static_assert(sizeof...(Extents) <= max_rank, "a tensor has at most 8 axes");
  static_assert(elements_of_extents<Extents...> >= 0 || !((Extents >= 0) && ...),
                "the elements of this tensor must fit into memory");

  using braces = brace_levels<Element, Extents...>;
  static constexpr index_t count = elements_of_extents<Extents...>;
  using elements = element_array<Element, count>;
  using elements::values_;

 public:
  using value_type = Element;
  static constexpr int rank = static_cast<int>(sizeof...(Extents));
  static constexpr typegrad::shape extents = make_shape(Extents...);

  /// Number of elements, 1 for rank 0.
  static constexpr index_t size() noexcept { return count; }
  static constexpr typegrad::shape shape() noexcept { return extents; }

  /// All zeros.
  constexpr tensor() noexcept : tensor::tensor_members{} {}

  /// For who writes every element anyway.
  explicit tensor(uninitialized_t) noexcept {}

  /// A scalar of rank 0. Explicit: a number and a tensor without axes are different things.
  template <class Value>
    requires(sizeof...(Extents) == 0 && std::is_arithmetic_v<Value>)
  constexpr explicit tensor(Value value) noexcept(takes_every<Element, Value>) : tensor() {
    values_[0] = weak_value<Element>(value);
    static_assert(keeps_fraction<Value, Element>, "a tensor of integers takes integers");
  }

  /// All values in row-major order: `tensor<double, 2, 3>{1, 2, 3, 4, 5, 6}`.
  template <class... Values>
    requires(sizeof...(Extents) > 0 && sizeof...(Values) > 0 &&
             (std::is_arithmetic_v<Values> && ...))
  constexpr explicit(sizeof...(Values) == 1)
      tensor(Values const&... values) noexcept((takes_every<Element, Values> && ...))
      : tensor() {
    static_assert(sizeof...(Values) == count,
                  "a tensor takes exactly as many values as it has elements");
    if constexpr (sizeof...(Values) == count) {
      static_assert((keeps_fraction<Values, Element> && ...),
                    "a tensor of integers takes integers");
      Element const given[] = {weak_value<Element>(values)...};
      for (index_t k = 0; k < count; ++k) values_[k] = given[k];
    }
  }

  /// One brace for each row: `tensor<double, 2, 3>{{1, 2, 3}, {4, 5, 6}}`, and deeper for higher
  /// ranks.
  template <index_t... Counts>
    requires(sizeof...(Extents) > 1 && sizeof...(Counts) > 0)
  constexpr tensor(typename braces::plane_row const (&... rows)[Counts]) noexcept : tensor() {
    copy_brace(brace_values<Element, Extents...>(rows...), values_);
  }

  /// The same in one more pair of braces: `tensor<double, 2, 3>{{{1, 2, 3}, {4, 5, 6}}}`.
  template <index_t Count>
    requires(sizeof...(Extents) > 0)
  constexpr tensor(typename braces::row const (&rows)[Count]) noexcept : tensor() {
    static_assert(Count == extents.extents[0],
                  "braces take exactly one inner brace or value for each index of their axis");
    if constexpr (Count == extents[0]) {
      Element* place = values_;
      for (typename braces::row const& row : rows) place = copy_brace(row, place);
    }
  }

  /// A C array with the same extents.
  template <class Left>
    requires(std::is_array_v<Left> && array_shape<Left>.rank == sizeof...(Extents))
  constexpr tensor(Left const& values) : tensor() {
    static_assert(array_shape<Left> == extents,
                  "the extents of the array must be those of the tensor");
    if constexpr (array_shape<Left> == extents) copy_array(values, values_);
  }

  /// A `std::array`, nested with the same extents or flat with as many values.
  template <class Value, std::size_t Count>
  constexpr explicit(array_shape<std::array<Value, Count>> != extents)
      tensor(std::array<Value, Count> const& values)
      : tensor() {
    using array = std::array<Value, Count>;
    static_assert(array_shape<array> == extents || array_shape<array> == make_shape(count),
                  "the array must have the extents of the tensor, or be flat with as many values");
    if constexpr (array_shape<array>.size() == count) copy_array(values, values_);
  }

  /// The values of a span in row-major order. For a span of run-time length give `span.begin()`.
  template <class Value, std::size_t Count>
  constexpr explicit tensor(std::span<Value, Count> values) : tensor(values.begin()) {
    static_assert(Count == count,
                  "the span must have, as its fixed extent, as many values as the tensor");
  }

  /// The next `size()` values of an iterator in row-major order.
  template <ElementIterator Place>
  constexpr explicit tensor(Place const& first) : tensor() {
    Place place = first;
    static_assert(keeps_fraction<std::remove_cvref_t<decltype(*place)>, Element>,
                  "a tensor of integers takes integers");
    for (index_t k = 0; k < count; ++k, ++place) values_[k] = weak_value<Element>(*place);
  }

  template <ListOnHeap Value>
  explicit tensor(Value const&) {
    refuse_list<Value>();
  }
  /// The values of another library's type that has an adapter, `foreign_values`.
  template <ForeignValues Value>
  constexpr explicit(!std::is_same_v<typename foreign_values<Value>::value_type, Element>)
      tensor(Value const& values)
      : tensor() {
    static_assert(keeps_fraction<typename foreign_values<Value>::value_type, Element>,
                  "a tensor of integers takes integers");
    static_assert(foreign_values<Value>::fits(extents),
                  "the values must have the extents of the tensor");
    if constexpr (foreign_values<Value>::fits(extents))
      foreign_values<Value>::copy(values, values_);
  }

  /// The same values in another arithmetic type. Fractions become integers only by `cast`.
  template <class Value>
    requires(!std::is_same_v<Value, Element> && std::is_arithmetic_v<Value>)
  constexpr explicit tensor(tensor<Value, Extents...> const& other) : tensor(other.begin()) {}

  /// A scalar of rank 0 is used as a number without further ado.
  constexpr operator Element() const noexcept
    requires(sizeof...(Extents) == 0)
  {
    return values_[0];
  }

  /// Values of another library's type that has the extents, in the same element type:
  /// `Eigen::Matrix3d m = x`.
  template <OwnsForeignValues<Element> Value>
    requires(foreign_values<Value>::fits(extents))
  constexpr operator Value() const {
    return foreign_values<Value>::made_of(values_);
  }

  /// The element at one index for each axis.
  /// errors: an index out of range: does not compile in constant expressions, TYPEGRAD_ASSERT
  template <ElementIndex... Indices>
  constexpr Element& operator()(Indices... indices) noexcept {
    return values_[element_position<Extents...>(indices...)];
  }
  template <ElementIndex... Indices>
  constexpr Element const& operator()(Indices... indices) const noexcept {
    return values_[element_position<Extents...>(indices...)];
  }
  /// `x[i]` of a vector, as `x(i)`; of more axes a copy of a row, for reading: `x[0][1]`.
  constexpr decltype(auto) operator[](ElementIndex auto i) noexcept {
    return element_or_row<typegrad::tensor, Extents...>(values_, i);
  }
  constexpr decltype(auto) operator[](ElementIndex auto i) const noexcept {
    return element_or_row<typegrad::tensor, Extents...>(values_, i);
  }

  constexpr Element* data() noexcept { return values_; }
  constexpr Element const* data() const noexcept { return values_; }
  constexpr Element* begin() noexcept { return values_; }
  constexpr Element const* begin() const noexcept { return values_; }
  constexpr Element* end() noexcept { return values_ + count; }
  constexpr Element const* end() const noexcept { return values_ + count; }
  constexpr void fill(brace_element<Element> number) noexcept {
    for (Element& each : *this) each = number.value;
  }
  constexpr auto span() noexcept {
    return std::span<Element, static_cast<std::size_t>(count)>(values_,
                                                               static_cast<std::size_t>(count));
  }
  constexpr auto span() const noexcept {
    return std::span<Element const, static_cast<std::size_t>(count)>(
        values_, static_cast<std::size_t>(count));
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
template <class Value>
  requires std::is_arithmetic_v<Value>
tensor(Value) -> tensor<Value>;
template <class Value, class... Rest>
  requires(sizeof...(Rest) > 0 && std::is_arithmetic_v<Value> &&
           (std::is_arithmetic_v<Rest> && ...))
tensor(Value, Rest...) -> tensor<std::common_type_t<Value, Rest...>,
                                 index_t{1} + static_cast<index_t>(sizeof...(Rest))>;

/// `tensor{{1., 2.}, {3., 4.}}` and, up to rank 4, `tensor{{{1., 2.}, {3., 4.}}}`: the braces of an
/// array. C arrays too.
template <class Value, index_t Count, index_t... Members>
  requires(std::is_arithmetic_v<Value> && sizeof...(Members) > 0 && ((Count == Members) && ...))
tensor(Value const (&)[Count], Value const (&... rows)[Members])
    -> tensor<Value, index_t{1} + static_cast<index_t>(sizeof...(Members)), Count>;
template <class Value, index_t Count>
  requires std::is_arithmetic_v<Value>
tensor(Value const (&)[Count]) -> tensor<Value, Count>;
template <class Value, index_t Count, index_t Member>
  requires std::is_arithmetic_v<Value>
tensor(Value const (&)[Count][Member]) -> tensor<Value, Count, Member>;
template <class Value, index_t Count, index_t Member, index_t Inner>
  requires std::is_arithmetic_v<Value>
tensor(Value const (&)[Count][Member][Inner]) -> tensor<Value, Count, Member, Inner>;
template <class Value, index_t Count, index_t Member, index_t Inner, index_t Last>
  requires std::is_arithmetic_v<Value>
tensor(Value const (&)[Count][Member][Inner][Last]) -> tensor<Value, Count, Member, Inner, Last>;

/// From `std::array`, nested or not, and from spans of fixed extent.
template <class Value, std::size_t Count>
tensor(std::array<Value, Count> const&)
    -> tensor<typename array_element<Value>::type, static_cast<index_t>(Count)>;
template <class Value, std::size_t Count, std::size_t Member>
tensor(std::array<std::array<Value, Member>, Count> const&)
    -> tensor<typename array_element<Value>::type, static_cast<index_t>(Count),
              static_cast<index_t>(Member)>;
template <class Value, std::size_t Count, std::size_t Member, std::size_t Inner>
tensor(std::array<std::array<std::array<Value, Inner>, Member>, Count> const&)
    -> tensor<typename array_element<Value>::type, static_cast<index_t>(Count),
              static_cast<index_t>(Member), static_cast<index_t>(Inner)>;
template <class Value, std::size_t Count>
tensor(std::span<Value, Count>) -> tensor<std::remove_cv_t<Value>, static_cast<index_t>(Count)>;

/// From types of other libraries, up to rank 3: `tensor x = eigen_matrix`. A guide has to spell
/// `tensor<...>` itself.
template <ForeignValues Value>
  requires(foreign_values<Value>::extents.rank == 1)
tensor(Value const&)
    -> tensor<typename foreign_values<Value>::value_type, foreign_values<Value>::extents[0]>;
template <ForeignValues Value>
  requires(foreign_values<Value>::extents.rank == 2)
tensor(Value const&)
    -> tensor<typename foreign_values<Value>::value_type, foreign_values<Value>::extents[0],
              foreign_values<Value>::extents[1]>;
template <ForeignValues Value>
  requires(foreign_values<Value>::extents.rank == 3)
tensor(Value const&)
    -> tensor<typename foreign_values<Value>::value_type, foreign_values<Value>::extents[0],
              foreign_values<Value>::extents[1], foreign_values<Value>::extents[2]>;

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
