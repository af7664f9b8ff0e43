// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/tracing.hpp>
#include <typegrad/api/user/for_each_parameter.hpp>
#include <typegrad/op/open_call.hpp>
#include <typegrad/ops.hpp>

#include <tuple>

namespace typegrad {

/// Whether a class has a member of this name, a template or not: beside a base with the same name
/// it is ambiguous.
struct member_backward {
  void backward();
};
struct member_forward {
  void forward();
};
struct member_kernel {
  void kernel();
};
template <class Op, class Name>
struct beside_name : Op, Name {};
template <class Op>
concept HasBackward = !requires { &beside_name<Op, member_backward>::backward; };
template <class Op>
concept HasForward = !requires { &beside_name<Op, member_forward>::forward; };
template <class Op>
concept HasKernel = !requires { &beside_name<Op, member_kernel>::kernel; };

template <class Op>
constexpr char const* name_of_user_operation() {
  if constexpr (requires { Op::name; }) return Op::name;
  else return "user_operation";
}

/// Symbols as arguments and results: of a user's rule on variables, and of an operation that it
/// calls.
template <class Graph>
struct structure<basic_symbol<Graph>> {
  using graph_type = Graph;
  using traced_type = basic_symbol<Graph>;
  template <class>
  using traced_in = basic_symbol<Graph>;
  using plain_type = basic_symbol<Graph>;
  static constexpr void for_each_leaf(auto& x, auto&& use) { use(x); }
};
template <class Graph>
inline constexpr bool has_open_leaves<basic_symbol<Graph>> = true;

/// Calls `use(values...)` with the values in what a user's function returned: itself, or the
/// members of a `results`, a `std::array` or a struct.
template <class Result, class Use>
constexpr decltype(auto) with_values(Result& y, Use const& use) {
  using value = std::remove_const_t<Result>;
  if constexpr (LibraryValue<value> || Scalar<value>) return use(y);
  else if constexpr (requires { std::tuple_size<value>::value; }) return std::apply(use, y);
  else return with_fields(y, use);
}

/// Several outputs as one value: their elements behind one another. One output is itself.
template <Recordable Symbol>
constexpr Symbol pack_outputs(growing_array<Symbol> const& outputs) {
  if (outputs.size() == 1) return outputs[0];
  growing_array<Symbol> parts;
  for (Symbol const& output : outputs)
    parts.push_back(reshape_to(output, make_shape(output.extents().size())));
  return concatenate(parts, 0);
}
/// The next of `count` outputs that are packed, of which those before it have `start` elements.
template <Recordable Symbol>
constexpr Symbol unpack_output(Symbol const& packed, int count, shape const& extents,
                               index_t& start) {
  if (count == 1) return packed;
  word const region[] = {start, 1, extents.size()};
  start = shape_rule::sum_of_extents(extents.table, start, extents.size());
  return reshape_to(slice_by(packed, list_view<word>{region, 3}), extents);
}

/// Whether several outputs are packed of which some extents are looked up, so that the node must
/// know them.
template <class Result>
inline constexpr bool packs_open_outputs = has_open_leaves<Result> && count_leaves<Result>() > 1;

/// The attributes of a rule: the shapes of its outputs, where they are looked up, and the
/// operation's members.
constexpr void append_shape(growing_array<word>& words, shape const& extents) {
  words.push_back(extents.rank);
  for (int axis = 0; axis < extents.rank; ++axis) words.push_back(extents.extents[axis]);
}
constexpr shape read_shape(list_view<word> words, int& next) {
  shape extents;
  word const rank = words[next++];
  while (extents.rank < rank) extents.append(static_cast<index_t>(words[next++]));
  return extents;
}

/// The outputs, or their adjoints, in a packed node, whose attributes are read from `next` on.
template <class Result>
constexpr Result unpack_outputs(auto& graph, auto packed, list_view<word> attributes, int& next) {
  constexpr int count = count_leaves<Result>();
  int nodes[count > 0 ? count : 1]{};
  Result y{};
  int which = 0;
  index_t start = 0;
  for_each_leaf(y, [&](auto& leaf) {
    shape extents;
    if constexpr (packs_open_outputs<Result>) extents = read_shape(attributes, next);
    else if constexpr (!has_open_leaves<Result>) extents = extents_of(leaf);
    extents.table = graph.table_of_extents();
    nodes[which++] = unpack_output(packed, count, extents, start).id;
  });
  return value_from_nodes<Result>(graph, nodes);
}

/// What is asked of the gradient a that a user's rule gives for an operand b.
struct gradient_of_operand {
  static constexpr char const* condition = "the gradient a must have the extents of the operand b";
  static constexpr sentence words() { return sentence{}.add("backward(gy, x..., y)"); }
  static constexpr char const* relation_of(shape const& a, shape const& b) {
    return shape_rule::may_be_equal(a, b) ? nullptr : condition;
  }
  static constexpr bool is_decided(shape const& a, shape const& b) { return a == b; }
};

/// A gradient that a user's rule gave for an operand, a value of type `Value`; a number stands for
/// itself everywhere.
template <class Value, class Gradient>
constexpr int gradient_node(auto operand, Gradient const& gradient) {
  auto& graph = *operand.graph;
  using graph_type = std::remove_cvref_t<decltype(graph)>;
  shape const actual = operand.extents();
  if constexpr (Scalar<Gradient>) {
    return intern_literal(graph, operand.type(), actual, static_cast<double>(gradient));
  } else if constexpr (Recordable<Value>) {
    auto const made = symbol_front<graph_type>::to_symbol(operand, gradient);
    shape const both[] = {made.extents(), actual};
    if (!(both[0] == both[1]))
      mistakes_of_graph<graph_type>::wrong_shapes(words_of_mistake(
          gradient_of_operand::words(), gradient_of_operand::condition, {both, 2}));
    return made.id;
  } else {
    constexpr bool same_shape =
        shape_rule::may_be_equal(typed_operand<Gradient>::extents, typed_operand<Value>::extents);
    static_assert(same_shape,
                  "typegrad: backward(gy, x..., y) must give each operand a gradient of that "
                  "operand's shape");
    if constexpr (OpenOperand<Gradient> || OpenOperand<Value>) {
      shape const both[] = {extents_of(gradient), actual};
      note_call<gradient_of_operand>(graph, both, std::make_index_sequence<2>{});
      for (int axis = 0; axis < actual.rank; ++axis)
        graph.take_for_equal(both[0].extents[axis], both[1].extents[axis]);
    }
    return same_shape ? node_of_leaf(graph, traced_type_in<Gradient, graph_type>(gradient)) : -1;
  }
}

/// The same values as a tuple.
template <class Result>
constexpr auto values_as_tuple(Result const& y) {
  return with_values(y, [](auto const&... value) {
    return std::tuple<std::remove_cvref_t<decltype(value)>...>(value...);
  });
}

template <class Op>
struct backward_of {
  Op op;
  template <class... Arguments>
    requires requires(Op const& self, Arguments const&... argument) { self.backward(argument...); }
  constexpr auto operator()(Arguments const&... argument) const {
    return op.backward(argument...);
  }
};
template <class Function, class Arguments>
inline constexpr bool takes_arguments = false;
template <class Function, class... Arguments>
inline constexpr bool takes_arguments<Function, std::tuple<Arguments...>> =
    std::is_invocable_v<Function const&, Arguments const&...>;

/// The derivative rule of a user's operation with outputs `Result` and operands `Values...`, all as
/// values of the graph that is differentiated.
template <class Op, class Result, class... Values>
struct user_backward {
  static constexpr auto call(Op const& op, Result const& upstream, std::tuple<Values...> const& x,
                             Result const& y) {
    auto const without_outputs = std::tuple_cat(values_as_tuple(upstream), x);
    auto const arguments = std::tuple_cat(without_outputs, values_as_tuple(y));
    using rule = backward_of<Op>;
    if constexpr (takes_arguments<rule, std::remove_const_t<decltype(arguments)>>)
      return std::apply(rule{op}, arguments);
    else
      return std::apply([&](auto const&... argument) { return op.backward(argument...); },
                        without_outputs);
  }
  /// The adjoint of operand `which`; the operands' values are the operands of `node` from number
  /// `first` on.
  template <int... Index>
  static constexpr auto adjoint(int which, int first, auto gy, auto node,
                                std::integer_sequence<int, Index...>) {
    auto& graph = *node.graph;
    growing_array<word> copy;  // making nodes moves the graph's pools
    for (word const attribute : node.attributes()) copy.push_back(attribute);
    list_view<word> const words{copy.items, copy.count};
    int taken = 0;
    Result const y = unpack_outputs<Result>(graph, node, words, taken);
    int again = 0;
    Result const upstream = unpack_outputs<Result>(graph, gy, words, again);
    auto const answer = call(
        decode_parameters<Op>({words.data + taken, words.count - taken}), upstream,
        std::tuple<Values...>{leaf_from_node<Values>(graph, node.operand(first + Index).id)...}, y);
    auto const gradients = values_as_tuple(answer);
    constexpr bool complete =
        std::tuple_size_v<std::remove_const_t<decltype(gradients)>> == sizeof...(Values);
    static_assert(complete,
                  "typegrad: backward(gy, x..., y) must return one gradient for each operand");
    if constexpr (complete) {
      int const ids[] = {
          gradient_node<Values>(node.operand(first + Index), std::get<Index>(gradients))...};
      return symbol_in(graph, ids[which]);
    } else {
      return symbol_in(graph, -1);
    }
  }
};

/// What a user's forward computed, under the user's own derivative rule; gone after
/// differentiation. Operands: the packed outputs, then the user's operands.
template <class Op, class Result, class... Values>
struct user_rule : operation_defaults {
  static constexpr auto name = name_of_user_operation<Op>();
  static constexpr operation_kind kind = operation_kind::alias;
  static constexpr int count = sizeof...(Values);
  static constexpr int arity = 1 + count;

  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word>) {
    return {x[0]};
  }
  static constexpr scalar_type type(list_view<scalar_type> types, list_view<word>) {
    return types[0];
  }
  static constexpr auto pullback(int which, auto gy, auto y) {
    if (which == 0) return decltype(gy){};
    return user_backward<Op, Result, Values...>::adjoint(which - 1, 1, gy, y,
                                                         std::make_integer_sequence<int, count>{});
  }
};

}  // namespace typegrad
