// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/broadcast_to.hpp>
#include <typegrad/ops/flatten.hpp>
#include <typegrad/shape/countable.hpp>
#include <typegrad/shape/repeat.hpp>

namespace typegrad {

/// The three shapes of a repetition along an axis: a new axis of extent 1 behind it, which is
/// stretched and then becomes part of it.
struct repetition {
  shape opened;
  shape stretched;
  shape_result result;
};
constexpr repetition repetition_of(shape const& from, index_t times, int axis) {
  repetition made{{}, {}, shape_rule::repeat(from, times, axis)};
  if (made.result && from.rank == max_rank)
    made.result.relation = "the result must have at most 7 axes";
  if (made.result && !shape_rule::countable(made.result.value))
    made.result.relation = "the elements must fit into memory";
  if (!made.result) return made;
  int const repeated = axis < 0 ? axis + from.rank : axis;
  for (int k = 0; k < from.rank; ++k) {
    made.opened.append(from.extents[k]);
    made.stretched.append(from.extents[k]);
    if (k != repeated) continue;
    made.opened.append(1);
    made.stretched.append(times);
  }
  return made;
}

/// The shapes of `repeat<Times, Axis>(x)`.
template <class Value, index_t Times, int Axis>
struct typed_repeat {
  static constexpr auto name = "repeat";
  static constexpr char const* call = "repeat<...>(a)";
  static constexpr repetition shapes = repetition_of(typed_operand<Value>::extents, Times, Axis);
  struct opened {
    static constexpr shape_result result{shapes.opened};
  };
  struct stretched {
    static constexpr shape_result result{shapes.stretched};
  };
  static constexpr shape_result result = shapes.result;
  static constexpr char const* relation_of(shape const& from) {
    return repetition_of(from, Times, Axis).result.relation;
  }
  static constexpr auto record(auto const& x) {
    return repeat_by(x, repetition_of(x.extents(), Times, Axis));
  }
};

template <Recordable Symbol>
constexpr Symbol repeat_by(Symbol const& x, repetition const& shapes) {
  return reshape_to(broadcast_to(reshape_to(x, shapes.opened), shapes.stretched),
                    shapes.result.value);
}

/// y = every element `Times` times in a row along an axis: `repeat<7, 0>(x)`; without axis, of x
/// flattened.
///
/// shape     x: S  ->  S with the axis `Times` times as long
/// backward  dx = the sum of dy over the copies
/// cost      none where the axis has extent 1 (it is read with stride 0), else a copy
/// errors    an axis outside [-rank, rank); a negative count
template <index_t Times, int Axis, Operand Value>
constexpr auto repeat(Value const& x) {
  using rule = typed_repeat<Value, Times, Axis>;
  if constexpr (Recordable<Value>) {
    repetition const shapes = repetition_of(x.extents(), Times, Axis);
    require_spelled<ops::reshape, rule>(shapes.result.relation, x);
    return repeat_by(x, shapes);
  } else if constexpr (!rule::result) return refuse<ops::reshape, encoded_shape<rule>, Value>();
  else if constexpr (OpenOperand<Value>) return apply_looked_up<ops::reshape, rule>(x);
  else
    return reshape_by<rule>(
        apply_encoded<ops::broadcast_to, encoded_shape<typename rule::stretched>>(
            reshape_by<typename rule::opened>(x)));
}
template <index_t Times, Operand Value>
constexpr auto repeat(Value const& x) {
  return repeat<Times, 0>(flatten(x));
}
/// With ordinary arguments: `repeat(x, 7, 0)`.
template <Recordable Symbol>
constexpr Symbol repeat(Symbol const& x, index_t times, int axis) {
  repetition const shapes = repetition_of(x.extents(), times, axis);
  require_call(shapes.result.relation, "repeat", x, times, axis);
  return repeat_by(x, shapes);
}
template <Recordable Symbol>
constexpr Symbol repeat(Symbol const& x, index_t times) {
  return repeat(flatten(x), times, 0);
}

}  // namespace typegrad
