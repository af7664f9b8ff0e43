// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/element_wise.hpp>

namespace typegrad {

/// What the tangent `tangent` of operand `Which` adds to the tangent of an element-wise node; a
/// symbol without id for nothing.
///
/// The Jacobian of an element-wise operation is diagonal, its own transpose: a `pullback` serves
/// both modes.
template <class Op, int Which, int... Index>
constexpr auto element_wise_tangent(auto tangent, auto y,
                                    std::integer_sequence<int, Index...> all) {
  constexpr bool has_partial = requires { Op::partial(y.operand(Index)..., y); };
  constexpr bool wants_whole = !has_partial && requires {
    Op::pullback(wrt_operand<Which>{}, tangent, y.operand(Index)..., y);
  };
  bool const masked = tangent.op().selects;
  auto t = masked ? without_masks(tangent) : tangent;
  if constexpr (wants_whole) t = broadcast_to(t, shape(y.extents()));
  decltype(t) along;
  if constexpr (has_partial) along = times_partial<Op, Which>(t, y, all);
  else along = element_wise_adjoint<Op, Which>(t, y, all);
  return masked && along.id >= 0 ? with_masks_of(tangent, along) : along;
}

template <class Op, int... Index>
constexpr auto tangent_of_element_wise(auto y, list_view<int> tangents,
                                       std::integer_sequence<int, Index...> all) {
  auto& graph = *y.graph;
  sum_of_adjoints<std::remove_reference_t<decltype(graph)>> sum;
  auto const add_operand = [&](auto which, int tangent) {
    if (tangent < 0) return;
    auto const along =
        element_wise_tangent<Op, decltype(which)::value>(symbol_in(graph, tangent), y, all);
    if (along.id >= 0) sum.add(along);
  };
  (add_operand(std::integral_constant<int, Index>{}, tangents[Index]), ...);
  return sum.masked();
}

/// The tangent of an element-wise node, given its operands' (-1: zero); -1 where it is zero.
template <class Op, class Graph>
constexpr int pushforward_of_element_wise(Graph& graph, int node, list_view<int> tangents) {
  auto const y = symbol_in(graph, node);
  auto const tangent =
      tangent_of_element_wise<Op>(y, tangents, std::make_integer_sequence<int, Op::arity>{});
  if (tangent.id < 0 || graph.node(tangent.id).shape_id == graph.node(node).shape_id)
    return tangent.id;
  shape const extents = y.extents();
  return with_masks_of(tangent, broadcast_to(without_masks(tangent), extents)).id;
}

}  // namespace typegrad
