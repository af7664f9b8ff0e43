// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/broadcast_to.hpp>
#include <typegrad/ops/reshape.hpp>
#include <typegrad/shape/countable.hpp>
#include <typegrad/shape/repeat.hpp>

namespace typegrad {

/// The three shapes of a tiling: a new axis of extent 1 before each that is repeated, which is
/// stretched and then becomes part of it.
struct tiling {
  shape opened;
  shape stretched;
  shape_result result;
};
constexpr tiling tiling_of(shape const& from, shape const& times) {
  tiling made{{}, {}, shape_rule::tile(from, times)};
  if (made.result && !shape_rule::countable(made.result.value))
    made.result.relation = "the elements must fit into memory";
  if (!made.result) return made;
  int const rank = made.result.value.rank;
  int copied = 0;
  for (int k = 0; k < times.rank; ++k) copied += times.extents[k] != 1 ? 1 : 0;
  if (rank + copied > max_rank)
    made.result.relation = "the axes and the axes that are repeated must be at most 8";
  if (!made.result) return made;
  for (int k = 0; k < rank; ++k) {
    int const own = k - (rank - from.rank);
    int const time = k - (rank - times.rank);
    index_t const extent = own < 0 ? 1 : from.extents[own];
    index_t const copies = time < 0 ? 1 : times.extents[time];
    if (copies != 1) {
      made.opened.append(1);
      made.stretched.append(copies);
    }
    made.opened.append(extent);
    made.stretched.append(extent);
  }
  return made;
}

/// `tile<Times...>(x)`, see `apply_recorded`.
template <index_t... Times>
struct typed_tile {
  static constexpr auto name = "tile";
  static constexpr shape_result result_of(shape const& from) {
    return tiling_of(from, make_shape(Times...)).result;
  }
  static constexpr auto record(auto const& x) { return tile(x, make_shape(Times...)); }
};

/// y = copies of the whole of x side by side, `Times[k]` along axis k; axes are aligned at the
/// right.
///
/// shape     x: S  ->  S times `Times`, missing ones counting as 1
/// backward  dx = the sum of dy over the copies
/// domain    all x
/// edge      none: elements stay what they are
/// cost      a copy; none where only axes of extent 1 are repeated
/// errors    a negative count
/// source    NumPy, `numpy.tile`
template <index_t... Times, Operand Value>
constexpr auto tile(Value const& x) {
  return apply_recorded<ops::reshape, typed_tile<Times...>>(x);
}
/// With an ordinary argument: `tile(x, {2, 1})`.
template <Recordable Symbol>
constexpr Symbol tile(Symbol const& x, shape const& times) {
  tiling const shapes = tiling_of(x.extents(), times);
  require_call(shapes.result.relation, "tile", x, times);
  return reshape_to(broadcast_to(reshape_to(x, shapes.opened), shapes.stretched),
                    shapes.result.value);
}

}  // namespace typegrad
