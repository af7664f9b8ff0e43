// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/transform/evaluate.hpp>
#include <typegrad/api/vmap/traced_rows.hpp>

namespace typegrad {

/// The columns of results, as `row_call` asks them.
template <class... Columns>
struct result_columns {
  std::tuple<Columns&...> columns;

  template <class Use>
  constexpr void operator()(index_t row, Use const& use) const {
    std::apply([&](auto&... y) { (column<Columns>::for_each_leaf(y, row, use), ...); }, columns);
  }
  constexpr void add_to(row_counter& counter) const {
    std::apply([&](auto&... y) { (counter.add(y, -1), ...); }, columns);
  }
};
template <class... Columns>
struct row_of_results {
  using type = results<row_of_column<Columns>...>;
};
template <class Single>
struct row_of_results<Single> {
  using type = row_of_column<Single>;
};

/// A function over rows: what `vmap` returns.
template <class Function, class Axes>
struct mapped_over_rows {
  [[no_unique_address]] Function f;

  template <class... Values>
  constexpr auto operator()(Values const&... x) const {
    using call = call_with<Values...>;
    if constexpr ((is_refused<Values> || ...)) return refused{};
    else if constexpr (!decltype(accepts<call, sizeof...(Values)>())::value) return refused{};
    else if constexpr (call::is_traced)
      return traced_rows<Function, call>::trace(typename call::mapped{}, f, x...);
    else return make_columns<call>(program_of_row(), x...);
  }
  /// The same, written where `into(y...)` says: columns of as many rows.
  template <class... Columns, class... Values>
  constexpr void operator()(into_results<Columns...> y, Values const&... x) const {
    using call = call_with<Values...>;
    if constexpr (decltype(accepts<call, sizeof...(Values)>())::value)
      y.pass_to([&](auto&... columns) {
        write_columns<call>(program_of_row(), result_columns<Columns...>{{columns...}}, x...);
      });
  }

 private:
  template <class Sequence>
  struct mapped_arguments;
  template <int... Index>
  struct mapped_arguments<std::integer_sequence<int, Index...>> {
    using type = std::integer_sequence<bool, Axes::is_mapped(Index)...>;
  };
  template <class... Values>
  using call_with = call_of_rows<
      typename mapped_arguments<std::make_integer_sequence<int, sizeof...(Values)>>::type,
      Values...>;

  /// Whether the arguments fit; where not, the reason is given.
  template <class Call, int Count>
  static constexpr auto accepts() {
    constexpr bool are_said = Axes::are_said_of(Count);
    static_assert(are_said,
                  "typegrad: vmap(f, tg::in_axes<0, tg::none>) says of every argument of the call "
                  "whether it is mapped, 0, or the same for all rows, tg::none");
    static_assert(Call::any, "typegrad: vmap(f)(x...) needs an argument that is mapped");
    static_assert(Call::are_columns,
                  "typegrad: vmap(f)(x...): what is mapped has a leading axis: a std::vector, "
                  "std::span, std::array or tensor of rows, or a struct of those; "
                  "tg::in_axes<0, tg::none> is for an argument that all rows share");
    constexpr bool are_arguments = !Call::are_columns || Call::are_arguments;
    static_assert(are_arguments,
                  "typegrad: an argument that all rows share is a number, a tg::tensor, a "
                  "std::array of arguments, or a struct that is a template over its scalar, "
                  "template <class T> struct s");
    static_assert(Call::are_fixed,
                  "typegrad: vmap(f)(x...): the extents of a row, and of what all rows share, must "
                  "be known while compiling");
    constexpr bool equal = Call::extent == Call::other_extent;
    if constexpr (!equal)
      refusal<mistake<"typegrad: vmap(f)(x...): all that is mapped must have equally many rows",
                      numbers_of_rows<Call::extent, Call::other_extent>>>
          .correct();
    return std::bool_constant<are_said && Call::any && Call::are_columns && are_arguments &&
                              Call::are_fixed && equal>{};
  }

  /// The function as a program: a transform as it is.
  constexpr auto program_of_row() const {
    if constexpr (requires { typename Function::is_transformed; }) return f;
    else return evaluate(f);
  }

  template <class Call, class Program, class... Values>
  static constexpr auto make_columns(Program const& program, Values const&... x) {
    using result = typename Call::template result<Program>;
    if constexpr (is_refused<result>) {
      return refused{};
    } else {
      typename columns_of_results<typename Call::first, result>::type y{};
      row_counter const rows = Call::count_rows(x...);
      make_room(y, rows.count);
      Call::template run<Program>(rows.count, result_columns<decltype(y)>{{y}}, program, x...);
      return y;
    }
  }
  template <class Call, class Program, class... Columns, class... Values>
  static constexpr void write_columns(Program const& program, result_columns<Columns...> const& y,
                                      Values const&... x) {
    using result = typename Call::template result<Program>;
    if constexpr (!is_refused<result>) {
      constexpr bool fits = std::is_same_v<typename row_of_results<Columns...>::type, result>;
      static_assert(fits,
                    "typegrad: vmap(f)(into(y...), x...): the rows of y are what f returns, or "
                    "those of each y one of its results");
      row_counter rows = Call::count_rows(x...);
      y.add_to(rows);
      if constexpr (fits) Call::template run<Program>(rows.count, y, program, x...);
    }
  }
};

/// Calls `f` for every row of the arguments, as JAX's `vmap`: several rows at a time in the lanes
/// of vector registers.
///
///     std::vector<double> const delta = tg::vmap(tg::grad(price))(spots);
///     auto const errors = tg::vmap(residual, tg::in_axes<tg::none, 0>)(camera, points);
///     tg::vmap(tg::jacobian(residual))(tg::into(rows), cameras, points);   // no allocation
///
/// f         what typegrad traces: lambdas, functions with data, `grad(g)`, `jacobian(g)`, ...
/// x         mapped: a container of rows (`std::vector`, `std::span`, `std::array` of numbers,
///           tensors or structs), a tensor, whose first axis is that of the rows, or a struct,
///           `results` or a tuple of these. All are, except for those that `in_axes<...>` says
///           `none` of
/// result    rows as the first mapped argument has them: `std::vector` where their number is known
///           at run time, else `std::array` or a tensor; of several results one column each
/// rows      both sides of a branch on values are computed, one is taken; equal to calls one by one
///           but for the last digits of functions such as `exp`
/// memory    `into(y...)` writes to columns that are there, which share none with an argument
/// threads   by the caller: any number of calls at a time, each with its part of the rows
/// errors    columns of different lengths, at run time a `value_error`. In a function that is
///           traced `x` are tensors of known extents, and the gradient of what is shared is summed
template <class Function, int... Axes>
constexpr auto vmap(Function const& f, argument_axes<Axes...> = {}) {
  using checked = decltype(transform_of<evaluated<Function>>(f));
  if constexpr (std::is_same_v<checked, refused_function>) return refused_function{};
  else return mapped_over_rows<Function, argument_axes<Axes...>>{f};
}

}  // namespace typegrad
