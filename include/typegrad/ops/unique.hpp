// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/operand_traits.hpp>
#include <typegrad/op/refused.hpp>

namespace typegrad {

/// y = the different elements of x, which is refused: no shape depends on values. `sort(x)` puts
/// equal elements side by side, `1 + sum(diff(sort(x)) > 0)` is how many differ.
///
/// shape     none: it would depend on the values of x
/// backward  none
/// domain    none
/// edge      none
/// cost      none
/// errors    every call is refused, by a sentence that says this
/// source    NumPy, `numpy.unique`; JAX's asks for a size in its place
template <Operand Value>
constexpr refused unique(Value const&) {
  static_assert(is_refused<Value>,
                "typegrad: unique(x): how many elements differ depends on their values, and no "
                "shape does: sort(x) puts equal ones side by side, 1 + sum(diff(sort(x)) > 0) is "
                "how many differ");
  return {};
}

}  // namespace typegrad
