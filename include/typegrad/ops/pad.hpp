// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/fixed_string.hpp>
#include <typegrad/ops/broadcast_to.hpp>
#include <typegrad/ops/concatenate.hpp>
#include <typegrad/ops/slice.hpp>
#include <typegrad/shape/countable.hpp>
#include <typegrad/shape/normalize_axes.hpp>

namespace typegrad {

/// What stands around: zeros, the outermost elements, or elements as in a mirror whose glass is the
/// outermost element or lies beside it, or those of the other end.
enum class padding_mode { constant, edge, reflect, symmetric, wrap };

template <fixed_string Mode>
constexpr padding_mode padding_mode_of() {
  constexpr bool constant = Mode == fixed_string("constant"), edge = Mode == fixed_string("edge"),
                 reflect = Mode == fixed_string("reflect"),
                 symmetric = Mode == fixed_string("symmetric");
  static_assert(constant || edge || reflect || symmetric || Mode == fixed_string("wrap"),
                "typegrad: pad knows constant, edge, reflect, symmetric and wrap");
  return constant    ? padding_mode::constant
         : edge      ? padding_mode::edge
         : reflect   ? padding_mode::reflect
         : symmetric ? padding_mode::symmetric
                     : padding_mode::wrap;
}

/// How much stands around, before and after the elements of some axes.
struct padding_around {
  padding_mode mode;
  index_t before;
  index_t after;
  axis_list axes;
};

/// The shape with all that is around it, or what should hold.
constexpr shape_result shape_of_padded(shape const& from, padding_around const& around) {
  axes_result const along = shape_rule::normalize_axes(around.axes, from.rank);
  if (!along) return {{}, along.relation};
  if (around.before < 0 || around.after < 0 || around.before > most_elements ||
      around.after > most_elements)
    return {{}, "what stands around must be at least 0 wide, and fit into memory"};
  index_t const more = around.before > around.after ? around.before : around.after;
  index_t const least = around.mode == padding_mode::constant || more == 0 ? 0
                        : around.mode == padding_mode::edge                ? 1
                        : around.mode == padding_mode::reflect             ? more + 1
                                                                           : more;
  shape result = from;
  for (int axis = 0; axis < from.rank; ++axis) {
    if (!along.value.contains(axis)) continue;
    index_t const extent = from.extents[axis];
    if (!is_open(extent) && extent < least)
      return {{}, "the axis must have as many elements as are to stand beside it"};
    result.extents[axis] =
        shape_rule::sum_of_extents(from.table, extent, around.before + around.after);
  }
  return {result, nullptr};
}

/// x between parts of itself along one axis.
template <Recordable Symbol>
constexpr Symbol pad_axis(Symbol const& x, int axis, padding_around const& around) {
  shape const from = x.extents();
  index_t const extent = from[axis];
  auto const part = [&](index_t count, index_t start, index_t step) {
    if (around.mode != padding_mode::edge)
      return slice_along(x, axis, start, count, count > 1 ? step : 1);
    shape wide = from;
    wide.extents[axis] = count;
    return broadcast_to(slice_along(x, axis, start, 1), wide);
  };
  auto const from_end = [&](index_t count) {
    return shape_rule::difference_of_extents(from.table, extent, count);
  };
  growing_array<Symbol> parts;
  if (around.before > 0)
    parts.push_back(around.mode == padding_mode::edge      ? part(around.before, 0, 1)
                    : around.mode == padding_mode::reflect ? part(around.before, around.before, -1)
                    : around.mode == padding_mode::symmetric
                        ? part(around.before, around.before - 1, -1)
                        : part(around.before, from_end(around.before), 1));
  parts.push_back(x);
  if (around.after > 0)
    parts.push_back(around.mode == padding_mode::edge        ? part(around.after, from_end(1), 1)
                    : around.mode == padding_mode::reflect   ? part(around.after, from_end(2), -1)
                    : around.mode == padding_mode::symmetric ? part(around.after, from_end(1), -1)
                                                             : part(around.after, 0, 1));
  return concatenate_list(list_view<Symbol>{parts.data(), parts.size()}, axis);
}

template <Recordable Symbol>
constexpr Symbol record_padded(Symbol const& x, padding_around const& around) {
  axis_list const along = shape_rule::normalize_axes(around.axes, x.extents().rank).value;
  if (around.mode == padding_mode::constant) {
    shape const from = x.extents();
    word region[3 * max_rank]{};
    for (int axis = 0; axis < from.rank; ++axis) {
      region[3 * axis] = along.contains(axis) ? around.before : 0;
      region[3 * axis + 1] = 1;
      region[3 * axis + 2] = from[axis];
    }
    return join_into(x, shape_of_padded(from, around).value,
                     list_view<word>{region, 3 * from.rank});
  }
  Symbol padded = x;
  for (int axis = 0; axis < x.extents().rank; ++axis)
    if (along.contains(axis)) padded = pad_axis(padded, axis, around);
  return padded;
}

/// `pad<Mode, Before, After, Axis...>(x)`, see `apply_recorded`.
template <padding_mode Mode, index_t Before, index_t After, int... Axis>
struct typed_padding {
  static constexpr auto name = "pad";
  static constexpr padding_around around{Mode, Before, After,
                                         sizeof...(Axis) == 0 ? all_axes : make_axes(Axis...)};
  static constexpr shape_result result_of(shape const& from) {
    return shape_of_padded(from, around);
  }
  static constexpr auto record(auto const& x) { return record_padded(x, around); }
};

/// y = x between `Before` and `After` zeros along every axis, `pad<1, 2>(x)`, or some,
/// `pad<1, 2, 0>(x)`; `pad<1>(x)` is `pad<1, 1>(x)`. In place of zeros, `pad<"edge", 1, 2>(x)`
/// repeats the outermost elements, `"reflect"` and `"symmetric"` mirror, `"wrap"` goes on at the
/// other end.
///
/// shape     x: S  ->  S, each of the axes longer by Before + After
/// backward  dx = the part of dy where x is, and what its copies get added to it
/// domain    all x
/// edge      none: elements stay what they are
/// cost      one copy for all axes, of zeros none; for each axis otherwise
/// errors    an axis outside [-rank, rank), or named twice; a negative width; a mirror wider than
///           the axis, which NumPy reflects again
/// source    NumPy, `numpy.pad`
template <fixed_string Mode, index_t Before, index_t After = Before, int... Axis, Operand Value>
constexpr auto pad(Value const& x) {
  return apply_recorded<ops::join, typed_padding<padding_mode_of<Mode>(), Before, After, Axis...>>(
      x);
}
template <index_t Before, index_t After = Before, int... Axis, Operand Value>
constexpr auto pad(Value const& x) {
  return apply_recorded<ops::join, typed_padding<padding_mode::constant, Before, After, Axis...>>(
      x);
}
template <fixed_string Mode = "constant", ShapedByType Value>
constexpr refused pad(Value const&, index_t, index_t = 0, axis_list const& = all_axes) {
  static_assert(!ShapedByType<Value>,
                "typegrad: pad(x, before, after): the widths are template arguments here: "
                "pad<1>(x), pad<1, 2>(x)");
  return {};
}
/// With ordinary arguments: `pad(x, 1, 2)`, `pad<"edge">(x, 1, 2, {0})`.
template <fixed_string Mode = "constant", Recordable Symbol>
constexpr Symbol pad(Symbol const& x, index_t before, index_t after,
                     axis_list const& axes = all_axes) {
  padding_around const around{padding_mode_of<Mode>(), before, after, axes};
  require_call(shape_of_padded(x.extents(), around).relation, "pad", x, before, after, axes);
  return record_padded(x, around);
}
template <fixed_string Mode = "constant", Recordable Symbol>
constexpr Symbol pad(Symbol const& x, index_t width) {
  return pad<Mode>(x, width, width);
}

}  // namespace typegrad
