// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/sum.hpp>
#include <typegrad/ops/reshape.hpp>

namespace typegrad {

/// `x` summed to the shape `target`, which must broadcast to the shape of `x`: the transpose of `broadcast_to`.
template <Recordable Symbol>
constexpr Symbol sum_to(Symbol x, shape const& target) {
  if (x.extents() == target) return x;
  shape_result const fits = shape_rule::sum_to(x.extents(), target);
  if (!fits) shapes_must_fit(fits.relation);
  shape const from = x.extents();
  return reshape_to(sum(x, shape_rule::stretched_axes(target, from), true), target);
}

/// The adjoint of an operand that was read as broadcast: summed back to the operand's shape.
template <Recordable Symbol>
constexpr Symbol unbroadcast(Symbol adjoint, Symbol operand) {
  return adjoint.graph->node(adjoint.id).shape_id == operand.graph->node(operand.id).shape_id
             ? adjoint
             : sum_to(adjoint, shape(operand.extents()));
}

}  // namespace typegrad
