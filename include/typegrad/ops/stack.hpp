// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/concatenate.hpp>
#include <typegrad/shape/join.hpp>

#include <initializer_list>

namespace typegrad {

/// The words of the join that puts `count` operands next to each other along the axis `added` of
/// the result.
constexpr void append_stack(auto append, int count, int added, shape const& result) {
  append(result.rank);
  for (int axis = 0; axis < result.rank; ++axis) append(result.extents[axis]);
  for (int i = 0; i < count; ++i)
    for (int axis = 0; axis < result.rank; ++axis) {
      append(axis == added ? i : 0);
      append(1);
      append(axis == added ? -1 : result.extents[axis]);
    }
}

/// The attributes of `stack<Axis>(x...)`.
template <int Axis>
struct typed_stack {
  static constexpr auto name = "stack";
  static constexpr auto encode(std::same_as<shape> auto const&... from) {
    shape const operands[] = {from...};
    shape_result const result = shape_rule::stack(operands, sizeof...(from), Axis);
    encoded_attributes<1 + max_rank + 3 * max_rank * sizeof...(from)> encoded;
    encoded.relation = result.relation;
    if (result)
      append_stack([&](word value) { encoded.append(value); }, sizeof...(from),
                   Axis < 0 ? Axis + result.value.rank : Axis, result.value);
    return encoded;
  }
};

/// y = operands of one shape next to each other along a new axis: `stack<-1>(a, b)`, `stack(a, b,
/// c)` along axis 0. Numbers give a vector.
///
/// shape     x: S, n times  ->  S with a new axis of extent n
/// backward  da = the part of dy that a went to
/// domain    all operands
/// edge      none: elements stay what they are
/// cost      one copy
/// errors    shapes that differ; an axis outside the result
/// source    NumPy, `numpy.stack`
template <int Axis = 0, Operand... Values>
constexpr auto stack(Values const&... x) {
  if constexpr ((Recordable<Values> || ...))
    return record_together<ops::join, typed_stack<Axis>>(x...);
  else return apply_encoded<ops::join, typed_stack<Axis>>(x...);
}

template <Recordable Symbol>
constexpr Symbol stack_list(list_view<Symbol> operands, int axis) {
  growing_array<shape> const shapes = shapes_of(operands);
  shape_result const result = shape_rule::stack(shapes.data(), shapes.size(), axis);
  require_list_call(result.relation, "stack", operands, axis);
  growing_array<word> words;
  append_stack([&](word value) { words.push_back(value); }, operands.count,
               axis < 0 ? axis + result.value.rank : axis, result.value);
  return record_all<ops::join>(list_view<word>{words.data(), words.size()}, operands);
}
/// With ordinary arguments: `stack({a, b}, -1)`, or with a list that is put together at run time.
template <Recordable Symbol>
constexpr Symbol stack(std::initializer_list<Symbol> operands, int axis = 0) {
  return stack_list(list_view<Symbol>{operands.begin(), static_cast<int>(operands.size())}, axis);
}
template <RecordableList List>
constexpr auto stack(List const& operands, int axis = 0) {
  return stack_list(view_of(operands), axis);
}

}  // namespace typegrad
