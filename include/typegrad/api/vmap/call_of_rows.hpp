// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/tracing.hpp>
#include <typegrad/api/vmap/columns_of_results.hpp>
#include <typegrad/api/vmap/row_call.hpp>
#include <typegrad/tensor/value_error.hpp>

namespace typegrad {

/// Axis of an argument that `vmap` shares between all rows.
inline constexpr int none = -1;

/// Which axis of each argument `vmap` maps: 0, or `none` where all rows get the same. Without
/// numbers all are mapped.
template <int... Axes>
struct argument_axes {
  static constexpr bool are_said_of(int arguments) {
    return sizeof...(Axes) == 0 ||
           (static_cast<int>(sizeof...(Axes)) == arguments && ((Axes == 0 || Axes == none) && ...));
  }
  static constexpr bool is_mapped(int argument) {
    if constexpr (sizeof...(Axes) == 0) {
      return true;
    } else {
      constexpr int axes[] = {Axes...};
      return argument < static_cast<int>(sizeof...(Axes)) && axes[argument] != none;
    }
  }
};
/// `vmap(f, tg::in_axes<0, tg::none>)`: the second argument is the same for all rows.
template <int... Axes>
inline constexpr argument_axes<Axes...> in_axes{};

/// What an argument is in the call for one row.
template <bool Mapped, class Value>
struct row_argument {
  using type = Value;
  static constexpr index_t extent = dyn;
  static constexpr bool fits = !Mapped;  ///< a mapped one is a column
};
template <Column Value>
struct row_argument<true, Value> {
  using type = row_of_column<Value>;
  static constexpr index_t extent = column<Value>::extent;
  static constexpr bool fits = extent != extents_that_differ;
};

/// Words for errors.
template <index_t First, index_t Other>
struct numbers_of_rows {
  static constexpr sentence words =
      sentence{}.add("one argument has ").add_number(First).add(", another ").add_number(Other);
};
struct words_of_row_counts {
  index_t first;
  index_t other;
  int argument;
  sentence operator()() const {
    sentence words = sentence{}
                         .add(
                             "vmap(f)(x...): all that is mapped must have equally many rows; the "
                             "first has ")
                         .add_number(first);
    if (argument < 0) words.add(", into(y...) has ").add_number(other);
    else words.add(", argument ").add_number(argument).add(" has ").add_number(other);
    return words;
  }
};

/// The number of rows of all columns of a call.
struct row_counter {
  index_t count = -1;

  template <class Value>
  constexpr void add(Value const& x, int argument) {
    for_each_count(x, [&](index_t rows) {
      if (count >= 0 && rows != count) refuse_values(words_of_row_counts{count, rows, argument});
      if (count < 0 || rows < count) count = rows;
    });
  }
};

/// A call of `vmap(f)`: which of its arguments are mapped, and what they are for one row.
template <class Mapped, class... Values>
struct call_of_rows;
template <bool... Mapped, class... Values>
struct call_of_rows<std::integer_sequence<bool, Mapped...>, Values...> {
  using mapped = std::integer_sequence<bool, Mapped...>;
  static constexpr bool any = (Mapped || ...);
  static constexpr bool are_columns = (row_argument<Mapped, Values>::fits && ...);
  static constexpr bool are_arguments =
      can_be_arguments<typename row_argument<Mapped, Values>::type...>;
  static constexpr bool are_fixed =
      !(has_open_leaves<typename row_argument<Mapped, Values>::type> || ...);

  /// The number of rows where it is known while compiling, and one that is another.
  static constexpr index_t find_extent(index_t known) {
    index_t const extents[] = {row_argument<Mapped, Values>::extent...};
    for (index_t const extent : extents)
      if (extent != dyn && extent != known) return extent;
    return known;
  }
  static constexpr index_t extent = find_extent(dyn);
  static constexpr index_t other_extent = find_extent(extent);

  /// The first argument that is mapped.
  template <bool First, class Value>
  struct candidate {
    using type = Value;
  };
  template <class... Candidates>
  struct first_column {
    using type = void;
  };
  template <bool First, class Value, class... Rest>
  struct first_column<candidate<First, Value>, Rest...>
      : std::conditional_t<First, candidate<First, Value>, first_column<Rest...>> {};
  using first = typename first_column<candidate<Mapped, Values>...>::type;

  static constexpr bool find_traced() {
    if constexpr (are_arguments)
      return (is_being_traced<typename row_argument<Mapped, Values>::type> || ...);
    return false;
  }
  static constexpr bool is_traced = find_traced();

  /// What `Function` gives for one row.
  template <class Function>
  using result = std::remove_cvref_t<decltype(std::declval<Function const&>()(
      std::declval<typename row_argument<Mapped, Values>::type const&>()...))>;

  template <class Function, class Results>
  static constexpr void run(index_t count, Results const& y, Function const& f,
                            Values const&... x) {
    row_call<Function, mapped, typename row_argument<Mapped, Values>::type...>::run(count, y, f,
                                                                                    x...);
  }
  static constexpr row_counter count_rows(Values const&... x) {
    row_counter counter;
    int argument = 0;
    (add_rows<Mapped>(counter, x, argument++), ...);
    return counter;
  }

 private:
  template <bool IsMapped, class Value>
  static constexpr void add_rows(row_counter& counter, Value const& x, int argument) {
    if constexpr (IsMapped) counter.add(x, argument);
  }
};

}  // namespace typegrad
