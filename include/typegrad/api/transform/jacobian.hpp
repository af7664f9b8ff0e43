// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/transform/jacobian_sweeps.hpp>

namespace typegrad {

/// Value and Jacobian of `F`, as a piece of the graph that is being traced.
template <class F, class Wrt>
struct jacobian_trace {
  template <class... X>
  static constexpr auto value_and_jacobian(X const&... x) {
    return differentiated<F, Wrt>(
        [](auto& call, auto const& y) { return of_call<X...>(call, y, call.wrt); },
        graph_of_arguments(x...), x...);
  }
  template <class... X, class Call, class Y, int... Position>
  static constexpr auto of_call(Call& call, Y const& y, wrt_positions<Position...>) {
    using graph_type = std::remove_cvref_t<decltype(call.graph)>;
    using assembly =
        jacobian_value<Y, traced_type_in<argument_type<Position, X...>, graph_type>...>;
    using direction =
        sweep_direction<Y, traced_type_in<argument_type<Position, X...>, graph_type>...>;
    jacobian_sweeps sweeps{call.graph, call.outputs, call.names, direction::reverse};
    sweeps.run(call.graph);
    result_position start{};
    auto const made = assembly::make(call.graph, sweeps, start);
    return results<Y, typename assembly::type>{y, made};
  }
};

template <class F, class Wrt>
struct jacobian_of : derivative<jacobian_of<F, Wrt>> {
  using function = F;
  using wrt = Wrt;
  template <class Y, class... X>
  static constexpr bool has_fixed_extents() {
    return sweep_direction<Y, traced_type<X>...>::has_fixed_extents;
  }

  template <class... X>
  static constexpr auto trace(X const&... x) {
    auto const both = jacobian_trace<F, Wrt>::value_and_jacobian(x...);
    if constexpr (std::is_same_v<decltype(both), refused const>) return refused{};
    else return both.second;
  }
};
template <class F, class Wrt>
struct value_and_jacobian_of : derivative<value_and_jacobian_of<F, Wrt>> {
  using function = F;
  using wrt = Wrt;
  template <class Y, class... X>
  static constexpr bool has_fixed_extents() {
    return sweep_direction<Y, traced_type<X>...>::has_fixed_extents;
  }

  template <class... X>
  static constexpr auto trace(X const&... x) {
    return jacobian_trace<F, Wrt>::value_and_jacobian(x...);
  }
};

/// All derivatives of `f` with respect to argument 0 or to those that `wrt<...>` names.
///
/// shape     f: A -> B gives (B..., A...); a number has no axes. See `jacobian_type` for structs,
///           arrays and several results or arguments
/// cost      one sweep for each number of the result or of the arguments, whichever are fewer;
///           zeros that follow from the structure are not computed
/// errors    as `grad`, any result being allowed; extents that are known only at run time in the
///           result and in the arguments as well
template <class F>
constexpr auto jacobian(F) {
  return transform_of<F, jacobian_of<F, wrt_positions<0>>>();
}
template <class F, int... Position>
constexpr auto jacobian(F, wrt_positions<Position...>) {
  return transform_of<F, jacobian_of<F, wrt_positions<Position...>>>();
}

/// The value of `f` and its Jacobian from one program, which computes shared parts once.
template <class F>
constexpr auto value_and_jacobian(F) {
  return transform_of<F, value_and_jacobian_of<F, wrt_positions<0>>>();
}
template <class F, int... Position>
constexpr auto value_and_jacobian(F, wrt_positions<Position...>) {
  return transform_of<F, value_and_jacobian_of<F, wrt_positions<Position...>>>();
}

}  // namespace typegrad
