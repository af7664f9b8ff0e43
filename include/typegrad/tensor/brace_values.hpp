#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/shape/shape.hpp>

#include <type_traits>

namespace typegrad {

/// A value that an element of type T can be written with.
template <class V, class T>
concept ElementOf =
    std::is_convertible_v<V, T> && (std::is_arithmetic_v<V> || !std::is_arithmetic_v<T>);

/// False for a fraction where an integer is wanted.
template <class V, class T>
inline constexpr bool keeps_fraction = !(std::is_integral_v<T> && std::is_floating_point_v<V>);

/// One value inside braces, converted to T in silence, as literals are weak: `tensor<float, 2>{0.1,
/// 2}`.
template <class T>
struct brace_element {
  T value;

  template <class V>
    requires ElementOf<V, T>
  constexpr brace_element(V const& given) noexcept : value(static_cast<T>(given)) {
    static_assert(keeps_fraction<V, T>, "a tensor of integers takes integers");
  }
};

/// Values written in nested braces, row-major; the count is checked at every level, nothing is
/// filled with zeros. Inner braces arrive as references to arrays, because only there does the
/// compiler tell how many values were given.
template <class T, index_t... E>
struct brace_values;

/// What stands one and two braces further in: `row` inside the outermost, `plane_row` inside a row.
template <class T, index_t... E>
struct brace_levels {
  struct none {};
  using row = none;
  using plane_row = none;
};
template <class T, index_t A>
struct brace_levels<T, A> {
  using row = brace_element<T>;
  using plane_row = typename brace_levels<T>::none;
};
template <class T, index_t A, index_t B>
struct brace_levels<T, A, B> {
  using row = brace_values<T, B>;
  using plane_row = brace_element<T>;
};
template <class T, index_t A, index_t B, index_t C, index_t... E>
struct brace_levels<T, A, B, C, E...> {
  using row = brace_values<T, B, C, E...>;
  using plane_row = brace_values<T, C, E...>;
};

/// Copies what one brace holds, a value or deeper braces, to `place` and returns the place after
/// it.
template <class T>
constexpr T* copy_brace(brace_element<T> const& element, T* place) noexcept {
  *place = element.value;
  return place + 1;
}
template <class T, index_t... E>
constexpr T* copy_brace(brace_values<T, E...> const& braces, T* place) noexcept {
  for (index_t k = 0; k < braces.count; ++k) *place++ = braces.values[k];
  return place;
}

/// One pair of braces: `{1, 2, 3}`.
template <class T, index_t Count>
struct brace_values<T, Count> {
  static constexpr index_t count = Count;
  T values[Count > 0 ? Count : 1]{};

  // Not a template: a bare number would otherwise pass for a brace, `1` for `{1}`.
  constexpr brace_values(brace_element<T> const& only) noexcept : values{only.value} {
    static_assert(Count == 1, "innermost braces take exactly as many values as the last extent");
  }

  template <class... V>
    requires(sizeof...(V) != 1 && (ElementOf<V, T> && ...))
  constexpr brace_values(V const&... given) noexcept {
    static_assert(sizeof...(V) == Count,
                  "innermost braces take exactly as many values as the last extent");
    if constexpr (sizeof...(V) == Count && Count > 0) {
      static_assert((keeps_fraction<V, T> && ...), "a tensor of integers takes integers");
      T const converted[] = {static_cast<T>(given)...};
      for (index_t k = 0; k < Count; ++k) values[k] = converted[k];
    }
  }
};

/// Several levels: `{{1, 2, 3}, {4, 5, 6}}`. Braces inside inner ones count themselves.
template <class T, index_t Outer, index_t Inner, index_t... E>
struct brace_values<T, Outer, Inner, E...> {
  using plane_row = typename brace_levels<T, Outer, Inner, E...>::plane_row;
  static constexpr index_t count = ((Outer * Inner) * ... * E);
  T values[count > 0 ? count : 1]{};

  template <index_t... N>
  constexpr brace_values(plane_row const (&... rows)[N]) noexcept {
    constexpr bool fits = sizeof...(N) == Outer && ((N == Inner) && ...);
    static_assert(sizeof...(N) == Outer,
                  "braces take exactly one inner brace for each index of their axis");
    static_assert(((N == Inner) && ...),
                  "inner braces take exactly as many values as the extent of their axis");
    if constexpr (fits) {
      T* place = values;
      for (plane_row const* row : {&rows[0]...})
        for (index_t k = 0; k < Inner; ++k) place = copy_brace(row[k], place);
    }
  }
};

}  // namespace typegrad
