// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/tril.hpp>

namespace typegrad {

/// `triu` with an ordinary argument: `triu(x, 1)`.
template <Recordable Symbol>
constexpr Symbol triu(Symbol const& x, index_t offset) {
  return triangle<true>::record(x, offset);
}

/// y = the elements of x on and above a diagonal, zero below it: `triu(x)`, `triu<1>(x)`; the last
/// two axes of a batch.
///
/// shape     x: S  ->  S
/// backward  dx = dy on and above the diagonal, zero below it
/// domain    all x
/// edge      NaN in the other triangle is left out
/// errors    fewer than two axes
/// source    NumPy, `numpy.triu`
template <index_t Offset = 0, Operand Value>
constexpr auto triu(Value const& x) {
  if constexpr (!Recordable<Value>)
    static_assert(typed_operand<Value>::extents.rank >= 2,
                  "typegrad: triu(x): x must have at least two axes");
  return triangle_of<true, Offset>(x);
}

}  // namespace typegrad
