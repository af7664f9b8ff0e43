// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/masked_adjoint.hpp>
#include <typegrad/shape/open_extent.hpp>

namespace typegrad {

/// `y`, with zeros in the columns of which the masks of its adjoint leave nothing: these do not
/// count, whatever is in them.
template <class Symbol>
constexpr Symbol without_masked_columns(Symbol gy, Symbol y) {
  shape row = y.extents();
  if (!gy.op().selects || is_open(row)) return y;
  row.extents[0] = 1;
  Symbol const target{y.graph, intern_literal(*y.graph, y.type(), row, 0.0)};
  auto const left = nonzero(unbroadcast(seen_through_masks(gy), target));
  return select_by(left, y, literal_like(y, 0.0));
}

}  // namespace typegrad
