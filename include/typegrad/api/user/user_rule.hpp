// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/tracing.hpp>
#include <typegrad/api/user/user_parameters.hpp>
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

/// Calls `use(values...)` with the values in what a user's function returned: itself, or the
/// members of a `results`, a `std::array` or a struct.
template <class Result, class Use>
constexpr decltype(auto) with_values(Result const& y, Use const& use) {
  if constexpr (LibraryValue<Result> || Scalar<Result>) return use(y);
  else if constexpr (requires { std::tuple_size<Result>::value; }) return std::apply(use, y);
  else return with_fields(y, use);
}

/// Several outputs as one node: their elements behind one another, in their common type. One output
/// is itself.
constexpr auto pack_outputs(auto& graph, growing_array<int> const& nodes) {
  auto const first = symbol_in(graph, nodes[0]);
  if (nodes.size() == 1) return first;
  scalar_type type = first.type();
  for (int const id : nodes) type = promote(type, symbol_in(graph, id).type());
  growing_array<decltype(symbol_in(graph, 0))> parts;
  for (int const id : nodes)
    parts.push_back(
        reshape_to(convert_to(symbol_in(graph, id), type), make_shape(graph.shape_of(id).size())));
  return concatenate(parts, 0);
}

/// Whether several outputs are packed of which some extents are looked up, so that the node must
/// know them.
template <class Result>
inline constexpr bool packs_open_outputs = has_open_leaves<Result> && count_leaves<Result>() > 1;

/// The extents of such outputs, as attributes of the node that holds them; else nothing.
template <class Result>
constexpr growing_array<word> extents_of_outputs(auto& graph, growing_array<int> const& nodes) {
  growing_array<word> words;
  if constexpr (packs_open_outputs<Result>)
    for (int const id : nodes)
      for (int axis = 0; axis < graph.shape_of(id).rank; ++axis)
        words.push_back(graph.shape_of(id).extents[axis]);
  return words;
}

/// The outputs, or their adjoints, in a packed node; `open` is what `extents_of_outputs` gave.
template <class Result>
constexpr Result unpack_outputs(auto& graph, auto packed, list_view<word> open) {
  constexpr int count = count_leaves<Result>();
  int nodes[count > 0 ? count : 1]{};
  Result y{};
  int which = 0;
  int next = 0;
  index_t start = 0;
  for_each_leaf(y, [&](auto& leaf) {
    shape extents = operand_traits<std::remove_cvref_t<decltype(leaf)>>::extents;
    if constexpr (packs_open_outputs<Result>)
      for (int axis = 0; axis < extents.rank; ++axis)
        extents.extents[axis] = static_cast<index_t>(open[next++]);
    extents.table = graph.table_of_extents();
    word const region[] = {start, 1, extents.size()};
    nodes[which++] = count == 1 ? packed.id : reshape_to(slice_by(packed, {region, 3}), extents).id;
    start = shape_rule::sum_of_extents(extents.table, start, extents.size());
  });
  return value_from_nodes<Result>(graph, nodes);
}

/// What is asked of the gradient a that a user's rule gives for an operand b.
struct gradient_of_operand {
  static constexpr sentence words() { return sentence{}.add("backward(gy, x..., y)"); }
  static constexpr char const* relation_of(shape const& a, shape const& b) {
    return shape_rule::may_be_equal(a, b) ? nullptr
                                          : "the gradient a must have the extents of the operand b";
  }
  static constexpr bool is_decided(shape const& a, shape const& b) { return a == b; }
};

/// A gradient that a user's rule gave for an operand of type `Value`; a number stands for itself
/// everywhere.
template <class Value, class Gradient>
constexpr int gradient_node(auto& graph, Gradient const& gradient, shape const& actual) {
  if constexpr (Scalar<Gradient>) {
    return intern_literal(graph, scalar_type_of<typename typed_operand<Value>::scalar>, actual,
                          static_cast<double>(gradient));
  } else {
    constexpr bool same_shape =
        shape_rule::may_be_equal(typed_operand<Gradient>::extents, typed_operand<Value>::extents);
    static_assert(same_shape,
                  "typegrad: backward(gy, x..., y) must give each operand a gradient of that "
                  "operand's shape");
    using graph_type = std::remove_cvref_t<decltype(graph)>;
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
/// traced types.
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
  static constexpr auto adjoint(Op const& op, int which, int first, auto gy, auto node,
                                std::integer_sequence<int, Index...>) {
    auto& graph = *node.graph;
    std::tuple<Values...> const x{leaf_from_node<Values>(graph, node.operand(first + Index).id)...};
    growing_array<word> open;  // a copy: making nodes moves the graph's pools
    if constexpr (packs_open_outputs<Result>)
      for (word const extent : node.attributes()) open.push_back(extent);
    list_view<word> const outputs{open.items, open.count};
    auto const answer = call(op, unpack_outputs<Result>(graph, gy, outputs), x,
                             unpack_outputs<Result>(graph, node, outputs));
    auto const gradients = values_as_tuple(answer);
    constexpr bool complete =
        std::tuple_size_v<std::remove_const_t<decltype(gradients)>> == sizeof...(Values);
    static_assert(complete,
                  "typegrad: backward(gy, x..., y) must return one gradient for each operand");
    if constexpr (complete) {
      int const ids[] = {gradient_node<Values>(graph, std::get<Index>(gradients),
                                               shape(node.operand(first + Index).extents()))...};
      return symbol_in(graph, ids[which]);
    } else {
      return symbol_in(graph, -1);
    }
  }
};

/// What a user's forward computed, under the user's own derivative rule; gone after
/// differentiation.
///
/// Operands: the packed outputs, the user's operands, the members of the operation as a literal.
template <class Op, class Result, class... Values>
struct user_rule : operation_defaults {
  static constexpr auto name = name_of_user_operation<Op>();
  static constexpr operation_kind kind = operation_kind::alias;
  static constexpr int count = sizeof...(Values);
  static constexpr int arity = 1 + count + (std::is_empty_v<Op> ? 0 : 1);

  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word>) {
    return {x[0]};
  }
  static constexpr scalar_type type(list_view<scalar_type> types, list_view<word>) {
    return types[0];
  }
  static constexpr auto pullback(int which, auto gy, auto y) {
    if (which == 0 || which > count) return decltype(gy){};
    list_view<word> members{};
    if constexpr (!std::is_empty_v<Op>) members = y.operand(1 + count).attributes();
    return user_backward<Op, Result, Values...>::adjoint(decode_parameters<Op>(members), which - 1,
                                                         1, gy, y,
                                                         std::make_integer_sequence<int, count>{});
  }
};

}  // namespace typegrad
