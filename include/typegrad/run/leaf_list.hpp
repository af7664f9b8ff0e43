// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/context.hpp>
#include <typegrad/trace/structure.hpp>

namespace typegrad {

/// The numbers of leaves of a list of types: per scalar type, and each leaf's number within its own
/// type.
template <int Leaves>
struct leaf_list {
  static constexpr int size = Leaves;
  scalar_type type[Leaves > 0 ? Leaves : 1]{};
  int number[Leaves > 0 ? Leaves : 1]{};
  int count[scalar_type_count]{};
};

template <class... Values>
constexpr auto list_leaves() {
  leaf_list<(0 + ... + count_leaves<traced_type<Values>>())> list{};
  int i = 0;
  auto const add = [&](auto const& leaf) {
    list.type[i] =
        scalar_type_of<typename operand_traits<std::remove_cvref_t<decltype(leaf)>>::scalar>;
    list.number[i] = list.count[static_cast<int>(list.type[i])]++;
    ++i;
  };
  auto const add_all = [&](auto const& x) { for_each_leaf(x, add); };
  (add_all(traced_type<Values>{}), ...);
  return list;
}

/// Points at the leaves of values, in order.
template <class Pointers, class... Values>
TYPEGRAD_INLINE constexpr void point_at_leaves(Pointers& pointers, Values&... x) {
  int count[scalar_type_count]{};
  auto const add = [&](auto& leaf) {
    auto* const first = first_element(leaf);
    using number = std::remove_cvref_t<decltype(*first)>;
    constexpr scalar_type type = scalar_type_of<number>;
    constexpr bool held = std::is_same_v<number, scalar_t<type>>;
    static_assert(held,
                  "typegrad: elements of arguments are bool, int, std::int64_t, float or double; "
                  "others, as short, unsigned or long long, must be converted before");
    if constexpr (held) of_type<type>(pointers)[count[static_cast<int>(type)]++] = first;
  };
  (for_each_leaf(x, add), ...);
}

}  // namespace typegrad
