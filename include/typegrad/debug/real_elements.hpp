// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/growing_array.hpp>
#include <typegrad/trace/structure.hpp>

#include <type_traits>

namespace typegrad {

/// Calls `use(element)` for every number in `x`, leaf after leaf.
template <class Value, class Use>
constexpr void for_each_number(Value& x, Use&& use) {
  for_each_leaf(x, [&](auto& leaf) {
    auto* const first = first_element(leaf);
    for (index_t i = 0; i < element_count(leaf); ++i) use(first[i]);
  });
}

/// The same for real numbers only: integers and masks are passed over.
template <class Value, class Use>
constexpr void for_each_real(Value& x, Use&& use) {
  for_each_number(x, [&](auto& element) {
    if constexpr (std::is_floating_point_v<std::remove_cvref_t<decltype(element)>>) use(element);
  });
}

/// All real numbers in `x`, one after the other, as doubles (which hold floats exactly).
template <class Value>
constexpr growing_array<double> real_elements(Value const& x) {
  growing_array<double> values;
  for_each_real(x, [&](auto const& element) { values.push_back(static_cast<double>(element)); });
  return values;
}

/// Puts the numbers of `real_elements` back into a value of the same structure.
template <class Value>
constexpr void assign_real_elements(Value& x, double const* from) {
  for_each_real(x, [&](auto& element) {
    element = static_cast<std::remove_cvref_t<decltype(element)>>(*from++);
  });
}

/// Whether all real numbers in a value of type `Value` are doubles, and whether there is one.
template <class Value>
constexpr bool is_double_throughout() {
  constexpr bool is_literal = __is_literal_type(Value);
  static_assert(is_literal,
                "typegrad: check_grad(f, x...), numerical_grad(f, x): write tg::tensor(x) for a "
                "matrix x of Eigen");
  if constexpr (is_literal) {
    Value x{};
    bool all_double = true;
    int count = 0;
    for_each_real(x, [&](auto& element) {
      ++count;
      if constexpr (!std::is_same_v<std::remove_cvref_t<decltype(element)>, double>)
        all_double = false;
    });
    return all_double && count > 0;
  } else {
    return true;
  }
}

/// Where an element of a structured value stands: the leaf's number, and the position in it.
struct element_place {
  int leaf = 0;
  shape extents{};   ///< of the leaf
  int position = 0;  ///< in row-major order

  friend constexpr bool operator==(element_place const&, element_place const&) = default;
};

/// The place of element number `which` of `real_elements(x)`.
template <class Value>
constexpr element_place place_of_real(Value const& x, int which) {
  element_place place{};
  int leaf_number = 0;
  int first = 0;
  for_each_leaf(x, [&](auto const& leaf) {
    int count = 0;
    for_each_real(leaf, [&](auto const&) { ++count; });
    if (which >= first && which < first + count) {
      place.leaf = leaf_number;
      place.position = which - first;
      if constexpr (requires { leaf.shape(); }) place.extents = leaf.shape();
    }
    first += count;
    ++leaf_number;
  });
  return place;
}

}  // namespace typegrad
