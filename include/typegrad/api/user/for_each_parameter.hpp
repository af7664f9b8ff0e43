// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/leaves.hpp>
#include <typegrad/meta/fields.hpp>

#include <bit>
#include <type_traits>

namespace typegrad {

/// Calls `use(number)` for every number in an operation's members, in order of declaration.
template <class Value, class Use>
constexpr void for_each_parameter(Value& x, Use const& use) {
  using type = std::remove_const_t<Value>;
  if constexpr (std::is_arithmetic_v<type> || std::is_enum_v<type>) {
    use(x);
  } else if constexpr (requires { x.begin() != x.end(); }) {
    for (auto& element : x) for_each_parameter(element, use);
  } else {
    static_assert(std::is_aggregate_v<type>,
                  "typegrad: the members of an operation are numbers, arrays and structs of them; "
                  "what is traced is "
                  "an operand, not a member");
    if constexpr (!std::is_empty_v<type>)
      with_fields(x, [&](auto&... member) { (for_each_parameter(member, use), ...); });
  }
}

/// The members of an operation as words, which a graph can hold.
template <class Op>
constexpr growing_array<word> encode_parameters(Op const& op) {
  growing_array<word> words;
  for_each_parameter(op, [&](auto const& x) {
    if constexpr (std::is_floating_point_v<std::remove_cvref_t<decltype(x)>>)
      words.push_back(std::bit_cast<word>(static_cast<double>(x)));
    else words.push_back(static_cast<word>(x));
  });
  return words;
}

/// The operation whose members these words are.
template <class Op>
constexpr Op decode_parameters(list_view<word> words) {
  Op op{};
  int next = 0;
  for_each_parameter(op, [&](auto& x) {
    using type = std::remove_cvref_t<decltype(x)>;
    word const bits = words[next++];
    if constexpr (std::is_floating_point_v<type>)
      x = static_cast<type>(std::bit_cast<double>(bits));
    else x = static_cast<type>(bits);
  });
  return op;
}

}  // namespace typegrad
