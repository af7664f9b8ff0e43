// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/held_arguments.hpp>
#include <typegrad/api/named_call.hpp>
#include <typegrad/transform/push_forward.hpp>

namespace typegrad {

/// Words for errors.
struct tangent_of_argument {
  static constexpr sentence words() {
    return sentence{}.add("jvp(f), tangent a of the argument b");
  }
};

/// The point of a `jvp`: the arguments of the function.
template <class... X>
struct point_of {
  held_arguments<X...> values;
};
/// The direction of a `jvp`: the tangents of the arguments.
template <class... X>
struct direction_of {
  held_arguments<X...> values;
};

/// Refers to variables and keeps temporaries, so that it may be stored.
template <class... X>
constexpr point_of<X...> at(X&&... x) {
  return {{{static_cast<X&&>(x)}...}};
}
template <class... X>
constexpr direction_of<X...> along(X&&... x) {
  return {{{static_cast<X&&>(x)}...}};
}

/// Value and tangent of `F`, as a piece of the graph that is being traced: the arguments, then the
/// tangents of those at `Wrt`.
template <class F, class Wrt>
struct tangent_trace {
  template <int... I, int... K, class... X>
  static constexpr auto value_and_tangent(std::integer_sequence<int, I...>,
                                          std::integer_sequence<int, K...>, X const&... x) {
    using positions = resolved_wrt<Wrt, sizeof...(I)>;
    constexpr int arguments = sizeof...(I);
    auto& graph = graph_of_arguments(x...);
    growing_array<int> tangents;
    (append_nodes(graph, argument<arguments + K>(x...), tangents), ...);
    return differentiated<F, Wrt>(
        [&](auto& call, auto const& y) {
          if constexpr (!directions_fit<X...>(positions{},
                                              std::integer_sequence<int, arguments + K...>{})) {
            static_assert(
                directions_fit<X...>(positions{}, std::integer_sequence<int, arguments + K...>{}),
                "typegrad: jvp(f)(at(x...), along(dx...)): each tangent has the shape of its "
                "argument");
            return refused{};
          } else {
            require_same_extents<tangent_of_argument, X...>(graph, tangents, call.names);
            for (int i = 0; i < tangents.size(); ++i)
              tangents[i] = in_type_of(graph, tangents[i], call.names[i]);
            growing_array<int> const moved = push_forward(
                graph, {call.names.data(), call.names.size()}, {tangents.data(), tangents.size()},
                {call.outputs.data(), call.outputs.size()});
            using result = std::remove_cvref_t<decltype(y)>;
            return results<result, result>{
                y, value_from_nodes<result>(graph, with_zeros(graph, moved, call.outputs).data())};
          }
        },
        graph, argument<I>(x...)...);
  }
  template <class... X, int... Position, int... K>
  static constexpr bool directions_fit(wrt_positions<Position...>,
                                       std::integer_sequence<int, K...>) {
    return (same_leaf_shapes<argument_type<Position, X...>, argument_type<K, X...>>() && ...);
  }
  /// The same with the arguments and the tangents in one list of `2 n` or `n + count of Wrt`.
  template <class... X>
  static constexpr auto of_list(X const&... x) {
    constexpr int tangents = tangent_count<sizeof...(X)>(Wrt{});
    return value_and_tangent(
        std::make_integer_sequence<int, static_cast<int>(sizeof...(X)) - tangents>{},
        std::make_integer_sequence<int, tangents>{}, x...);
  }
  template <int Count>
  static constexpr int tangent_count(wrt_all) {
    return Count / 2;
  }
  template <int Count, int... Position>
  static constexpr int tangent_count(wrt_positions<Position...>) {
    return sizeof...(Position);
  }
};

/// `jvp` with the point and the direction in one list: `(x..., dx...)`.
template <class F, class Wrt>
struct value_and_tangent_of : derivative<value_and_tangent_of<F, Wrt>> {
  template <class... X>
  static constexpr auto trace(X const&... x) {
    return tangent_trace<F, Wrt>::of_list(x...);
  }
};

template <class F, class Wrt>
struct jvp_of {
  template <class... X, class... D>
  constexpr auto operator()(point_of<X...> const& point,
                            direction_of<D...> const& direction) const {
    constexpr int wanted = std::is_same_v<Wrt, wrt_all>
                               ? sizeof...(X)
                               : tangent_trace<F, Wrt>::template tangent_count<0>(Wrt{});
    if constexpr (sizeof...(D) != wanted) {
      static_assert(sizeof...(D) == wanted,
                    "typegrad: jvp(f)(at(x...), along(dx...)) needs one tangent for each argument "
                    "that moves");
      return refused{};
    } else {
      return point.values.pass_to([&](auto const&... x) {
        return direction.values.pass_to(
            [&](auto const&... d) { return value_and_tangent_of<F, Wrt>{}(x..., d...); });
      });
    }
  }
};

/// Forward mode: `auto [y, dy] = jvp(f)(at(x...), along(dx...))`, the value and its derivative in a
/// direction. With `wrt<...>` only those arguments move, and `along` has tangents for them alone.
///
/// cost      one to three times the function, whatever the number of arguments
/// errors    tangents of other shapes than their arguments; `f` that captures
template <class F>
constexpr auto jvp(F) {
  return transform_of<F, jvp_of<F, wrt_all>>();
}
template <class F, int... Position>
constexpr auto jvp(F, wrt_positions<Position...>) {
  return transform_of<F, jvp_of<F, wrt_positions<Position...>>>();
}

}  // namespace typegrad
