// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/trace/structure.hpp>

#include <array>
#include <span>

namespace typegrad {

/// What has a leading axis: rows of one type, one behind the other or, in a struct of columns,
/// leaf by leaf.
///
/// row                    the type of a row
/// extent                 how many, where that is known while compiling, else `dyn`
/// count(x)               how many
/// for_each_leaf(x, row, use)   calls `use(first element, bytes to the same of the next row)` for
///                        every leaf of that row, in order
template <class Value>
struct column;
template <class Value>
concept Column = requires { typename column<std::remove_cv_t<Value>>::row; };
template <class Value>
using row_of_column = typename column<std::remove_cv_t<Value>>::row;

/// The number of elements in the type of a container.
template <class Value>
inline constexpr index_t extent_of_range = dyn;
template <class Value, std::size_t Count>
inline constexpr index_t extent_of_range<std::array<Value, Count>> = static_cast<index_t>(Count);
template <class Value, std::size_t Count>
  requires(Count != std::dynamic_extent)
inline constexpr index_t extent_of_range<std::span<Value, Count>> = static_cast<index_t>(Count);

/// A container whose elements are arguments: numbers, tensors, structs.
template <class Value>
concept RangeOfRows = !is_tensor<Value> && requires(Value const& x) {
  *x.data();
  x.size();
} && !requires {
  operand_traits<Value>::extents;
} && Structured<std::remove_cvref_t<decltype(*std::declval<Value const&>().data())>>;

template <RangeOfRows Value>
struct column<Value> {
  using row = std::remove_cvref_t<decltype(*std::declval<Value const&>().data())>;
  static constexpr index_t extent = extent_of_range<Value>;
  static constexpr index_t count(Value const& x) { return static_cast<index_t>(x.size()); }
  template <class Use>
  static constexpr void for_each_leaf(auto& x, index_t n, Use&& use) {
    typegrad::for_each_leaf(x.data()[n], [&](auto& leaf) {
      use(first_element(leaf), static_cast<index_t>(sizeof(row)));
    });
  }
};

template <class Number, index_t... Extents>
struct row_of_tensor {
  using type = tensor<Number, Extents...>;
};
template <class Number>
struct row_of_tensor<Number> {
  using type = Number;
};
template <class Number, index_t Extent, index_t... Extents>
  requires(!has_open<Extents...>)
struct column<tensor<Number, Extent, Extents...>> {
  using row = typename row_of_tensor<Number, Extents...>::type;
  static constexpr index_t extent = is_open(Extent) ? dyn : Extent;
  static constexpr index_t size = make_shape(Extents...).size();
  static constexpr index_t count(tensor<Number, Extent, Extents...> const& x) {
    return x.shape().extents[0];
  }
  template <class Use>
  static constexpr void for_each_leaf(auto& x, index_t n, Use&& use) {
    use(x.data() + n * size, size * static_cast<index_t>(sizeof(Number)));
  }
};

template <class... Members>
using all_are_columns = std::bool_constant<(Column<Members> && ...)>;
template <class Member>
struct row_of_member {
  using type = row_of_column<Member>;
};
/// The extent of columns side by side that have not equally many rows.
inline constexpr index_t extents_that_differ = -1000000;
template <class... Members>
struct extent_of_members {
  static constexpr index_t both(index_t a, index_t b) {
    return a == dyn ? b : b == dyn || a == b ? a : extents_that_differ;
  }
  static constexpr index_t find() {
    index_t extent = dyn;
    ((extent = both(extent, column<Members>::extent)), ...);
    return extent;
  }
  static constexpr index_t value = find();
};

/// What a struct template over its scalar, `point<std::vector<double>>`, says of its members.
struct are_columns {
  template <class... Members>
  constexpr auto operator()(Members const&...) const {
    return all_are_columns<Members...>{};
  }
};
struct extents_of_columns {
  template <class... Members>
  constexpr auto operator()(Members const&...) const {
    return extent_of_members<Members...>{};
  }
};
template <class Value>
concept HolderOfColumns =
    Holder<Value> && !RangeOfRows<Value> && holder<Value>::template members<all_are_columns>::value;
template <class Value>
concept StructOfColumns = PlainStruct<Value> && TemplateOverScalar<Value> && !is_tensor<Value> &&
                          Column<typename scalar_parameter<Value>::scalar> &&
                          decltype(with_fields(std::declval<Value const&>(), are_columns{}))::value;

/// Calls `use` with the number of rows of each column.
template <class Value, class Use>
constexpr void for_each_count(Value const& x, Use&& use) {
  if constexpr (HolderOfColumns<Value>)
    holder<Value>::for_each(x, [&](auto const& member) { for_each_count(member, use); });
  else if constexpr (StructOfColumns<Value>)
    with_fields(x, [&](auto const&... member) { (for_each_count(member, use), ...); });
  else use(column<Value>::count(x));
}

template <HolderOfColumns Value>
struct column<Value> {
  using row = typename holder<Value>::template with<row_of_member>;
  static constexpr index_t extent = holder<Value>::template members<extent_of_members>::value;
  template <class Use>
  static constexpr void for_each_leaf(auto& x, index_t n, Use&& use) {
    holder<Value>::for_each(x, [&](auto& member) {
      column<std::remove_cvref_t<decltype(member)>>::for_each_leaf(member, n, use);
    });
  }
};
template <StructOfColumns Value>
struct column<Value> {
  using row = typename scalar_parameter<Value>::template with<
      row_of_column<typename scalar_parameter<Value>::scalar>>;
  static constexpr index_t extent =
      decltype(with_fields(std::declval<Value const&>(), extents_of_columns{}))::value;
  template <class Use>
  static constexpr void for_each_leaf(auto& x, index_t n, Use&& use) {
    with_fields(x, [&](auto&... member) {
      (column<std::remove_cvref_t<decltype(member)>>::for_each_leaf(member, n, use), ...);
    });
  }
};

}  // namespace typegrad
