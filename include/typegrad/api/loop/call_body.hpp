// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/named_call.hpp>

namespace typegrad {

/// Values whose leaves are known while compiling; not so variables.
template <class Value>
concept StaticLeaves = Structured<Value> && requires {
  typename std::integral_constant<int, count_leaves<traced_type<Value>>()>;
};

/// The types of the leaves of a value as a person reads them: `float64, float32 (2, 2)`.
template <class Value>
constexpr sentence words_of_leaves() {
  sentence words;
  if constexpr (StaticLeaves<Value>) {
    bool first = true;
    traced_type<Value> const x{};
    for_each_leaf(x, [&](auto const& leaf) {
      using traits = operand_traits<std::remove_cvref_t<decltype(leaf)>>;
      if (!first) words = words.add(", ");
      first = false;
      words = words.add(name_of(scalar_type_of<typename traits::scalar>));
      if (traits::extents.rank != 0) words = words.add(" ").add(words_of(traits::extents));
    });
  } else {
    words = words.add("something else");
  }
  return words;
}
template <class Value>
struct carry_is {
  static constexpr sentence words = sentence{}.add("the carry is ").add(words_of_leaves<Value>());
};
template <class Value>
struct body_returns {
  static constexpr sentence words = sentence{}.add("the body gives ").add(words_of_leaves<Value>());
};

/// Whether two values have the same leaves: as many, of the same types and shapes.
template <class Carry, class Result>
constexpr bool same_leaves() {
  if constexpr (std::is_same_v<Carry, Result>) {
    return true;
  } else if constexpr (!StaticLeaves<Carry> || !StaticLeaves<Result>) {
    return false;
  } else if constexpr (same_leaf_shapes<Carry, Result>()) {
    constexpr auto a = list_leaves<plain_type<Carry>>();
    constexpr auto b = list_leaves<plain_type<Result>>();
    for (int i = 0; i < a.size; ++i)
      if (a.type[i] != b.type[i]) return false;
    return true;
  } else {
    return false;
  }
}

/// Whether the body of a loop gives a carry like the one that it got; where not, the reason is
/// given.
template <fixed_string Reason, class Carry, class Result>
constexpr auto gives_the_carry() {
  if constexpr (!same_leaves<Carry, Result>()) {
    refusal<mistake<Reason, carry_is<Carry>, body_returns<Result>>>.correct();
    return std::false_type{};
  } else {
    return std::true_type{};
  }
}

/// Whether a value, or what a body makes of it, is being traced in a graph whose loops stay loops.
template <class... Values>
concept InStaticGraph =
    (Structured<Values> && ...) &&
    std::is_same_v<graph_type_of<std::remove_cvref_t<Values>...>, graph_builder>;

/// Calls a body with the number of the turn, if it takes one.
template <class Body, class Number, class... Values>
inline constexpr bool takes_turn = std::is_invocable_v<Body const&, Number, Values const&...>;
template <class Body, class Number, class... Values>
constexpr auto call_body(Body const& body, Number const& number, Values const&... x) {
  constexpr bool takes_carry = std::is_invocable_v<Body const&, Values const&...>;
  if constexpr (takes_turn<Body, Number const&, Values...>) {
    return body(number, x...);
  } else if constexpr (takes_carry) {
    return body(x...);
  } else {
    static_assert(takes_carry,
                  "typegrad: a loop calls its body as body(carry) or body(i, carry), that of scan "
                  "with the row behind the carry");
    return refused{};
  }
}
template <class Body, class Number, class... Values>
using result_of_body = std::remove_cvref_t<decltype(call_body(
    std::declval<Body const&>(), std::declval<Number const&>(), std::declval<Values const&>()...))>;

}  // namespace typegrad
