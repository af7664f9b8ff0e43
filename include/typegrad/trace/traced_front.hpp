// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/open_check.hpp>
#include <typegrad/trace/traced_tensor.hpp>

#include <type_traits>
#include <utility>

namespace typegrad {

template <class Rule, class X>
struct scalar_of_rule {
  using type = typename typed_operand<X>::scalar;
};
template <class Rule, class X>
  requires requires { typename Rule::scalar; }
struct scalar_of_rule<Rule, X> {
  using type = typename Rule::scalar;
};

/// Traced values: the call becomes a node of the graph that they belong to.
template <class Graph>
struct basic_traced_front {
  using graph_type = Graph;
  using symbol = basic_symbol<Graph>;
  static constexpr int precedence = 2;

  template <class T>
  using number = traced<T, Graph>;

  template <class Op, class Attributes, class... X>
  using answer = typed_answer<Op, Attributes, X...>;
  template <class Op, class... X>
  using result = typed_result<number, typed_answer<Op, std::integer_sequence<word>, X...>>;

  template <class X>
  static constexpr Graph* graph_of(X const& x) {
    if constexpr (is_traced_scalar<X>) return x.node_.graph;
    else if constexpr (requires { operand_traits<X>::graph_of(x); })
      return operand_traits<X>::graph_of(x);
    else return nullptr;
  }
  template <class Answer, class X>
  static constexpr int node_in(Graph& graph, X const& x) {
    if constexpr (is_traced_scalar<X>)
      return x.node_.graph != nullptr ? x.node_.id : x.node_in(graph).id;
    else if constexpr (Scalar<X>)
      return make_literal(graph, Answer::template type_of_operand<X>(), static_cast<double>(x)).id;
    else if constexpr (requires { operand_traits<X>::node_in(graph, x); })
      return operand_traits<X>::node_in(graph, x).id;
    else return tensor_literal(graph, x).id;
  }
  template <class T, index_t... E>
  static constexpr symbol tensor_literal(Graph& graph, tensor<T, E...> const& x) {
    growing_array<word> words;
    for (auto const& element : x)
      words.push_back(encode_literal(scalar_type_of<T>, static_cast<double>(element)));
    return {&graph, graph.intern(literal_node, scalar_type_of<T>, graph.intern_shape(x.shape()), {},
                                 {words.data(), words.size()})};
  }
  template <class X>
  static constexpr auto constant_of(X const& x) {
    if constexpr (requires { x.constant(); }) return x.constant();
    else return x;
  }

  /// Not so a traced tensor of rank 0, which is always a node.
  template <class X>
  static constexpr bool has_constant =
      std::is_same_v<typename front_of_operand<std::remove_cvref_t<decltype(constant_of(
                         std::declval<X const&>()))>>::type,
                     plain_front>;

  template <class Op, word... A, class... X>
  static constexpr auto apply(X const&... x) {
    using typed = answer<Op, std::integer_sequence<word, A...>, X...>;
    if constexpr ((OpenOperand<X> || ...) || is_open(typed::answer.value))
      return apply_open<Op, typed, typed>(typed::attributes, x...);
    else return apply_fixed<Op, typed, A...>(x...);
  }
  template <class Op, class typed, word... A, class... X>
  static constexpr auto apply_fixed(X const&... x) {
    using made = typename typed::template value<number>;
    Graph* graph = nullptr;
    ((graph = graph != nullptr ? graph : graph_of(x)), ...);
    if constexpr (Op::kind == operation_kind::element_wise &&
                  (typed_operand<X>::extents.rank + ... + 0) == 0 && (has_constant<X> && ...))
      if (graph == nullptr) return made(plain_front::apply<Op, A...>(constant_of(x)...));
    if (graph == nullptr) shapes_must_fit("a traced value is needed here");
    int const ids[] = {node_in<typed>(*graph, x)...};
    return made(symbol{graph, record_node<Op>(*graph, {ids, sizeof...(X)}, typed::attributes)});
  }

  /// Applies `Op` to operands some of whose extents are not known yet. The type of the result
  /// follows from the types, its shape from the rule; what only a call of the function can decide
  /// is noted, see `open_check.hpp`.
  template <class Op, class Encoded, class... X>
  static constexpr auto apply_encoded(X const&... x) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      using typed = answer<Op, std::integer_sequence<word, Encoded::value.words[I]...>, X...>;
      return apply_open<Op, Encoded, typed>(Encoded::encode(extents_of(x)...).list(), x...);
    }(std::make_index_sequence<static_cast<std::size_t>(Encoded::value.count)>{});
  }
  template <class Op, class Rule, class X>
  static constexpr auto apply_looked_up(X const& x) {
    ask<looked_up_check<Op, Rule>>(x);
    using made = typename decltype(tensor_of_rule<typename scalar_of_rule<Rule, X>::type, Rule>(
        std::make_index_sequence<static_cast<std::size_t>(Rule::result.value.rank)>{}))::type;
    return made(Rule::record(x.node_in(*x.graph())));
  }
  template <class T, class Rule, std::size_t... Axis>
  static auto tensor_of_rule(std::index_sequence<Axis...>)
      -> type_identity<tensor<traced<T, Graph>, Rule::result.value.extents[Axis]...>>;
  template <class Op, class Encoded, class Typed, class... X>
  static constexpr auto apply_open(list_view<word> attributes, X const&... x) {
    using made = typename Typed::template value<number>;
    ask<open_call<Op, Encoded, X...>>(x...);
    Graph* graph = nullptr;
    ((graph = graph != nullptr ? graph : graph_of(x)), ...);
    if (graph == nullptr) shapes_must_fit("a traced value is needed here");
    int const ids[] = {node_in<Typed>(*graph, x)...};
    if constexpr (Op::kind == operation_kind::view &&
                  names_extents(Typed::attributes, Typed::answer.value)) {
      growing_array<word> known(attributes.count);
      for (int i = 0; i < known.count; ++i) known[i] = extent_of_argument(*graph, attributes[i]);
      symbol const node{graph,
                        record_node<Op>(*graph, {ids, sizeof...(X)}, {known.data(), known.size()})};
      using check = named_target_check<Op, Encoded>;
      shape const asked[] = {graph->shape_of(ids[0]), node.extents()};
      note_check(*graph, {check::relation, check::words, 0, 2, 1, {}}, asked);
      return made(node);
    } else {
      return made(symbol{graph, record_node<Op>(*graph, {ids, sizeof...(X)}, attributes)});
    }
  }
  /// A call for a shape may name an extent of an argument: `broadcast_to<dyn_named<"batch">,
  /// 4>(x)`.
  static constexpr bool names_extents(list_view<word> attributes, shape const& result) {
    bool named = false;
    if (attributes.count != result.rank) return false;
    for (int axis = 0; axis < result.rank; ++axis) {
      if (attributes[axis] != result.extents[axis]) return false;
      named = named || is_named(result.extents[axis]);
    }
    return named;
  }
  static constexpr word extent_of_argument(Graph& graph, word attribute) {
    auto const extent = static_cast<index_t>(attribute);
    if (!is_named(extent)) return attribute;
    index_t const known = graph.open.table.named(extent);
    if (!is_named(known)) return known;
    if (!remember_mistake(&graph)) no_argument_has_an_extent_of_this_name();
    return 1;
  }
};

template <class T, class Graph>
template <class U>
  requires(!std::is_same_v<T, U>)
constexpr traced<T, Graph>::traced(traced<U, Graph> const& other)
    : node_(other.is_constant() ? symbol{} : convert_to(other.node(), scalar_type_of<T>)),
      constant_(static_cast<T>(other.constant())) {}

template <class Front>
inline constexpr bool is_traced_front = false;
template <class Graph>
inline constexpr bool is_traced_front<basic_traced_front<Graph>> = true;

}  // namespace typegrad
