// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/vmap/column.hpp>
#include <typegrad/config.hpp>
#include <typegrad/run/compiled.hpp>

#if TYPEGRAD_VECTOR_BYTES > 0
#include <typegrad/run/lane_rows.hpp>
#endif

namespace typegrad {

template <class Number>
constexpr scalar_type held_type() {
  constexpr scalar_type type = scalar_type_of<Number>;
  static_assert(std::is_same_v<Number, scalar_t<type>>,
                "typegrad: elements of arguments are bool, int, std::int64_t, float or double; "
                "others, as short, unsigned or long long, must be converted before");
  return type;
}

/// The rows of a call of `Function`, whose program is `compiled<Function, Rows...>`.
///
/// Results are asked by `y(row, use)` for all leaves of that row, as columns are.
template <class Function, class Mapped, class... Rows>
struct row_call;
template <class Function, bool... Mapped, class... Rows>
struct row_call<Function, std::integer_sequence<bool, Mapped...>, Rows...> {
  using code = compiled<Function, Rows...>;
  using inputs = typename code::inputs;
  using outputs = typename code::outputs;

  /// Points at the leaves of one row, or at those that are shared.
  template <bool Shared, bool IsMapped, class Value>
  TYPEGRAD_INLINE static constexpr void point(inputs& in, Value const& x, index_t row, int& leaf) {
    auto const add = [&](auto* first) {
      constexpr scalar_type type = held_type<std::remove_cvref_t<decltype(*first)>>();
      of_type<type>(in)[code::leaves.number[leaf++]] = first;
    };
    if constexpr (!IsMapped) {
      for_each_leaf(x, [&](auto& member) { add(first_element(member)); });
    } else if constexpr (Shared) {
      leaf += count_leaves<traced_type<row_of_column<Value>>>();
    } else {
      column<Value>::for_each_leaf(x, row, [&](auto* first, index_t) { add(first); });
    }
  }
  template <class Results>
  TYPEGRAD_INLINE static constexpr void point_at_results(outputs& out, Results const& y,
                                                         index_t row) {
    int leaf = 0;
    y(row, [&](auto* first, index_t) {
      constexpr scalar_type type = held_type<std::remove_cvref_t<decltype(*first)>>();
      of_type<type>(out)[code::results.number[leaf++]] = first;
    });
  }

  template <class Results, class... Values>
  static constexpr void run_one_by_one(index_t count, Results const& y, Function const& f,
                                       Values const&... x) {
    for (index_t row = 0; row < count; ++row) run_one(row, y, f, x...);
  }
  template <class Results, class... Values>
  [[gnu::flatten]] static constexpr void run_one(index_t row, Results const& y, Function const& f,
                                                 Values const&... x) {
    inputs in;
    outputs out;
    int leaf = 0;
    (point<false, Mapped>(in, x, row, leaf), ...);
    point_at_results(out, y, row);
    code::run_at(in, out, f);
  }

#if TYPEGRAD_VECTOR_BYTES > 0
  using program = lane_program<Function, std::integer_sequence<bool, Mapped...>, Rows...>;

  template <class Results, class... Values>
  static void run_in_lanes(index_t count, Results const& y, [[maybe_unused]] Function const& f,
                           Values const&... x) {
    using rows = lane_rows<program>;
    inputs shared;
    int leaf = 0;
    (point<true, Mapped>(shared, x, 0, leaf), ...);
    if constexpr (!is_stateless<Function>)
      members_of_program<code, Function, code::arguments.size>::point_at(shared, f);
    typename rows::arguments from;
    leaf = 0;
    (add_rows<Mapped>(from, x, leaf), ...);
    typename rows::results to;
    leaf = 0;
    y(0, [&](auto* first, index_t stride) {
      to.first[leaf] = static_cast<unsigned char*>(static_cast<void*>(first));
      to.stride[leaf++] = stride;
    });
    rows::run(from, to, shared, count);
  }
  template <bool IsMapped, class Pointers, class Value>
  static void add_rows(Pointers& from, Value const& x, int& leaf) {
    if constexpr (IsMapped)
      column<Value>::for_each_leaf(x, 0, [&](auto* first, index_t stride) {
        static_cast<void>(held_type<std::remove_cvref_t<decltype(*first)>>());
        from.first[leaf] = static_cast<unsigned char const*>(static_cast<void const*>(first));
        from.stride[leaf++] = stride;
      });
    else leaf += count_leaves<traced_type<Value>>();
  }
#endif

  template <class Results, class... Values>
  static constexpr void run(index_t count, Results const& y, Function const& f,
                            Values const&... x) {
    if (count == 0) return;
#if TYPEGRAD_VECTOR_BYTES > 0
    if constexpr (program::fits) {
      if (__builtin_is_constant_evaluated()) run_one_by_one(count, y, f, x...);
      else run_in_lanes(count, y, f, x...);
    } else {
      run_one_by_one(count, y, f, x...);
    }
#else
    run_one_by_one(count, y, f, x...);
#endif
  }
};

}  // namespace typegrad
