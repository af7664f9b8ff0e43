// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/transform/grad.hpp>
#include <typegrad/api/transform/jacobian.hpp>

namespace typegrad {

struct members_t {};
/// With respect to the members of the function itself: `grad(f, wrt<members>)(x)`, or of those and
/// of arguments, `wrt<members, 0>`.
inline constexpr members_t members{};

/// Positions of a call in which the function is the argument before the others.
template <int... Position>
struct wrt_members {
  using positions = wrt_positions<Position...>;
};
constexpr int position_behind_function(members_t) { return 0; }
constexpr int position_behind_function(int position) { return position + 1; }
template <auto... What>
  requires(std::is_same_v<std::remove_const_t<decltype(What)>, members_t> || ...)
struct wrt_of<What...> {
  using type = wrt_members<position_behind_function(What)...>;
};

/// Calls its first argument with the others.
struct call_of_first {
  template <class Function, class... Values>
  constexpr auto operator()(Function const& f, Values const&... x) const {
    return f(x...);
  }
};

/// A transform of `call_of_first` at a function that it holds.
template <class Transform, class Function>
struct transform_at_members {
  [[no_unique_address]] Function f;

  template <class... Values>
  constexpr auto operator()(Values const&... x) const {
    constexpr bool is_over_scalar = Structured<Function>;
    static_assert(is_over_scalar,
                  "typegrad: wrt<members> needs a function that is a template over the scalar of "
                  "its members: template <class S> struct residual { S u, v; ... };");
    if constexpr (is_over_scalar) return Transform{{}, {}}(f, x...);
    else return refused{};
  }
};

/// The gradient with respect to the members of `f`, which has them as a template over their scalar:
/// an object of the type of `f`, or with `wrt<members, 0>` one and the gradients of arguments.
template <class Function, int... Position>
constexpr auto grad(Function const& f, wrt_members<Position...>) {
  return transform_at_members<gradient_of<call_of_first, wrt_positions<Position...>>, Function>{f};
}
template <class Function, int... Position>
constexpr auto value_and_grad(Function const& f, wrt_members<Position...>) {
  return transform_at_members<value_and_gradient_of<call_of_first, wrt_positions<Position...>>,
                              Function>{f};
}
/// The Jacobian with respect to the members of `f`: an object of the type of `f` for each number of
/// the result.
template <class Function, int... Position>
constexpr auto jacobian(Function const& f, wrt_members<Position...>) {
  return transform_at_members<jacobian_of<call_of_first, wrt_positions<Position...>>, Function>{f};
}
template <class Function, int... Position>
constexpr auto value_and_jacobian(Function const& f, wrt_members<Position...>) {
  return transform_at_members<value_and_jacobian_of<call_of_first, wrt_positions<Position...>>,
                              Function>{f};
}

}  // namespace typegrad
