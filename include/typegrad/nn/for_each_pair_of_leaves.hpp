// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/trace/structure.hpp>

#include <type_traits>

namespace typegrad {

/// Where the leaves of a struct begin that have elements of type Number, in order of declaration.
template <class Number, int Count>
struct leaf_starts {
  Number const* start[Count > 0 ? Count : 1]{};
  int count = 0;

  constexpr void add(Number const* first) { start[count++] = first; }
};

/// Calls `use(p, g, n)` for every leaf of `parameters` of `n` real numbers from `p`, with `g`
/// pointing at the same leaf of `gradient`. Integers in a struct are no parameters and are left
/// out. No heap.
template <class Parameters, class Use>
constexpr void for_each_pair_of_leaves(Parameters& parameters, Parameters const& gradient,
                                       Use&& use) {
  static_assert(
      !Operand<Parameters> || std::is_floating_point_v<typename typed_operand<Parameters>::scalar>,
      "typegrad: update(parameters, gradient): integers cannot be learned; make the parameters "
      "float or double");
  constexpr int most = count_leaves<Parameters>();
  leaf_starts<float, most> float32;
  leaf_starts<double, most> float64;
  for_each_leaf(gradient, [&](auto const& leaf) {
    auto const* const first = first_element(leaf);
    if constexpr (std::is_same_v<decltype(first), float const* const>) float32.add(first);
    else if constexpr (std::is_same_v<decltype(first), double const* const>) float64.add(first);
  });
  int next32 = 0;
  int next64 = 0;
  for_each_leaf(parameters, [&](auto& leaf) {
    auto* const first = first_element(leaf);
    if constexpr (std::is_same_v<decltype(first), float* const>)
      use(first, float32.start[next32++], element_count(leaf));
    else if constexpr (std::is_same_v<decltype(first), double* const>)
      use(first, float64.start[next64++], element_count(leaf));
  });
}

}  // namespace typegrad
