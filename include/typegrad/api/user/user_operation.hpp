// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/user/user_kernel.hpp>

namespace typegrad {

/// An operation written by a user: a struct with
/// - `forward(x...)` in library operations: traced like any function. It returns a value, or
///   several as `results`;
/// - or `shape(shapes...)` and `kernel(T* out, shape const&, reading<T>... x)`, for code that
///   cannot be traced: `out` has the elements of the result in row-major order, `x[i]` is an
///   element of an operand in that order;
/// - optional: `backward(gy..., x..., y...)` in library operations, used in place of what tracing
///   would give; the trailing `y...` may be left out. It returns one gradient for each operand,
///   several as `results`. An output that nobody uses has zeros for its `gy`.
/// Members are numbers, arrays and structs of them, known while tracing: `apply(scale{2.0}, x)`.
template <class Op>
concept UserOperation = std::is_class_v<Op> && !LibraryOperation<Op> && !LibraryValue<Op>;

template <class Value>
inline constexpr bool is_plain_operand =
    std::is_same_v<typename front_of_operand<Value>::type, plain_front>;
template <class Value>
inline constexpr bool is_traced_operand = is_traced_front<typename front_of_operand<Value>::type>;

/// An operand as derivative rules see it.
template <class Value, class Graph, scalar_type Met>
struct rule_operand {
  using type = traced_type_in<Value, Graph>;
};
template <Scalar Value, class Graph, scalar_type Met>
struct rule_operand<Value, Graph, Met> {
  using type = traced<scalar_t<weak_type<Value>(Met)>, Graph>;
};

template <class Value, class Graph, class Argument>
constexpr int operand_node(Graph& graph, Argument const& x) {
  if constexpr (Scalar<Argument>)
    return make_weak_literal<scalar_type_of<typename Value::value_type>>(graph, x).id;
  else return node_of_leaf(graph, Value(x));
}

/// The type of the graph that a call with these operands is recorded in.
template <class... Values>
struct recording_graph {
  using type = graph_builder;
};
template <class... Values>
  requires is_traced_front<typename joint_front<Values...>::type>
struct recording_graph<Values...> {
  using type = typename joint_front<Values...>::type::graph_type;
};
template <class... Values>
constexpr auto* graph_among(Values const&... x) {
  using graph_type = typename recording_graph<Values...>::type;
  graph_type* graph = nullptr;
  ((graph = graph != nullptr ? graph : basic_traced_front<graph_type>::graph_of(x)), ...);
  return graph;
}

/// Outputs under the operation's own derivative rule.
template <class Op, class Result, class... Values>
constexpr Result under_own_rule(Op const& op, Result const& y, Values const&... x) {
  auto* const graph = graph_among(x...);
  if (graph == nullptr) return y;
  using graph_type = std::remove_pointer_t<std::remove_const_t<decltype(graph)>>;
  using rule = user_rule<
      Op, Result,
      typename rule_operand<Values, graph_type, operand_scalars<Values...>::met()>::type...>;
  growing_array<int> const nodes = leaf_nodes(*graph, y);
  scalar_type type = graph->node(nodes[0]).type;
  for (int const id : nodes) type = promote(type, graph->node(id).type);
  growing_array<basic_symbol<graph_type>> outputs;
  for (int const id : nodes)
    outputs.push_back(nodes.size() == 1 ? symbol_in(*graph, id)
                                        : convert_to(symbol_in(*graph, id), type));
  growing_array<word> words;
  if constexpr (packs_open_outputs<Result>)
    for (int const id : nodes) append_shape(words, graph->shape_of(id));
  for (word const parameter : encode_parameters(op)) words.push_back(parameter);
  int const ids[] = {
      pack_outputs(outputs).id,
      operand_node<
          typename rule_operand<Values, graph_type, operand_scalars<Values...>::met()>::type>(
          *graph, x)...};
  list_view<word> const attributes{words.items, words.count};
  int next = 0;
  return unpack_outputs<Result>(
      *graph,
      basic_symbol<graph_type>{graph, record_node<rule>(*graph, {ids, rule::arity}, attributes)},
      attributes, next);
}

/// What is asked of the operands of a user's kernel, behind which the result's shape stands as it
/// was followed.
template <class Kernel, class Answer>
struct shape_of_kernel {
  static constexpr sentence words() { return call_of<Kernel, Answer>(Kernel::arity); }
  template <class... Shape>
  static constexpr char const* relation_of(Shape const&... x) {
    shape const shapes[] = {x...};
    shape_result const made = Kernel::shape({shapes, Kernel::arity}, {});
    if (!made) return made.relation;
    return shape_rule::may_be_equal(made.value, shapes[Kernel::arity])
               ? nullptr
               : "the shape rule must not branch on an extent that is not known yet";
  }
};

template <class Op, class... Values>
constexpr auto apply_kernel(Op const& op, Values const&... x) {
  using graph_type = typename recording_graph<Values...>::type;
  using kernel = user_kernel<
      Op, typename rule_operand<Values, graph_type, operand_scalars<Values...>::met()>::type...>;
  using answer = typed_answer<kernel, std::integer_sequence<word>, Values...>;
  if constexpr (answer::answer.relation != nullptr) {
    refusal<operand_mistake<kernel, answer, Values...>>.correct();
    return refused{};
  } else if constexpr ((is_plain_operand<Values> && ...)) {
    return call_kernel<kernel, answer>(op, x...);
  } else {
    using output = typename answer::template value<traced_in_graph<graph_type>::template number>;
    graph_type* const graph = graph_among(x...);
    if (graph == nullptr) shapes_must_fit("a traced value is needed here");
    int const ids[] = {operand_node<
        typename rule_operand<Values, graph_type, operand_scalars<Values...>::met()>::type>(*graph,
                                                                                            x)...};
    growing_array<word> const words = encode_parameters(op);
    int const made =
        record_node<kernel>(*graph, {ids, sizeof...(Values)}, {words.data(), words.size()});
    if constexpr ((OpenOperand<Values> || ...)) {
      shape const shapes[] = {extents_of(x)..., graph->shape_of(made)};
      note_call<shape_of_kernel<kernel, answer>>(*graph, shapes,
                                                 std::make_index_sequence<sizeof...(Values) + 1>{});
    }
    return output(basic_symbol<graph_type>{graph, made});
  }
}

/// The same where shapes are looked up.
template <class Front, class Op, class Result, class... Values>
constexpr Result under_own_rule_of_front(Op const& op, Result const& y, Values const&... x) {
  using seen = typename Front::rule_value;
  return with_values(y, [&]<class First, class... Rest>(First const& first, Rest const&... rest) {
    static_assert((std::is_same_v<First, Rest> && ...),
                  "typegrad: the outputs of an operation on variables have one scalar type");
    constexpr int count = 1 + sizeof...(Rest);
    using rule = user_rule<Op, std::array<seen, count>, same_for<Values, seen>...>;
    growing_array<word> words;
    if (count > 1) append_shape(words, first.extents());
    (append_shape(words, rest.extents()), ...);
    for (word const parameter : encode_parameters(op)) words.push_back(parameter);
    growing_array<First> outputs;
    outputs.push_back(first);
    (outputs.push_back(rest), ...);
    First const packed =
        Front::template record<rule>({words.data(), words.size()}, pack_outputs(outputs), x...);
    Result ruled = y;
    index_t start = 0;
    with_values(ruled, [&](auto&... output) {
      ((output = unpack_output(packed, count, shape(output.extents()), start)), ...);
    });
    return ruled;
  });
}

/// A user's operation where shapes are looked up: on variables, on tensors of run-time rank, and on
/// the symbols of a derivative rule on these.
template <class Front, class Op, class... Values>
constexpr auto apply_where_shapes_are_looked_up(Op const& op, Values const&... x) {
  if constexpr (HasForward<Op>) {
    auto const y = op.forward(x...);
    using result = std::remove_cvref_t<decltype(y)>;
    if constexpr (HasBackward<Op> && !Scalar<result> && !is_refused<result> &&
                  Front::has_derivatives)
      return under_own_rule_of_front<Front>(op, y, x...);
    else return y;
  } else {
    using kernel = user_kernel<Op, same_for<Values, typename Front::rule_value>...>;
    growing_array<word> const words = encode_parameters(op);
    return Front::template record<kernel>({words.data(), words.size()}, x...);
  }
}

/// Applies a user's operation, an object with members, to operands.
template <UserOperation Op, Operand... Values>
constexpr auto apply(Op const& op, Values const&... x) {
  constexpr bool is_operation = HasForward<Op> || HasKernel<Op>;
  static_assert(
      is_operation,
      "typegrad: apply<operation>(x...): the operation has no forward(x...); write one in library "
      "operations, or shape(...) and kernel(...)");
  if constexpr ((is_refused<Values> || ...) || !is_operation) {
    return refused{};
  } else if constexpr ((Recordable<Values> || ...)) {
    return apply_where_shapes_are_looked_up<typename joint_front<Values...>::type>(op, x...);
  } else if constexpr (HasForward<Op>) {
    auto const y = op.forward(x...);
    using result = std::remove_cvref_t<decltype(y)>;
    if constexpr (HasBackward<Op> && (is_traced_operand<Values> || ...) && !Scalar<result> &&
                  !is_refused<result>)
      return under_own_rule<Op, traced_type_in<result, typename recording_graph<Values...>::type>>(
          op, traced_type_in<result, typename recording_graph<Values...>::type>(y), x...);
    else return y;
  } else {
    return apply_kernel(op, x...);
  }
}
/// A user's operation without members as a function object.
template <class Op>
struct user_call {
  template <class... Values>
  constexpr auto operator()(Values const&... x) const {
    return typegrad::apply(Op{}, x...);
  }
};

/// Applies a user's operation without members: `apply<softplus>(x)`.
template <UserOperation Op, Operand... Values>
constexpr auto apply(Values const&... x) {
  using front = typename joint_front<Values...>::type;
  if constexpr (requires { front::template call<user_call<Op>>(x...); })
    return front::template call<user_call<Op>>(x...);
  else return typegrad::apply(Op{}, x...);
}

}  // namespace typegrad
