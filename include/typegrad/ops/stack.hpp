// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/join.hpp>
#include <typegrad/shape/join.hpp>

namespace typegrad {

/// The attributes of `stack<Axis>(x...)`.
template <int Axis, class... X>
struct typed_stack {
  static constexpr auto name = "stack";
  static constexpr char const* call = "stack<...>(...)";
  static constexpr int count = sizeof...(X);
  static constexpr auto encode() {
    shape const operands[] = {typed_operand<X>::extents...};
    shape_result const result = shape_rule::stack(operands, count, Axis);
    encoded_attributes<1 + max_rank + 3 * max_rank * count> encoded;
    encoded.relation = result.relation;
    if (!result) return encoded;
    int const added = Axis < 0 ? Axis + result.value.rank : Axis;
    encoded.append(result.value.rank);
    for (int axis = 0; axis < result.value.rank; ++axis) encoded.append(result.value.extents[axis]);
    for (int i = 0; i < count; ++i)
      for (int axis = 0; axis < result.value.rank; ++axis) {
        encoded.append(axis == added ? i : 0);
        encoded.append(1);
        encoded.append(axis == added ? -1 : result.value.extents[axis]);
      }
    return encoded;
  }
  static constexpr auto value = encode();
};

/// y = operands of one shape next to each other along a new axis: `stack<-1>(a, b)`, `stack(a, b, c)` along axis 0.
/// Numbers give a vector.
///
/// shape     x: S, n times  ->  S with a new axis of extent n
/// backward  da = the part of dy that a went to
/// cost      one copy
/// errors    shapes that differ; an axis outside the result
template <int Axis = 0, Operand... X>
constexpr auto stack(X const&... x) {
  return apply_encoded<ops::join, typed_stack<Axis, X...>>(x...);
}

}  // namespace typegrad
