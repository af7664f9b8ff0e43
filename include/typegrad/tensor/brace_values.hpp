#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/shape/shape.hpp>
#include <typegrad/tensor/weak_value.hpp>

#include <type_traits>

namespace typegrad {

/// A value that an element of type Number can be written with.
template <class Value, class Number>
concept ElementOf = std::is_convertible_v<Value, Number> &&
                    (std::is_arithmetic_v<Value> || !std::is_arithmetic_v<Number>);

/// One value inside braces, converted to `Number` in silence, as literals are weak: `tensor<float,
/// 2>{0.1, 2}`; an integer among integers must fit.
template <class Number>
struct brace_element {
  Number value;

  template <class Value>
    requires ElementOf<Value, Number>
  constexpr brace_element(Value const& given) noexcept(takes_every<Number, Value>)
      : value(weak_value<Number>(given)) {
    static_assert(keeps_fraction<Value, Number>, "a tensor of integers takes integers");
  }
};

/// Values written in nested braces, row-major; the count is checked at every level, nothing is
/// filled with zeros. Inner braces arrive as references to arrays, because only there does the
/// compiler tell how many values were given.
template <class Number, index_t... Extents>
struct brace_values;

/// What stands one and two braces further in: `row` inside the outermost, `plane_row` inside a row.
template <class Number, index_t... Extents>
struct brace_levels {
  struct none {};
  using row = none;
  using plane_row = none;
};
template <class Number, index_t First>
struct brace_levels<Number, First> {
  using row = brace_element<Number>;
  using plane_row = typename brace_levels<Number>::none;
};
template <class Number, index_t First, index_t Second>
struct brace_levels<Number, First, Second> {
  using row = brace_values<Number, Second>;
  using plane_row = brace_element<Number>;
};
template <class Number, index_t First, index_t Second, index_t Columns, index_t... Extents>
struct brace_levels<Number, First, Second, Columns, Extents...> {
  using row = brace_values<Number, Second, Columns, Extents...>;
  using plane_row = brace_values<Number, Columns, Extents...>;
};

/// Copies what one brace holds, a value or deeper braces, to `place` and returns the place after
/// it.
template <class Number>
constexpr Number* copy_brace(brace_element<Number> const& element, Number* place) noexcept {
  *place = element.value;
  return place + 1;
}
template <class Number, index_t... Extents>
constexpr Number* copy_brace(brace_values<Number, Extents...> const& braces,
                             Number* place) noexcept {
  for (index_t k = 0; k < braces.count; ++k) *place++ = braces.values[k];
  return place;
}

/// One pair of braces: `{1, 2, 3}`.
template <class Number, index_t Count>
struct brace_values<Number, Count> {
  static constexpr index_t count = Count;
  Number values[Count > 0 ? Count : 1]{};

  // Not a template: a bare number would otherwise pass for a brace, `1` for `{1}`.
  constexpr brace_values(brace_element<Number> const& only) noexcept : values{only.value} {
    static_assert(Count == 1, "innermost braces take exactly as many values as the last extent");
  }

  template <class... Values>
    requires(sizeof...(Values) != 1 && (ElementOf<Values, Number> && ...))
  constexpr brace_values(Values const&... given) noexcept((takes_every<Number, Values> && ...)) {
    static_assert(sizeof...(Values) == Count,
                  "innermost braces take exactly as many values as the last extent");
    if constexpr (sizeof...(Values) == Count && Count > 0) {
      static_assert((keeps_fraction<Values, Number> && ...), "a tensor of integers takes integers");
      Number const converted[] = {weak_value<Number>(given)...};
      for (index_t k = 0; k < Count; ++k) values[k] = converted[k];
    }
  }
};

/// Several levels: `{{1, 2, 3}, {4, 5, 6}}`. Braces inside inner ones count themselves.
template <class Number, index_t Outer, index_t Inner, index_t... Extents>
struct brace_values<Number, Outer, Inner, Extents...> {
  using plane_row = typename brace_levels<Number, Outer, Inner, Extents...>::plane_row;
  static constexpr index_t count = ((Outer * Inner) * ... * Extents);
  Number values[count > 0 ? count : 1]{};

  template <index_t... Counts>
  constexpr brace_values(plane_row const (&... rows)[Counts]) noexcept {
    constexpr bool fits = sizeof...(Counts) == Outer && ((Counts == Inner) && ...);
    static_assert(sizeof...(Counts) == Outer,
                  "braces take exactly one inner brace for each index of their axis");
    static_assert(((Counts == Inner) && ...),
                  "inner braces take exactly as many values as the extent of their axis");
    if constexpr (fits) {
      Number* place = values;
      plane_row const* const planes[] = {&rows[0]...};
      for (plane_row const* row : planes)
        for (index_t k = 0; k < Inner; ++k) place = copy_brace(row[k], place);
    }
  }
};

}  // namespace typegrad
