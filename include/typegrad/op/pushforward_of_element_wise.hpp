// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/element_wise.hpp>

namespace typegrad {

/// What the tangent `tangent` of operand `Which` adds to the tangent of an element-wise node; `{}`
/// for nothing.
///
/// The Jacobian of an element-wise operation is diagonal, its own transpose: a `pullback` serves
/// both modes.
template <class Op, int Which, int... Index>
constexpr auto element_wise_tangent(auto tangent, auto y, std::integer_sequence<int, Index...>) {
  if constexpr (requires { Op::pullback(wrt_operand<Which>{}, tangent, y.operand(Index)..., y); }) {
    auto const whole = broadcast_to(tangent, shape(y.extents()));
    auto const along = Op::pullback(wrt_operand<Which>{}, whole, y.operand(Index)..., y);
    if constexpr (requires { along.id; }) return along;
    else return symbol{};
  } else if constexpr (requires { Op::partial(wrt_operand<Which>{}, y.operand(Index)..., y); }) {
    auto const slope = Op::partial(wrt_operand<Which>{}, y.operand(Index)..., y);
    return tangent * slope;
  } else if constexpr (requires { Op::partial(y.operand(Index)..., y); }) {
    auto const slope = Op::partial(y.operand(Index)..., y);
    return tangent * slope;
  } else {
    return symbol{};
  }
}

template <class Op, int... Index>
constexpr auto tangent_of_element_wise(auto y, list_view<int> tangents,
                                       std::integer_sequence<int, Index...> all) {
  auto& graph = *y.graph;
  auto sum = symbol_in(graph, -1);
  auto const add = [&](auto step) {
    auto const along = symbol_in(graph, step.id);
    if (along.id >= 0) sum = sum.id < 0 ? along : sum + along;
  };
  auto const add_operand = [&](auto which, int tangent) {
    if (tangent >= 0)
      add(element_wise_tangent<Op, decltype(which)::value>(symbol_in(graph, tangent), y, all));
  };
  (add_operand(std::integral_constant<int, Index>{}, tangents[Index]), ...);
  return sum;
}

/// The tangent of an element-wise node, given its operands' (-1: zero); -1 where it is zero.
template <class Op, class Graph>
constexpr int pushforward_of_element_wise(Graph& graph, int node, list_view<int> tangents) {
  auto const y = symbol_in(graph, node);
  auto const tangent =
      tangent_of_element_wise<Op>(y, tangents, std::make_integer_sequence<int, Op::arity>{});
  return tangent.id < 0 ? -1 : broadcast_to(tangent, shape(y.extents())).id;
}

}  // namespace typegrad
