// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/tracing.hpp>
#include <typegrad/api/transform/wrt.hpp>

namespace typegrad {

/// Argument number `Index` of a pack.
template <int Index, class First, class... Rest>
constexpr auto const& argument(First const& first, Rest const&... rest) {
  if constexpr (Index == 0) return first;
  else return argument<Index - 1>(rest...);
}
template <int Index, class... Values>
using argument_type =
    std::remove_cvref_t<decltype(argument<Index>(std::declval<Values const&>()...))>;

/// Whether a leaf of `Value` is of real type (or, with `Real` false, of integer type).
template <class Value, bool Real>
constexpr bool has_leaf() {
  bool found = false;
  traced_type<Value> const x{};
  for_each_leaf(x, [&](auto const& leaf) {
    using scalar = typename operand_traits<std::remove_cvref_t<decltype(leaf)>>::scalar;
    found = found || is_real(scalar_type_of<scalar>) == Real;
  });
  return found;
}

/// Whether two values have equally many leaves, of the same shapes.
template <class Value, class Result>
constexpr bool same_leaf_shapes() {
  constexpr int count = count_leaves<traced_type<Value>>();
  if (count != count_leaves<traced_type<Result>>() ||
      lies_transposed<traced_type<Value>> != lies_transposed<traced_type<Result>>)
    return false;
  shape shapes[2 * count + 1]{};
  int next = 0;
  auto const add = [&](auto const& leaf) {
    shapes[next++] = operand_traits<std::remove_cvref_t<decltype(leaf)>>::extents;
  };
  traced_type<Value> const x{};
  traced_type<Result> const y{};
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
template <class Call, class... Results, class Graph>
constexpr void require_same_extents(Graph& graph, growing_array<int> const& derivatives,
                                    growing_array<int> const& values) {
  if constexpr ((has_open_leaves<Results> || ...))
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
    refusal<mistake<"typegrad: wrt<...> must name arguments that the call has; "
                    "the first is wrt<0>",
                    count_of_arguments<Count>>>
        .correct();
    return std::false_type{};
  } else {
    static_assert(are_different(Positions{}), "typegrad: wrt<...> names an argument twice");
    static_assert(count_of(Positions{}) <= 8,
                  "typegrad: wrt<...> names at most 8 arguments; put more into a struct");
    return std::bool_constant<are_different(Positions{}) && count_of(Positions{}) <= 8>{};
  }
}

/// Words for errors: what the function returns.
template <class Returned>
struct function_returns {
  static constexpr sentence words =
      sentence{}.add("f returns ").add(words_of(typed_operand<Returned>::extents));
};
template <class Returned>
  requires(!LibraryValue<Returned> && !Scalar<Returned>)
struct function_returns<Returned> {
  static constexpr sentence words = sentence{}.add("f returns several values");
};

template <class Result>
inline constexpr bool is_truth_values = false;
template <class Result>
  requires requires { typename operand_traits<Result>::scalar; }
inline constexpr bool is_truth_values<Result> =
    std::is_same_v<typename operand_traits<Result>::scalar, bool>;

/// Whether derivatives of `Result` with respect to `Values...` are zero whatever the function is.
template <class Result, class... Values>
constexpr bool has_constant_result() {
  return is_truth_values<traced_type<Result>> ||
         (!has_leaf<Result, true>() && !(has_leaf<Values, false>() || ...));
}
template <class Result>
constexpr void refuse_constant_result() {
  refusal<mistake<"typegrad: a comparison, or an integer made of real numbers, is constant "
                  "wherever it has a derivative: f must return a real number, such as "
                  "where(x > 0, a, b)",
                  function_returns<plain_type<Result>>>>
      .correct();
}

/// Whether a function that returns `Result` can be differentiated with respect to the arguments
/// `Values...` at `Wrt`; where not, the reason is given.
template <class Result, class... Values, int... Wrt>
constexpr auto is_differentiable(wrt_positions<Wrt...>) {
  if constexpr (is_refused<Result>) {
    return std::false_type{};
  } else if constexpr (!Structured<Result>) {
    static_assert(Structured<Result>,
                  "typegrad: a traced function returns a number, a tg::tensor, a std::array, "
                  "tg::results, or a struct "
                  "that is a template over its scalar");
    return std::false_type{};
  } else if constexpr (has_constant_result<Result, argument_type<Wrt, Values...>...>()) {
    refuse_constant_result<Result>();
    return std::false_type{};
  } else {
    constexpr bool real_of_integer =
        has_leaf<Result, true>() && (has_leaf<argument_type<Wrt, Values...>, false>() || ...);
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

  template <class... Values>
  static constexpr auto accepts() {
    if constexpr (requires { typename Self::function; }) {
      using positions = resolved_wrt<typename Self::wrt, sizeof...(Values)>;
      using returned = std::remove_cvref_t<decltype(std::declval<typename Self::function>()(
          std::declval<traced_argument<Values, Values...> const&>()...))>;
      if constexpr (!decltype(names_arguments<sizeof...(Values)>(positions{}))::value)
        return std::false_type{};
      else if constexpr (!decltype(is_differentiable<returned, Values...>(positions{}))::value)
        return std::false_type{};
      else if constexpr (!decltype(has_wanted_extents<returned, Values...>(positions{}))::value)
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
  template <class Returned, class... Values, int... Wrt>
  static constexpr auto has_wanted_extents(wrt_positions<Wrt...>) {
    if constexpr (requires {
                    Self::template has_fixed_extents<Returned, argument_type<Wrt, Values...>...>();
                  }) {
      constexpr bool fixed =
          Self::template has_fixed_extents<Returned, argument_type<Wrt, Values...>...>();
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

/// A call of `Function` whose arguments at `Wrt` have fresh names: what every derivative starts
/// from.
template <class Function, class Graph, class Wrt>
struct named_call;
template <class Function, class Graph, int... Wrt>
struct named_call<Function, Graph, wrt_positions<Wrt...>> {
  using positions = wrt_positions<Wrt...>;
  static constexpr positions wrt{};

  Graph& graph;
  Function const& f;
  growing_array<int> names{};       ///< one for each leaf of the arguments at `Wrt`, in order
  growing_array<int> outputs{};     ///< the nodes of the result's leaves
  int first[sizeof...(Wrt) + 1]{};  ///< where the names of each argument begin
  int argument_count = 0;

  template <class... Values>
  constexpr auto operator()(Values const&... x) {
    (add_names(argument<Wrt>(x...)), ...);
    graph.fresh_inputs = 0;  // a nested transform may name the same input again: `grad(h)(x, x)`
    return called(std::make_integer_sequence<int, sizeof...(Values)>{}, x...);
  }

  /// Values for the leaves of the arguments at `Wrt`, -1 being zero: one argument's own type, or
  /// several.
  template <class... Values>
  constexpr auto like_arguments(growing_array<int> const& found) const {
    growing_array<int> const nodes = with_zeros(graph, found, names);
    if constexpr (sizeof...(Wrt) == 1)
      return value_from_nodes<traced_type_in<argument_type<(Wrt, ...), Values...>, Graph>>(
          graph, nodes.data());
    else
      return results<traced_type_in<argument_type<Wrt, Values...>, Graph>...>{
          value_from_nodes<traced_type_in<argument_type<Wrt, Values...>, Graph>>(
              graph, nodes.data() + first[place_among<Wrt>(positions{})])...};
  }

  template <class Value>
  constexpr void add_names(Value const& x) {
    for (int const id : leaf_nodes(graph, x)) names.push_back(intern_stand_in(graph, id));
    first[++argument_count] = names.size();
  }
  template <int Index, class Value>
  constexpr traced_type_in<Value, Graph> named(Value const& x) const {
    constexpr int place = place_among<Index>(positions{});
    if constexpr (place >= 0)
      return value_from_nodes<traced_type_in<Value, Graph>>(graph, names.data() + first[place]);
    else return lifted(graph, x);
  }
  template <int... Index, class... Values>
  constexpr auto called(std::integer_sequence<int, Index...>, Values const&... x) {
    auto const result = callable(f)(named<Index>(x)...);
    if constexpr (Structured<decltype(result)>) {
      outputs = leaf_nodes(graph, result);
      return value_from_nodes<traced_type_in<std::remove_cvref_t<decltype(result)>, Graph>>(
          graph, outputs.data());
    } else {
      return result;
    }
  }
};

/// Calls `Function` with named arguments and hands the call, its result and the types to `use`;
/// `refused` where `Function` cannot be differentiated so.
template <class Function, class Wrt, class... Values, class Graph, class Use>
constexpr auto differentiated(Use const& use, Graph& graph, Function const& f, Values const&... x) {
  using positions = resolved_wrt<Wrt, sizeof...(Values)>;
  if constexpr (!decltype(names_arguments<sizeof...(Values)>(positions{}))::value) {
    return refused{};
  } else {
    named_call<Function, Graph, positions> call{graph, f};
    auto const y = call(x...);
    if constexpr (decltype(is_differentiable<std::remove_cvref_t<decltype(y)>, Values...>(
                      positions{}))::value)
      return use(call, y);
    else return refused{};
  }
}

}  // namespace typegrad
