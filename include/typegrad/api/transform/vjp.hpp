// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/held_arguments.hpp>
#include <typegrad/api/named_call.hpp>
#include <typegrad/api/transform/evaluate.hpp>
#include <typegrad/transform/differentiate.hpp>

namespace typegrad {

/// Words for errors.
struct seed_of_result {
  static constexpr sentence words() { return sentence{}.add("vjp(f), seed a of the result b"); }
};

/// The adjoints of arguments of `Function`, given those of its result: `pullback(seed, x...)`, or
/// without a seed ones.
template <class Function, class Wrt, bool Seeded>
struct pullback_of : derivative<pullback_of<Function, Wrt, Seeded>> {
  [[no_unique_address]] Function f;

  template <class First, class... Rest>
  constexpr auto call(First const& first, Rest const&... rest) const {
    if constexpr (Seeded) return call_innermost(f, rest...);
    else return call_innermost(f, first, rest...);
  }
  template <class... Values>
  constexpr auto trace(Values const&... x) const {
    if constexpr (Seeded) return from_seed(x...);
    else return from_ones(x...);
  }
  template <class Seed, class... Values>
  constexpr auto from_seed(Seed const& seed, Values const&... x) const {
    auto& graph = graph_of_arguments(seed, x...);
    return pull<Seed>(graph, leaf_nodes(graph, seed), x...);
  }
  template <class... Values>
  constexpr auto from_ones(Values const&... x) const {
    return pull<void>(graph_of_arguments(x...), {}, x...);
  }

  template <class Seed, class Graph, class... Values>
  constexpr auto pull(Graph& graph, growing_array<int> seeds, Values const&... x) const {
    return differentiated<Function, Wrt>(
        [&](auto& call, auto const& y) {
          using result = std::remove_cvref_t<decltype(y)>;
          if constexpr (!seed_fits<Seed, result>()) {
            static_assert(seed_fits<Seed, result>(),
                          "typegrad: vjp(f)(x): the seed has one number for each of the result; "
                          "shapes must be equal");
            return refused{};
          } else {
            if constexpr (std::is_void_v<Seed>) {
              for (int const id : call.outputs)
                seeds.push_back(
                    intern_literal(graph, graph.node(id).type, shape(graph.shape_of(id)), 1.0));
            } else {
              require_same_extents<seed_of_result, Seed, result>(graph, seeds, call.outputs);
            }
            for (int i = 0; i < seeds.size(); ++i)
              seeds[i] = in_type_of(graph, seeds[i], call.outputs[i]);
            return call.template like_arguments<Values...>(differentiate(
                graph, {call.outputs.data(), call.outputs.size()}, {seeds.data(), seeds.size()},
                {call.names.data(), call.names.size()}));
          }
        },
        graph, f, x...);
  }
  template <class Seed, class Result>
  static constexpr bool seed_fits() {
    if constexpr (std::is_void_v<Seed>) return true;
    else return same_leaf_shapes<Seed, Result>();
  }
};

/// The result of `vjp(f)(x...)`: the value, and a function from adjoints of the value to adjoints
/// of the arguments.
template <class Value, class Pullback>
struct value_and_pullback {
  Value first;
  Pullback second;
};

/// Gives the adjoints of the arguments of `Function` at the point that it holds; copies of the
/// arguments, so that it may outlive them and be called again.
template <class Function, class Wrt, class... Values>
struct pullback_at {
  held_arguments<Values...> point;
  [[no_unique_address]] Function f;

  /// The adjoints for a seed that has the shape of the result.
  template <class Seed>
  constexpr auto operator()(Seed const& seed) const {
    return point.pass_to(
        [&](auto const&... x) { return pullback_of<Function, Wrt, true>{{}, f}(seed, x...); });
  }
  /// The adjoints for a seed of ones: the derivatives of the sum of the result.
  constexpr auto operator()() const {
    return point.pass_to(
        [&](auto const&... x) { return pullback_of<Function, Wrt, false>{{}, f}(x...); });
  }
};

template <class Function, class Wrt>
struct vjp_of {
  [[no_unique_address]] Function f;

  template <class... Values>
  constexpr auto operator()(Values const&... x) const {
    if constexpr ((is_run_time_value<Values> || ...)) return call_at_run_time(*this, x...);
    else return at_point(x...);
  }

 private:
  template <class... Values>
  constexpr auto at_point(Values const&... x) const {
    auto const y = evaluated<Function>{{}, f}(x...);
    if constexpr (std::is_same_v<decltype(y), refused const>) {
      return refused{};
    } else {
      using pullback = pullback_at<Function, Wrt, own_type<Values>...>;
      return value_and_pullback<std::remove_cvref_t<decltype(y)>, pullback>{
          y, pullback{hold<own_type<Values>...>(x...), f}};
    }
  }
};

/// Reverse mode with a given upstream: `auto [y, pull] = vjp(f)(x...); auto dx = pull(dy);`. One
/// argument gives its own type, several an aggregate. Integers stay integers.
///
/// cost      each call of `pull` computes what it needs of the value again
/// errors    integer arguments of a real function: leave them out with
///           `wrt<...>`
template <class Function>
constexpr auto vjp(Function const& f) {
  return transform_of<vjp_of<Function, wrt_all>>(f);
}
template <class Function, WrtPositions Wrt>
constexpr auto vjp(Function const& f, Wrt) {
  return transform_of<vjp_of<Function, Wrt>>(f);
}

}  // namespace typegrad
