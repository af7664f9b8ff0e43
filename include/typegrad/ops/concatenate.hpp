// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/recordable_list.hpp>
#include <typegrad/ops/join.hpp>
#include <typegrad/shape/join.hpp>

#include <initializer_list>

namespace typegrad {

/// The words of the join that lays operands end to end along an axis of the result.
constexpr void append_concatenation(auto append, shape const* operands, int count, int axis,
                                    shape const& result) {
  append(result.rank);
  for (int k = 0; k < result.rank; ++k) append(result.extents[k]);
  index_t start = 0;
  for (int i = 0; i < count; ++i) {
    for (int k = 0; k < result.rank; ++k) {
      append(k == axis ? start : 0);
      append(1);
      append(operands[i].extents[k]);
    }
    start = shape_rule::sum_of_extents(result.table, start, operands[i].extents[axis]);
  }
}

/// The attributes of `concatenate<Axis>(x...)`.
template <int Axis>
struct typed_concatenation {
  static constexpr auto name = "concatenate";
  static constexpr auto encode(std::same_as<shape> auto const&... from) {
    shape const operands[] = {from...};
    shape_result const result = shape_rule::concatenate(operands, sizeof...(from), Axis);
    encoded_attributes<1 + max_rank + 3 * max_rank * sizeof...(from)> encoded;
    encoded.relation = result.relation;
    int const rank = result.value.rank;
    if (result)
      append_concatenation([&](word value) { encoded.append(value); }, operands, sizeof...(from),
                           Axis < 0 ? Axis + rank : Axis, result.value);
    return encoded;
  }
};

/// y = the operands end to end along an axis: `concatenate<1>(a, b)`, `concatenate(a, b, c)` along
/// axis 0.
///
/// shape     equal but for the axis, whose extents add up
/// backward  da = the part of dy that a went to
/// domain    all operands
/// edge      none: elements stay what they are
/// cost      one copy
/// errors    ranks or other extents that differ; rank 0 (see `stack`); an axis outside [-rank,
///           rank)
/// source    NumPy, `numpy.concatenate`
template <int Axis = 0, Operand... Values>
constexpr auto concatenate(Values const&... x) {
  if constexpr ((Recordable<Values> || ...))
    return record_together<ops::join, typed_concatenation<Axis>>(x...);
  else return apply_encoded<ops::join, typed_concatenation<Axis>>(x...);
}

template <Recordable Symbol>
constexpr Symbol concatenate_list(list_view<Symbol> operands, int axis) {
  growing_array<shape> const shapes = shapes_of(operands);
  shape_result const result = shape_rule::concatenate(shapes.data(), shapes.size(), axis);
  require_list_call(result.relation, "concatenate", operands, axis);
  if (operands.count == 1) return operands.data[0];
  growing_array<word> words;
  append_concatenation([&](word value) { words.push_back(value); }, shapes.data(), shapes.size(),
                       axis < 0 ? axis + result.value.rank : axis, result.value);
  return record_all<ops::join>(list_view<word>{words.data(), words.size()}, operands);
}
/// With ordinary arguments: `concatenate({a, b}, 1)`, or with a list that is put together at run
/// time.
template <Recordable Symbol>
constexpr Symbol concatenate(std::initializer_list<Symbol> operands, int axis = 0) {
  return concatenate_list(list_view<Symbol>{operands.begin(), static_cast<int>(operands.size())},
                          axis);
}
template <RecordableList List>
constexpr auto concatenate(List const& operands, int axis = 0) {
  return concatenate_list(view_of(operands), axis);
}

}  // namespace typegrad
