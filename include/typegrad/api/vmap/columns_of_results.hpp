// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/vmap/column.hpp>

namespace typegrad {

/// Rows of type `Row` whose number is known only at run time. Of the host:
/// `api/vmap/rows_on_heap.hpp`.
template <class Row>
struct rows_on_heap;

/// What holds rows of type `Row` as `Value` holds its own.
template <class Value>
struct column_like;

template <class Row, index_t Extent>
struct rows_of_extent {
  using type = std::array<Row, static_cast<std::size_t>(Extent)>;
};
template <class Row>
struct rows_of_extent<Row, dyn> {
  static constexpr bool has_heap = requires { typename rows_on_heap<Row>::type; };
  static_assert(has_heap,
                "typegrad: vmap makes no container for a number of rows that is known only at run "
                "time: give one, vmap(f)(tg::into(y), x...)");
  using type = typename rows_on_heap<Row>::type;
};

template <RangeOfRows Value>
struct column_like<Value> {
  template <class Row>
  struct of : rows_of_extent<Row, extent_of_range<Value>> {};
};
template <Scalar Number, index_t Extent, index_t... Extents>
struct column_like<tensor<Number, Extent, Extents...>> {
  template <class Row>
  struct of : rows_of_extent<Row, is_open(Extent) ? dyn : Extent> {};
  template <Scalar Row>
  struct of<Row> {
    using type = tensor<Row, Extent>;
  };
  template <class Element, index_t... Own>
    requires(!has_open<Own...>)
  struct of<tensor<Element, Own...>> {
    using type = tensor<Element, Extent, Own...>;
  };
};

/// Of columns side by side: as the first one; a struct template over its scalar of a struct.
template <class First, class...>
struct first_of_types {
  using type = First;
};
template <class... Members>
using first_of_members = typename first_of_types<Members...>::type;
template <HolderOfColumns Value>
struct column_like<Value>
    : column_like<typename holder<Value>::template members<first_of_members>> {};
template <StructOfColumns Value>
struct column_like<Value> {
  using of_scalar = column_like<typename scalar_parameter<Value>::scalar>;
  template <class Row>
  struct of : of_scalar::template of<Row> {};
  template <class Row>
    requires(PlainStruct<Row> && TemplateOverScalar<Row> && !LibraryValue<Row>)
  struct of<Row> {
    using type = typename scalar_parameter<Row>::template with<
        typename of_scalar::template of<typename scalar_parameter<Row>::scalar>::type>;
  };
};

/// What `vmap` returns where a call of the function gives `Result`, for a first argument `Value`:
/// of several results one column each.
template <class Value, class Result>
struct columns_of_results : column_like<Value>::template of<Result> {};
template <class Value, class... Members>
struct columns_of_results<Value, results<Members...>> {
  using type = results<typename columns_of_results<Value, Members>::type...>;
};

/// Makes room for so many rows.
template <class Value>
constexpr void make_room(Value& x, index_t count) {
  if constexpr (requires { x.resize(static_cast<std::size_t>(count)); }) {
    x.resize(static_cast<std::size_t>(count));
  } else if constexpr (has_open_leaves<Value> && is_tensor<Value>) {
    shape extents = Value::extents;
    extents.extents[0] = count;
    x = Value(extents, uninitialized_t{});
  } else if constexpr (HolderOfColumns<Value>) {
    holder<Value>::for_each(x, [&](auto& member) { make_room(member, count); });
  } else if constexpr (StructOfColumns<Value>) {
    with_fields(x, [&](auto&... member) { (make_room(member, count), ...); });
  }
}

}  // namespace typegrad
