// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/masked_adjoint.hpp>
#include <typegrad/op/record.hpp>

namespace typegrad {

/// The base of an operation that works element by element and broadcasts its operands.
///
/// It owes `name`, `forward(T...)` for a number and for a block of lanes, and one of
/// - `partial(x, y)` with one operand, `partial(wrt_operand<I>, x..., y)` with several: the partial
///   derivative, in library operations; `y` is the result, so that exp and tanh reuse it;
/// - `pullback(wrt_operand<I>, gy, x..., y)`: the adjoint itself, where a product would be wrong or
///   wasteful. Beside a `partial` it serves adjoints alone, and that tangents.
/// Optional: `identities(a, b, ...)`: equations that give an equal value which costs less, see
/// `rewrites.hpp`.
template <int Arity>
struct element_wise : operation_defaults {
  static constexpr operation_kind kind = operation_kind::element_wise;
  static constexpr int arity = Arity;

  static constexpr shape_result shape(list_view<typegrad::shape> operands, list_view<word>) {
    shape_result result{operands[0]};
    for (int i = 1; i < operands.count && result; ++i)
      result = shape_rule::broadcast(result.value, operands[i]);
    return result;
  }
};

/// `gy` times the partial derivative by operand `Which`; a symbol without id for none.
template <class Op, int Which, class Graph, int... Index>
constexpr basic_symbol<Graph> times_partial(basic_symbol<Graph> gy, basic_symbol<Graph> y,
                                            std::integer_sequence<int, Index...>) {
  if constexpr (requires { Op::partial(wrt_operand<Which>{}, y.operand(Index)..., y); }) {
    auto const slope = Op::partial(wrt_operand<Which>{}, y.operand(Index)..., y);
    return gy * slope;
  } else if constexpr (requires { Op::partial(y.operand(Index)..., y); }) {
    auto const slope = Op::partial(y.operand(Index)..., y);
    return gy * slope;
  } else {
    return {};
  }
}

/// The adjoint of operand `Which`, in the shape of the result; a symbol without id for none.
template <class Op, int Which, class Graph, int... Index>
constexpr basic_symbol<Graph> element_wise_adjoint(basic_symbol<Graph> gy, basic_symbol<Graph> y,
                                                   std::integer_sequence<int, Index...> all) {
  if constexpr (requires { Op::pullback(wrt_operand<Which>{}, gy, y.operand(Index)..., y); }) {
    auto const adjoint = Op::pullback(wrt_operand<Which>{}, gy, y.operand(Index)..., y);
    if constexpr (requires { adjoint.id; }) return {gy.graph, adjoint.id};
    else return {};
  } else {
    return times_partial<Op, Which>(gy, y, all);
  }
}

/// The same where masks may lie on `upstream`. It is summed to the operand's shape by the engine,
/// which looks at the masks on it.
template <class Op, int Which, class Graph, int... Index>
constexpr int element_wise_pullback(Graph& graph, int node, int upstream,
                                    std::integer_sequence<int, Index...> all) {
  basic_symbol<Graph> const y{&graph, node};
  basic_symbol<Graph> const gy{&graph, upstream};
  bool const masked = gy.op().selects;
  auto adjoint = element_wise_adjoint<Op, Which>(masked ? without_masks(gy) : gy, y, all);
  if (adjoint.id < 0) return -1;
  return masked ? with_masks_of(gy, adjoint).id : adjoint.id;
}

template <class Op, class Graph>
constexpr int pullback_of_element_wise(Graph& graph, int node, int which, int upstream) {
  constexpr auto all = std::make_integer_sequence<int, Op::arity>{};
  static_assert(Op::arity <= 4, "an element-wise operation has at most four operands");
  if constexpr (Op::arity > 3)
    if (which == 3) return element_wise_pullback<Op, 3>(graph, node, upstream, all);
  if constexpr (Op::arity > 2)
    if (which == 2) return element_wise_pullback<Op, 2>(graph, node, upstream, all);
  if constexpr (Op::arity > 1)
    if (which == 1) return element_wise_pullback<Op, 1>(graph, node, upstream, all);
  return element_wise_pullback<Op, 0>(graph, node, upstream, all);
}

}  // namespace typegrad
