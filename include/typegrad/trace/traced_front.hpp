// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/exact_double.hpp>
#include <typegrad/op/open_call.hpp>
#include <typegrad/trace/choose.hpp>
#include <typegrad/trace/pending_tensor.hpp>
#include <typegrad/trace/traced_tensor.hpp>

#include <type_traits>
#include <utility>

namespace typegrad {

template <class Rule, class Value>
struct scalar_of_rule {
  using type = typename typed_operand<Value>::scalar;
};
template <class Rule, class Value>
  requires requires { typename Rule::scalar; }
struct scalar_of_rule<Rule, Value> {
  using type = typename Rule::scalar;
};
template <class Rule, class Value>
  requires requires { typename Rule::template scalar_of<bool>; }
struct scalar_of_rule<Rule, Value> {
  using type = typename Rule::template scalar_of<typename typed_operand<Value>::scalar>;
};

/// Traced values: the call becomes a node of the graph that they belong to.
template <class Graph>
struct basic_traced_front {
  using graph_type = Graph;
  using symbol = basic_symbol<Graph>;
  static constexpr int precedence = 2;

  template <class Number>
  using number = traced<Number, Graph>;

  template <class Op, class Attributes, class... Values>
  using answer = typed_answer<Op, Attributes, Values...>;
  template <class Op, class... Values>
  using result = typed_result<number, typed_answer<Op, std::integer_sequence<word>, Values...>>;

  template <class Value>
  static constexpr Graph* graph_of(Value const& x) {
    if constexpr (is_traced_scalar<Value>) return x.node_.graph;
    else if constexpr (requires { operand_traits<Value>::graph_of(x); })
      return operand_traits<Value>::graph_of(x);
    else return nullptr;
  }
  template <class Answer, class Value>
  static constexpr int node_in(Graph& graph, Value const& x) {
    if constexpr (is_traced_scalar<Value>)
      return x.node_.graph != nullptr ? x.node_.id : x.node_in(graph).id;
    else if constexpr (Scalar<Value>)
      return make_weak_literal<Answer::scalars::template of<Value>()>(graph, x).id;
    else if constexpr (requires { operand_traits<Value>::node_in(graph, x); })
      return operand_traits<Value>::node_in(graph, x).id;
    else return tensor_literal(graph, x).id;
  }
  template <class Number, index_t... Extents>
  static constexpr symbol tensor_literal(Graph& graph, tensor<Number, Extents...> const& x) {
    if (graph.take_member != nullptr) {
      growing_array<double> values;
      for (auto const& element : x) values.push_back(exact_double(element));
      if (int const id = graph.take_member(graph, scalar_type_of<Number>, x.shape(),
                                           {values.data(), values.size()});
          id >= 0)
        return {&graph, id};
    }
    growing_array<word> words;
    for (auto const& element : x)
      words.push_back(encode_literal(scalar_type_of<Number>, exact_double(element)));
    return {&graph, graph.intern(literal_node, scalar_type_of<Number>,
                                 graph.intern_shape(x.shape()), {}, {words.data(), words.size()})};
  }
  template <class Value>
  static constexpr auto constant_of(Value const& x) {
    if constexpr (requires { x.constant(); }) return x.constant();
    else return x;
  }

  /// Not so a traced tensor of rank 0, which is always a node.
  template <class Value>
  static constexpr bool has_constant =
      std::is_same_v<typename front_of_operand<std::remove_cvref_t<decltype(constant_of(
                         std::declval<Value const&>()))>>::type,
                     plain_front>;

  /// Whether an operation on numbers alone is left to the graph: members of the function may be
  /// among those that are no integers.
  template <class Typed, class... Values>
  static constexpr bool is_left_pending =
      can_be_pending<Graph> && ((Scalar<Values> || TracedNumber<Values>) && ...) &&
      may_be_computed_from_members(Typed::result(), Typed::scalars::list);
  template <class Value>
  static constexpr int count_steps(Value const& x) {
    if constexpr (TracedNumber<Value>)
      if (x.is_pending()) return x.steps().count;
    return 1;
  }
  template <class Typed, class Value>
  static constexpr void add_steps(pending_number& made, bool computed, Value const& x) {
    if constexpr (TracedNumber<Value>) {
      if (x.is_pending() && !computed) return made.add(x.steps());
      if (x.is_pending()) made.made += x.steps().made;
      made.add(pending_constant<scalar_type_of<typename Value::value_type>>,
               static_cast<double>(x.constant()));
    } else {
      made.add(pending_constant<Typed::scalars::template of<Value>()>, static_cast<double>(x));
    }
  }
  template <class Value>
  static constexpr bool is_recorded(Value const& x) {
    if constexpr (TracedNumber<Value>) return x.is_pending() && x.steps().is_recorded;
    else return false;
  }
  /// Where the steps would be too many, what is known of the operands is their values: numbers of
  /// the program, if no member is among them, and `computed_member` else.
  template <class Op, class Typed, class Attributes, class Made, class... Values>
  static constexpr Made pending_of(Values const&... x) {
    Made made(pending_number{});
    int const steps = (1 + ... + count_steps(x));
    bool const computed = steps > pending_number::most_on_numbers && !(is_recorded(x) || ...);
    if (steps > pending_number::most_steps && !computed)
      an_argument_must_take_part_before_so_many_numbers_meet();
    (add_steps<Typed>(made.pending_, computed, x), ...);
    made.pending_.add(pending_call<Op, Typed, Attributes, decltype(constant_of(x))...>::operation);
    return made;
  }

  template <class Op, class Typed, class Made, class... Values>
  static constexpr Made wait(Values const&... x) {
    pending_elements const operands[] = {
        pending_elements_of<Typed::scalars::template of<Values>()>(x)...};
    return apply_pending<Made>(pending_tensor_call<Op, Typed, Values...>::operation,
                               {operands, sizeof...(Values)});
  }

  template <class Op, word... Attributes, class... Values>
  static constexpr auto apply(Values const&... x) {
    using typed = answer<Op, std::integer_sequence<word, Attributes...>, Values...>;
    if constexpr ((OpenOperand<Values> || ...) || is_open(typed::answer.value))
      return apply_open<Op, typed, typed>(typed::attributes, x...);
    else return apply_fixed<Op, typed, Attributes...>(x...);
  }
  template <class Op, class typed, word... Attributes, class... Values>
  static constexpr auto apply_fixed(Values const&... x) {
    using made = typename typed::template value<number>;
    Graph* graph = nullptr;
    ((graph = graph != nullptr ? graph : graph_of(x)), ...);
    if constexpr (Op::kind == operation_kind::element_wise &&
                  (typed_operand<Values>::extents.rank + ... + 0) == 0 &&
                  (has_constant<Values> && ...))
      if (graph == nullptr) {
        if constexpr (is_left_pending<typed, Values...>)
          return pending_of<Op, typed, std::integer_sequence<word, Attributes...>, made>(x...);
        else return made(plain_front::apply<Op, Attributes...>(constant_of(x)...));
      }
    if (graph == nullptr) {
      if constexpr (can_be_pending<Graph> && !Op::unique && sizeof...(Values) > 0 &&
                    (can_wait<Values> && ...))
        return wait<Op, typed, made>(x...);
      else shapes_must_fit("a traced value is needed here");
    }
    int const ids[] = {node_in<typed>(*graph, x)...};
    return made(
        symbol{graph, record_node<Op>(*graph, {ids, sizeof...(Values)}, typed::attributes)});
  }

  /// Applies `Op` to operands some of whose extents are not known yet. The type of the result
  /// follows from the types, its shape from the rule; what only a call of the function can decide
  /// is noted, see `open_call.hpp`.
  template <class Op, class Encoded, class... Values>
  static constexpr auto apply_encoded(Values const&... x) {
    return [&]<std::size_t... Index>(std::index_sequence<Index...>) {
      using typed =
          answer<Op, std::integer_sequence<word, Encoded::value.words[Index]...>, Values...>;
      return apply_open<Op, Encoded, typed>(Encoded::encode(extents_of(x)...).list(), x...);
    }(std::make_index_sequence<static_cast<std::size_t>(Encoded::value.count)>{});
  }
  template <class Op, class Rule, class Value>
  static constexpr auto apply_looked_up(Value const& x) {
    Graph* const graph = graph_of(x);
    if (graph == nullptr) shapes_must_fit("a traced value is needed here");
    if constexpr (OpenOperand<Value>) ask<looked_up_check<Op, Rule>>(x);
    using made = typename decltype(tensor_of_rule<typename scalar_of_rule<Rule, Value>::type, Rule>(
        std::make_index_sequence<static_cast<std::size_t>(Rule::result.value.rank)>{}))::type;
    return made(Rule::record(x.node_in(*graph)));
  }
  template <class Number, class Rule, std::size_t... Axis>
  static auto tensor_of_rule(std::index_sequence<Axis...>)
      -> type_identity<tensor<traced<Number, Graph>, Rule::result.value.extents[Axis]...>>;
  template <class Op, class Encoded, class Typed, class... Values>
  static constexpr auto apply_open(list_view<word> attributes, Values const&... x) {
    using made = typename Typed::template value<number>;
    ask<open_call<Op, Encoded, Values...>>(x...);
    Graph* graph = nullptr;
    ((graph = graph != nullptr ? graph : graph_of(x)), ...);
    if (graph == nullptr) shapes_must_fit("a traced value is needed here");
    int const ids[] = {node_in<Typed>(*graph, x)...};
    if constexpr (Op::kind == operation_kind::view &&
                  names_extents(Typed::attributes, Typed::answer.value)) {
      growing_array<word> known(attributes.count);
      for (int i = 0; i < known.count; ++i) known[i] = extent_of_argument(*graph, attributes[i]);
      symbol const node{
          graph, record_node<Op>(*graph, {ids, sizeof...(Values)}, {known.data(), known.size()})};
      using check = named_target_check<Op, Encoded>;
      shape const asked[] = {graph->shape_of(ids[0]), node.extents()};
      note_check(*graph, {check::relation, check::words, 0, 2, 1, {}}, asked);
      return made(node);
    } else {
      return made(symbol{graph, record_node<Op>(*graph, {ids, sizeof...(Values)}, attributes)});
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

template <class Number, class Graph>
template <class Other>
constexpr traced<Number, Graph> traced<Number, Graph>::converted(
    traced<Other, Graph> const& other) {
  if (!other.is_constant()) return traced(convert_to(other.node(), scalar_type_of<Number>));
  if constexpr (can_be_pending<Graph>) {
    if (other.is_pending()) {
      pending_number steps = other.steps();
      if (steps.count < pending_number::most_steps) {
        steps.add(pending_conversion<Other, Number>::operation);
        return traced(steps);
      }
    }
  }
  return traced(static_cast<Number>(other.constant()));
}

template <class Front>
inline constexpr bool is_traced_front = false;
template <class Graph>
inline constexpr bool is_traced_front<basic_traced_front<Graph>> = true;

}  // namespace typegrad
