// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/tracing.hpp>
#include <typegrad/api/transform/wrt.hpp>

namespace typegrad {

/// Argument number `I` of a pack.
template <int I, class First, class... Rest>
constexpr auto const& argument(First const& first, Rest const&... rest) {
  if constexpr (I == 0) return first;
  else return argument<I - 1>(rest...);
}
template <int I, class... X>
using argument_type = std::remove_cvref_t<decltype(argument<I>(std::declval<X const&>()...))>;

/// Whether a leaf of `X` is of real type (or, with `Real` false, of integer type).
template <class X, bool Real>
constexpr bool has_leaf() {
  bool found = false;
  traced_type<X> const x{};
  for_each_leaf(x, [&](auto const& leaf) {
    using scalar = typename operand_traits<std::remove_cvref_t<decltype(leaf)>>::scalar;
    found = found || is_real(scalar_type_of<scalar>) == Real;
  });
  return found;
}

/// Whether two values have equally many leaves, of the same shapes.
template <class X, class Y>
constexpr bool same_leaf_shapes() {
  constexpr int count = count_leaves<traced_type<X>>();
  if (count != count_leaves<traced_type<Y>>() ||
      lies_transposed<traced_type<X>> != lies_transposed<traced_type<Y>>)
    return false;
  shape shapes[2 * count + 1]{};
  int next = 0;
  auto const add = [&](auto const& leaf) {
    shapes[next++] = operand_traits<std::remove_cvref_t<decltype(leaf)>>::extents;
  };
  traced_type<X> const x{};
  traced_type<Y> const y{};
  for_each_leaf(x, add);
  for_each_leaf(y, add);
  for (int i = 0; i < count; ++i)
    if (!shape_rule::may_be_equal(shapes[i], shapes[count + i])) return false;
  return true;
}

/// Asks that derivatives have the extents of the values that they belong to, where these are not
/// known yet: `Call::words()` names the two.
template <class Call>
struct extents_of_derivative {
  static constexpr sentence words() { return Call::words(); }
  static constexpr char const* relation_of(shape const& a, shape const& b) {
    return shape_rule::may_be_equal(a, b) ? nullptr : "a must have the extents of b";
  }
  static constexpr bool is_decided(shape const& a, shape const& b) { return a == b; }
};
template <class Call, class... Y, class Graph>
constexpr void require_same_extents(Graph& graph, growing_array<int> const& derivatives,
                                    growing_array<int> const& values) {
  if constexpr ((has_open_leaves<Y> || ...))
    for (int i = 0; i < values.size(); ++i) {
      shape const both[] = {graph.shape_of(derivatives[i]), graph.shape_of(values[i])};
      note_call<extents_of_derivative<Call>>(graph, both, std::make_index_sequence<2>{});
      for (int axis = 0; axis < both[0].rank; ++axis)
        graph.take_for_equal(graph.shape_of(derivatives[i]).extents[axis],
                             graph.shape_of(values[i]).extents[axis]);
    }
}

/// Whether `Wrt` names arguments of a call with `Count` of them; where not, the reason is given.
template <int Count, class Positions>
constexpr auto names_arguments(Positions) {
  if constexpr (!are_arguments(Positions{}, Count)) {
    refusal<mistake<"typegrad: wrt<...> must name arguments that the call has; the first is wrt<0>", count_of_arguments<Count>>>
        .correct();
    return std::false_type{};
  } else {
    static_assert(are_different(Positions{}), "typegrad: wrt<...> names an argument twice");
    static_assert(count_of(Positions{}) <= 8,
                  "typegrad: wrt<...> names at most 8 arguments; put more into a struct");
    return std::bool_constant<are_different(Positions{}) && count_of(Positions{}) <= 8>{};
  }
}

/// Whether a function that returns `Y` can be differentiated with respect to the arguments `X...`
/// at `Wrt`; where not, the reason is given.
template <class Y, class... X, int... Wrt>
constexpr auto is_differentiable(wrt_positions<Wrt...>) {
  if constexpr (is_refused<Y>) {
    return std::false_type{};
  } else if constexpr (!Structured<Y>) {
    static_assert(Structured<Y>,
                  "typegrad: a traced function returns a number, a tg::tensor, a std::array, "
                  "tg::results, or a struct "
                  "that is a template over its scalar");
    return std::false_type{};
  } else {
    constexpr bool real_of_integer =
        has_leaf<Y, true>() && (has_leaf<argument_type<Wrt, X...>, false>() || ...);
    static_assert(!real_of_integer,
                  "typegrad: the derivative with respect to an integer argument is not an integer; "
                  "pass a real number, 2.0 "
                  "for 2");
    return std::bool_constant<!real_of_integer>{};
  }
}

/// The base of the transforms that give names to arguments before they do anything else.
template <class Self>
struct derivative : transformed<Self> {
  using is_transform =
      void;  ///< its arguments may be fresh inputs, see `graph_builder::fresh_inputs`

  template <class... X>
  static constexpr auto accepts() {
    if constexpr (requires { typename Self::function; }) {
      using positions = resolved_wrt<typename Self::wrt, sizeof...(X)>;
      using returned = std::remove_cvref_t<decltype(std::declval<typename Self::function>()(
          std::declval<traced_argument<X, X...> const&>()...))>;
      if constexpr (!decltype(names_arguments<sizeof...(X)>(positions{}))::value)
        return std::false_type{};
      else if constexpr (!decltype(is_differentiable<returned, X...>(positions{}))::value)
        return std::false_type{};
      else if constexpr (!decltype(has_wanted_extents<returned, X...>(positions{}))::value)
        return std::false_type{};
      else return Self::template accepts_result<returned>();
    } else {
      return std::true_type{};
    }
  }
  template <class Returned>
  static constexpr auto accepts_result() {
    return std::true_type{};
  }

 private:
  template <class Returned, class... X, int... Wrt>
  static constexpr auto has_wanted_extents(wrt_positions<Wrt...>) {
    if constexpr (requires {
                    Self::template has_fixed_extents<Returned, argument_type<Wrt, X...>...>();
                  }) {
      constexpr bool fixed =
          Self::template has_fixed_extents<Returned, argument_type<Wrt, X...>...>();
      static_assert(fixed,
                    "typegrad: jacobian and hessian need the extents of the result, or those of "
                    "the arguments, while compiling; "
                    "use jvp, vjp or hvp, or fix<8, 4>(x)");
      return std::bool_constant<fixed>{};
    } else {
      return std::true_type{};
    }
  }
};

/// A call of `F` whose arguments at `Wrt` have fresh names: what every derivative starts from.
template <class F, class Graph, class Wrt>
struct named_call;
template <class F, class Graph, int... Wrt>
struct named_call<F, Graph, wrt_positions<Wrt...>> {
  using positions = wrt_positions<Wrt...>;
  static constexpr positions wrt{};

  Graph& graph;
  growing_array<int> names{};       ///< one for each leaf of the arguments at `Wrt`, in order
  growing_array<int> outputs{};     ///< the nodes of the result's leaves
  int first[sizeof...(Wrt) + 1]{};  ///< where the names of each argument begin
  int argument_count = 0;

  template <class... X>
  constexpr auto operator()(X const&... x) {
    (add_names(argument<Wrt>(x...)), ...);
    graph.fresh_inputs = 0;  // a nested transform may name the same input again: `grad(h)(x, x)`
    return called(std::make_integer_sequence<int, sizeof...(X)>{}, x...);
  }

  /// Values for the leaves of the arguments at `Wrt`, -1 being zero: one argument's own type, or
  /// several.
  template <class... X>
  constexpr auto like_arguments(growing_array<int> const& found) const {
    growing_array<int> const nodes = with_zeros(graph, found, names);
    if constexpr (sizeof...(Wrt) == 1)
      return value_from_nodes<traced_type_in<argument_type<(Wrt, ...), X...>, Graph>>(graph,
                                                                                      nodes.data());
    else
      return results<traced_type_in<argument_type<Wrt, X...>, Graph>...>{
          value_from_nodes<traced_type_in<argument_type<Wrt, X...>, Graph>>(
              graph, nodes.data() + first[place_among<Wrt>(positions{})])...};
  }

  template <class X>
  constexpr void add_names(X const& x) {
    int const begin = names.size();
    append_nodes(graph, x, names);
    for (int i = begin; i < names.size(); ++i) names[i] = intern_stand_in(graph, names[i]);
    first[++argument_count] = names.size();
  }
  template <int I, class X>
  constexpr traced_type_in<X, Graph> named(X const& x) const {
    constexpr int place = place_among<I>(positions{});
    if constexpr (place >= 0)
      return value_from_nodes<traced_type_in<X, Graph>>(graph, names.data() + first[place]);
    else return lifted(graph, x);
  }
  template <int... I, class... X>
  constexpr auto called(std::integer_sequence<int, I...>, X const&... x) {
    auto const result = F{}(named<I>(x)...);
    if constexpr (Structured<decltype(result)>) {
      append_nodes(graph, result, outputs);
      return value_from_nodes<traced_type_in<std::remove_cvref_t<decltype(result)>, Graph>>(
          graph, outputs.data());
    } else {
      return result;
    }
  }
};

/// Calls `F` with named arguments and hands the call, its result and the types to `use`; `refused`
/// where `F` cannot be differentiated so.
template <class F, class Wrt, class... X, class Graph, class Use>
constexpr auto differentiated(Use const& use, Graph& graph, X const&... x) {
  using positions = resolved_wrt<Wrt, sizeof...(X)>;
  if constexpr (!decltype(names_arguments<sizeof...(X)>(positions{}))::value) {
    return refused{};
  } else {
    named_call<F, Graph, positions> call{graph};
    auto const y = call(x...);
    if constexpr (decltype(is_differentiable<std::remove_cvref_t<decltype(y)>, X...>(
                      positions{}))::value)
      return use(call, y);
    else return refused{};
  }
}

}  // namespace typegrad
