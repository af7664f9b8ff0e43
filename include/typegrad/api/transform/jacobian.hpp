// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/transform/jacobian_value.hpp>

namespace typegrad {

/// Value and Jacobian of `Function`, as a piece of the graph that is being traced.
template <class Function, class Wrt>
struct jacobian_trace {
  template <class... Values>
  static constexpr auto value_and_jacobian(Function const& f, Values const&... x) {
    return differentiated<Function, Wrt>(
        [](auto& call, auto const& y) { return of_call<Values...>(call, y, call.wrt); },
        graph_of_arguments(x...), f, x...);
  }
  template <class... Values, class Call, class Result, int... Position>
  static constexpr auto of_call(Call& call, Result const& y, wrt_positions<Position...>) {
    using graph_type = std::remove_cvref_t<decltype(call.graph)>;
    using assembly =
        jacobian_value<Result, traced_type_in<argument_type<Position, Values...>, graph_type>...>;
    using direction =
        sweep_direction<Result, traced_type_in<argument_type<Position, Values...>, graph_type>...>;
    jacobian_sweeps sweeps{call.graph, call.outputs, call.names, direction::reverse};
    if constexpr (requires { requires std::is_same_v<typename Function::symmetric_by, Wrt>; })
      sweeps.run_symmetric(call.graph);
    else sweeps.run(call.graph);
    result_position start{};
    auto const made = assembly::make(call.graph, sweeps, start);
    return results<Result, typename assembly::type>{y, made};
  }
};

/// The base of what needs to know while compiling how many sweeps there are.
template <class Self>
struct derivative_by_sweeps : derivative<Self> {
  template <class Result, class... Values>
  static constexpr bool has_fixed_extents() {
    return sweep_direction<Result, traced_type<Values>...>::has_fixed_extents;
  }
};

template <class Function, class Wrt>
struct jacobian_of : derivative_by_sweeps<jacobian_of<Function, Wrt>> {
  using function = Function;
  using wrt = Wrt;
  [[no_unique_address]] Function f;

  template <class... Values>
  constexpr auto trace(Values const&... x) const {
    auto const both = jacobian_trace<Function, Wrt>::value_and_jacobian(f, x...);
    if constexpr (std::is_same_v<decltype(both), refused const>) return refused{};
    else return both.second;
  }
};
template <class Function, class Wrt>
struct value_and_jacobian_of : derivative_by_sweeps<value_and_jacobian_of<Function, Wrt>> {
  using function = Function;
  using wrt = Wrt;
  [[no_unique_address]] Function f;

  template <class... Values>
  constexpr auto trace(Values const&... x) const {
    return jacobian_trace<Function, Wrt>::value_and_jacobian(f, x...);
  }
};

/// All derivatives of `f` with respect to argument 0 or to those that `wrt<...>` names.
///
/// shape     f: A -> B gives (B..., A...); a number has no axes. See `jacobian_type` for structs,
///           arrays and several results or arguments
/// cost      at most one sweep for each number of the result or of the arguments, whichever are
///           fewer; zeros that follow from the structure are not computed
/// errors    as `grad`, any result being allowed; extents that are known only at run time in the
///           result and in the arguments as well
template <class Function, WrtPositions Wrt = wrt_positions<0>>
constexpr auto jacobian(Function const& f, Wrt = {}) {
  return transform_of<jacobian_of<Function, Wrt>>(f);
}

/// The value of `f` and its Jacobian from one program, which computes shared parts once.
template <class Function, WrtPositions Wrt = wrt_positions<0>>
constexpr auto value_and_jacobian(Function const& f, Wrt = {}) {
  return transform_of<value_and_jacobian_of<Function, Wrt>>(f);
}

}  // namespace typegrad
