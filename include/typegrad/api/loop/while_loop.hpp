// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/loop/fori.hpp>

namespace typegrad {

/// Whether a condition of a carry is true or false; where not, the reason is given.
template <class Asked>
constexpr auto is_a_condition() {
  constexpr bool is_condition = std::is_same_v<Asked, bool> ||
                                std::is_same_v<Asked, traced<bool>> || is_refused<Asked> ||
                                std::is_convertible_v<Asked, bool>;
  static_assert(is_condition,
                "typegrad: while_loop(condition, body, carry): condition(carry) is a comparison");
  return std::bool_constant<is_condition>{};
}

/// The carry after `while (condition(carry)) carry = body(carry)`, of at most `Most` turns where it
/// is given.
///
/// A loop stays a loop, as in `fori`: in a traced function its condition is asked when it runs, at
/// each turn. (`while` itself makes one path through the function for each turn.)
///
/// shape     carry: C  ->  C; condition: bool
/// cost      the turns that there are, one body more, and in reverse their adjoints
/// memory    two carries; reverse: `Most` more, so that a bound is needed there: without one only
///           the value and forward mode are defined
/// edges     no turn: the carry as it is, derivative 1
/// errors    a body that returns another type or shape than the carry's
template <index_t Most = unbounded_turns, class Condition, class Body, class Carry>
constexpr auto while_loop(Condition const& condition, Body const& body, Carry const& carry) {
  if constexpr (is_refused<Carry>) {
    return refused{};
  } else if constexpr (is_traced_loop<Body, Carry>()) {
    using asked =
        std::remove_cvref_t<decltype(condition(std::declval<traced_type<Carry> const&>()))>;
    if constexpr (!decltype(is_a_condition<asked>())::value) return refused{};
    else
      return carrying_loop::trace(Most, static_cast<index_t const*>(nullptr), condition, body,
                                  carry);
  } else if constexpr (InStaticGraph<std::remove_cvref_t<decltype(condition(carry))>>) {
    return carrying_loop::trace(Most, static_cast<index_t const*>(nullptr), condition, body, carry);
  } else {
    return carrying_loop::run(
        [&](int turn, auto const& now) { return turn < Most && static_cast<bool>(condition(now)); },
        body, carry);
  }
}

/// The same with every `Every`-th carry kept: `while_loop<Most>(condition, body, carry,
/// checkpoint<32>)`.
///
/// cost      reverse: the body once more; the condition is asked twice every `Every` turns
/// memory    reverse: Most / Every + Every carries
template <index_t Most, class Condition, class Body, class Carry, index_t Every>
constexpr auto while_loop(Condition const& condition, Body const& body, Carry const& carry,
                          checkpoint_every<Every>) {
  if constexpr (is_refused<Carry>) {
    return refused{};
  } else if constexpr (Most <= Every || !is_traced_loop<Body, Carry>()) {
    return while_loop<Most>(condition, body, carry);
  } else {
    auto const whole = while_loop<Most / Every>(
        condition,
        [&](auto const& i, auto const& outer) {
          return while_loop<Every>(
              condition,
              [&](auto const& j, auto const& inner) {
                return call_body(body, i * static_cast<int>(Every) + j, inner);
              },
              outer);
        },
        carry);
    if constexpr (is_refused<std::remove_cvref_t<decltype(whole)>>) return refused{};
    else if constexpr (Most % Every == 0) return whole;
    else
      return while_loop<Most % Every>(
          condition,
          [&](auto const& j, auto const& inner) {
            return call_body(body, static_cast<int>(Most - Most % Every) + j, inner);
          },
          whole);
  }
}

}  // namespace typegrad
