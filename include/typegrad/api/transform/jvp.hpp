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
template <class... Values>
struct point_of {
  held_arguments<Values...> values;
};
/// The direction of a `jvp`: the tangents of the arguments.
template <class... Values>
struct direction_of {
  held_arguments<Values...> values;
};

template <class Value>
inline constexpr bool is_point_or_direction = false;
template <class... Values>
inline constexpr bool is_point_or_direction<point_of<Values...>> = true;
template <class... Values>
inline constexpr bool is_point_or_direction<direction_of<Values...>> = true;

/// The point of a `jvp`, `jvp(f)(at(x, y), along(dx, dy))`. Refers to variables and keeps
/// temporaries, so that it may be stored.
template <class... Values>
constexpr point_of<Values...> at(Values&&... x) {
  return {{{static_cast<Values&&>(x)}...}};
}
/// The direction of a `jvp`: a tangent for each argument.
template <class... Values>
constexpr direction_of<Values...> along(Values&&... x) {
  return {{{static_cast<Values&&>(x)}...}};
}

/// Value and tangent of `Function`, as a piece of the graph that is being traced: the arguments,
/// then the tangents of those at `Wrt`.
template <class Function, class Wrt>
struct tangent_trace {
  template <int... Index, int... Each, class... Values>
  static constexpr auto value_and_tangent(Function const& f, std::integer_sequence<int, Index...>,
                                          std::integer_sequence<int, Each...>, Values const&... x) {
    using positions = resolved_wrt<Wrt, sizeof...(Index)>;
    constexpr int arguments = sizeof...(Index);
    auto& graph = graph_of_arguments(x...);
    growing_array<int> tangents = leaf_nodes(graph, argument<arguments + Each>(x...)...);
    return differentiated<Function, Wrt>(
        [&](auto& call, auto const& y) {
          if constexpr (!directions_fit<Values...>(
                            positions{}, std::integer_sequence<int, arguments + Each...>{})) {
            static_assert(
                directions_fit<Values...>(positions{},
                                          std::integer_sequence<int, arguments + Each...>{}),
                "typegrad: jvp(f)(at(x...), along(dx...)): each tangent has the shape of its "
                "argument");
            return refused{};
          } else {
            require_same_extents<tangent_of_argument, Values...>(graph, tangents, call.names);
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
        graph, f, argument<Index>(x...)...);
  }
  template <class... Values, int... Position, int... Each>
  static constexpr bool directions_fit(wrt_positions<Position...>,
                                       std::integer_sequence<int, Each...>) {
    return (
        same_leaf_shapes<argument_type<Position, Values...>, argument_type<Each, Values...>>() &&
        ...);
  }
  /// The same with the arguments and the tangents in one list of `2 n` or `n + count of Wrt`.
  template <class... Values>
  static constexpr auto of_list(Function const& f, Values const&... x) {
    constexpr int tangents = tangent_count<sizeof...(Values)>(Wrt{});
    return value_and_tangent(
        f, std::make_integer_sequence<int, static_cast<int>(sizeof...(Values)) - tangents>{},
        std::make_integer_sequence<int, tangents>{}, x...);
  }
  /// The value alone, of such a list.
  template <class... Values>
  static constexpr auto value_of_list(Function const& f, Values const&... x) {
    constexpr int tangents = tangent_count<sizeof...(Values)>(Wrt{});
    return [&]<int... Index>(std::integer_sequence<int, Index...>) {
      return call_innermost(f, argument<Index>(x...)...);
    }(std::make_integer_sequence<int, static_cast<int>(sizeof...(Values)) - tangents>{});
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
template <class Function, class Wrt>
struct value_and_tangent_of : derivative<value_and_tangent_of<Function, Wrt>> {
  [[no_unique_address]] Function f;

  template <class... Values>
  constexpr auto call(Values const&... x) const {
    return tangent_trace<Function, Wrt>::value_of_list(f, x...);
  }

  template <class... Values>
  constexpr auto trace(Values const&... x) const {
    return tangent_trace<Function, Wrt>::of_list(f, x...);
  }
};

template <class Function, class Wrt>
struct jvp_of {
  [[no_unique_address]] Function f;

  template <class... Values, class... Directions>
  constexpr auto operator()(point_of<Values...> const& point,
                            direction_of<Directions...> const& direction) const {
    constexpr int wanted = std::is_same_v<Wrt, wrt_all>
                               ? sizeof...(Values)
                               : tangent_trace<Function, Wrt>::template tangent_count<0>(Wrt{});
    if constexpr (sizeof...(Directions) != wanted) {
      static_assert(sizeof...(Directions) == wanted,
                    "typegrad: jvp(f)(at(x...), along(dx...)) needs one tangent for each argument "
                    "that moves");
      return refused{};
    } else {
      return point.values.pass_to([&](auto const&... x) {
        return direction.values.pass_to([&](auto const&... d) {
          return value_and_tangent_of<Function, Wrt>{{}, f}(x..., d...);
        });
      });
    }
  }
  /// The same in one list, the tangents last, as in `hvp`: `jvp(f)(x, dx)`.
  template <class... Values>
    requires(!(is_point_or_direction<Values> || ...))
  constexpr auto operator()(Values const&... x) const {
    constexpr int given = static_cast<int>(sizeof...(Values));
    constexpr int tangents = tangent_trace<Function, Wrt>::template tangent_count<given>(Wrt{});
    constexpr bool fits = std::is_same_v<Wrt, wrt_all> ? given == 2 * tangents : given > tangents;
    if constexpr (!fits) {
      static_assert(fits,
                    "typegrad: jvp(f)(x..., dx...) needs the arguments and then one tangent for "
                    "each argument that moves");
      return refused{};
    } else {
      return value_and_tangent_of<Function, Wrt>{{}, f}(x...);
    }
  }
};

/// Forward mode: `auto [y, dy] = jvp(f)(x..., dx...)` or, more clearly where there are several,
/// `jvp(f)(at(x...), along(dx...))`: the value and its derivative in a direction. With `wrt<...>`
/// only those arguments move, and have tangents.
///
/// cost      one to three times the function, whatever the number of arguments
/// errors    tangents of other shapes than their arguments
template <class Function>
constexpr auto jvp(Function const& f) {
  return transform_of<jvp_of<Function, wrt_all>>(f);
}
template <class Function, WrtPositions Wrt>
constexpr auto jvp(Function const& f, Wrt) {
  return transform_of<jvp_of<Function, Wrt>>(f);
}

}  // namespace typegrad
