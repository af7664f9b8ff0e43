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

/// `repeat<Times, Axis>(x)`, see `apply_recorded`.
template <index_t Times, int Axis>
struct typed_repeat {
  static constexpr auto name = "repeat";
  static constexpr shape_result result_of(shape const& from) {
    return repetition_of(from, Times, Axis).result;
  }
  static constexpr auto record(auto const& x) { return repeat(x, Times, Axis); }
};

/// y = every element `Times` times in a row along an axis: `repeat<7, 0>(x)`; without axis, of x
/// flattened.
///
/// shape     x: S  ->  S with the axis `Times` times as long
/// backward  dx = the sum of dy over the copies
/// domain    all x
/// edge      none: elements stay what they are
/// cost      none where the axis has extent 1 (it is read with stride 0), else a copy
/// errors    an axis outside [-rank, rank); a negative count
/// source    NumPy, `numpy.repeat`
template <index_t Times, int Axis, Operand Value>
constexpr auto repeat(Value const& x) {
  return apply_recorded<ops::reshape, typed_repeat<Times, Axis>>(x);
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
  if (times == 1) return x;
  return reshape_to(broadcast_to(reshape_to(x, shapes.opened), shapes.stretched),
                    shapes.result.value);
}
template <Recordable Symbol>
constexpr Symbol repeat(Symbol const& x, index_t times) {
  return repeat(flatten(x), times, 0);
}

}  // namespace typegrad
