// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/operation_object.hpp>
#include <typegrad/op/reading.hpp>
#include <typegrad/run/read.hpp>

#include <utility>

namespace typegrad {

/// Calls the kernel of an opaque operation on whole operands.
template <class P, int Node, class Context, int... Which>
TYPEGRAD_INLINE constexpr void run_opaque(Context const& c, std::integer_sequence<int, Which...>) {
  using op = operation_at<P::flat.nodes[Node].op>;
  constexpr auto reading_of = []<int Operand>(std::integral_constant<int, Operand>, Context const& context) {
    constexpr placement place = P::schedule.places[Operand];
    return reading<element_t<P, Operand>>{memory_of<P, place.base>(context), P::flat.shape_of(Operand), place.view};
  };
  op::kernel(memory_of<P, Node>(c), P::flat.shape_of(Node), P::flat.attributes_of(Node),
             reading_of(std::integral_constant<int, P::flat.operand(Node, Which)>{}, c)...);
}

}  // namespace typegrad
