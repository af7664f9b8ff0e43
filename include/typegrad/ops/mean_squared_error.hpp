// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/constant_beside.hpp>
#include <typegrad/ops/div.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/sub.hpp>
#include <typegrad/ops/sum.hpp>

namespace typegrad {

/// The sum of (a - b)^2 over all elements, divided by the extent of the first axis, the size of the batch.
///
/// shape     a, b: S  ->  one number
/// backward  da = 2 dy (a - b) / n, db = -da       reads a and b
/// errors    unequal shapes: (n, 1) and (n) would broadcast to (n, n)
/// source    DeZero, `mean_squared_error`; the mean over all elements is `mean((a - b) * (a - b))`
template <Operand A, Operand B>
constexpr auto mean_squared_error(A const& a, B const& b) {
  constexpr shape extents = typed_operand<A>::extents;
  static_assert(extents == typed_operand<B>::extents,
                "typegrad: mean_squared_error(a, b) needs equal shapes: (n, 1) and (n) would "
                "broadcast to (n, n)");
  auto const difference = a - b;
  if constexpr (extents.rank == 0) return difference * difference;
  else return div(sum(difference * difference), constant_beside<static_cast<int>(extents.extents[0])>(a));
}

}  // namespace typegrad
