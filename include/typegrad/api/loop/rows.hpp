// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/named_call.hpp>

#include <tuple>

namespace typegrad {

/// What a turn of `scan` reads of a sequence: a row, the first axis being that of the turns.
template <class Sequence>
struct row_of_sequence;
template <class Number, index_t Turns>
struct row_of_sequence<tensor<Number, Turns>> {
  static constexpr index_t turns = Turns;
  using type = Number;
  static constexpr Number read(tensor<Number, Turns> const& x, index_t turn) {
    return x.data()[turn];
  }
};
template <class Number, index_t Turns, index_t Next, index_t... Extents>
struct row_of_sequence<tensor<Number, Turns, Next, Extents...>> {
  static constexpr index_t turns = Turns;
  using type = tensor<Number, Next, Extents...>;
  static constexpr type read(tensor<Number, Turns, Next, Extents...> const& x, index_t turn) {
    type row{};
    index_t const size = row.size();
    for (index_t i = 0; i < size; ++i) row.data()[i] = x.data()[turn * size + i];
    return row;
  }
};

/// A tensor whose first axis may be that of the turns, or what holds such tensors, of as many rows.
template <class Value>
concept Sequence = requires { typename row_of_sequence<Value>::type; };
template <class... Members>
struct turns_of_members {
  static constexpr bool are_equal = false;
};
template <Sequence First, Sequence... Rest>
struct turns_of_members<First, Rest...> {
  static constexpr index_t turns = row_of_sequence<First>::turns;
  static constexpr bool are_equal = ((row_of_sequence<Rest>::turns == turns) && ...);
};
template <Holder Value>
  requires(holder<Value>::template members<turns_of_members>::are_equal)
struct row_of_sequence<Value> {
  static constexpr index_t turns = holder<Value>::template members<turns_of_members>::turns;
  using type = typename holder<Value>::template with<row_of_sequence>;
  static constexpr type read(Value const& x, index_t turn) {
    return holder<Value>::map(x, [turn](auto const& member) {
      return row_of_sequence<std::remove_cvref_t<decltype(member)>>::read(member, turn);
    });
  }
};
/// A struct of the user's: its members are a sequence each, and a row of it is `results`, which
/// decomposes in the same order.
template <class Value>
concept StructOfRows = PlainStruct<Value> && !Holder<Value> && !LibraryValue<Value>;
template <template <class...> class List>
struct list_of_members {
  template <class... Members>
  constexpr auto operator()(Members const&...) const {
    return type_identity<List<Members...>>{};
  }
};
template <class Value, template <class...> class List>
using members_of_struct =
    typename decltype(with_fields(std::declval<Value const&>(), list_of_members<List>{}))::type;
template <class... Members>
using results_of_rows = results<typename row_of_sequence<Members>::type...>;
template <StructOfRows Value>
  requires(members_of_struct<Value, turns_of_members>::are_equal)
struct row_of_sequence<Value> {
  static constexpr index_t turns = members_of_struct<Value, turns_of_members>::turns;
  using type = members_of_struct<Value, results_of_rows>;
  static constexpr type read(Value const& x, index_t turn) {
    return with_fields(x, [turn](auto const&... member) {
      return type{row_of_sequence<std::remove_cvref_t<decltype(member)>>::read(member, turn)...};
    });
  }
};
template <Sequence Value>
using row_type = typename row_of_sequence<Value>::type;

/// What the rows of all turns are together.
template <class Row, index_t Turns>
struct rows_of_turns;
template <Scalar Number, index_t Turns>
struct rows_of_turns<Number, Turns> {
  using type = tensor<Number, Turns>;
};
template <class Number, class Graph, index_t Turns>
struct rows_of_turns<traced<Number, Graph>, Turns> {
  using type = tensor<traced<Number, Graph>, Turns>;
};
template <class Number, class Graph, index_t... Extents, index_t Turns>
struct rows_of_turns<traced_element<Number, Graph, Extents...>, Turns> {
  using type = tensor<traced<Number, Graph>, Turns>;
};
template <class Number, index_t... Extents, index_t Turns>
struct rows_of_turns<tensor<Number, Extents...>, Turns> {
  using type = tensor<Number, Turns, Extents...>;
};
template <class Row, index_t Turns>
concept HasRows = requires { typename rows_of_turns<Row, Turns>::type; };
template <index_t Turns>
struct have_rows {
  template <class... Members>
  using all = std::bool_constant<(HasRows<Members, Turns> && ...)>;
  template <class... Members>
  using together = results<typename rows_of_turns<Members, Turns>::type...>;
  template <class Member>
  using of = rows_of_turns<Member, Turns>;
};
template <Holder Row, index_t Turns>
  requires(holder<Row>::template members<have_rows<Turns>::template all>::value)
struct rows_of_turns<Row, Turns> {
  using type = typename holder<Row>::template with<have_rows<Turns>::template of>;
};
/// Of a struct of the user's: `results`, which decomposes in the same order.
template <StructOfRows Row, index_t Turns>
  requires(members_of_struct<Row, have_rows<Turns>::template all>::value)
struct rows_of_turns<Row, Turns> {
  using type = members_of_struct<Row, have_rows<Turns>::template together>;
};

/// Calls `use` with the members of `all` and those of `one`, which has as many, in order.
template <class All, class One, class Use>
constexpr void for_each_pair_of_members(All& all, One const& one, Use&& use) {
  if constexpr (requires { std::tuple_size<All>::value; }) {
    std::apply(
        [&](auto&... members) {
          std::apply([&](auto const&... each) { (use(members, each), ...); }, one);
        },
        all);
  } else {
    with_fields(all, [&](auto&... members) {
      with_fields(one, [&](auto const&... each) { (use(members, each), ...); });
    });
  }
}
/// Writes a row of numbers to its place.
template <class Rows, class Row>
constexpr void write_row(Rows& rows, index_t turn, Row const& row) {
  if constexpr (Holder<Rows>) {
    for_each_pair_of_members(
        rows, row, [turn](auto& member, auto const& each) { write_row(member, turn, each); });
  } else {
    index_t const size = element_count(row);
    for (index_t i = 0; i < size; ++i) rows.data()[turn * size + i] = first_element(row)[i];
  }
}

/// Calls `use(carry, row)` with the two values that a step gives.
template <class Given, class Use>
constexpr decltype(auto) with_carry_and_row(Given const& given, Use const& use) {
  auto const& [carry, row] = given;
  return use(carry, row);
}
/// The first or the second of two values; functions by name, because a lambda there breaks
/// clang 14.
struct first_of_two {
  template <class First, class Second>
  constexpr First operator()(First const& first, Second const&) const {
    return first;
  }
};
struct second_of_two {
  template <class First, class Second>
  constexpr Second operator()(First const&, Second const& second) const {
    return second;
  }
};
/// The types of the two; of a step that gives another number of values, none.
template <class Given>
struct parts_of_step {
  static constexpr bool are_two = false;
};
template <class Given>
  requires(PlainStruct<Given> && count_fields<Given>() == 2 && !LibraryValue<Given>)
struct parts_of_step<Given> {
  static constexpr bool are_two = true;
  using carry = decltype(with_fields(std::declval<Given const&>(), first_of_two{}));
  using row = decltype(with_fields(std::declval<Given const&>(), second_of_two{}));
};
template <template <class...> class Pair, class Carry, class Row>
  requires(std::tuple_size<Pair<Carry, Row>>::value == 2 && !PlainStruct<Pair<Carry, Row>>)
struct parts_of_step<Pair<Carry, Row>> {
  static constexpr bool are_two = true;
  using carry = Carry;
  using row = Row;
};

}  // namespace typegrad
