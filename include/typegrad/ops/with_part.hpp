// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/recordable_list.hpp>
#include <typegrad/ops/broadcast_to.hpp>
#include <typegrad/ops/slice.hpp>

namespace typegrad {

/// Where an axis is not taken by the start, step and count in `taken`: before, after, and between
/// the steps. `use` gets a start, step and count.
constexpr void for_each_left_out(word const* taken, index_t extent, auto const& use) {
  word const count = taken[2] == one_index ? 1 : taken[2];
  word const step = taken[1] < 0 ? -taken[1] : taken[1];
  word const first = taken[1] < 0 ? taken[0] + (count - 1) * taken[1] : taken[0];
  word const last = first + (count - 1) * step;
  if (first > 0) use(0, 1, first);
  for (word between = 1; count > 1 && between < step; ++between)
    use(first + between, step, count - 1);
  if (last + 1 < extent) use(last + 1, 1, extent - last - 1);
}

/// `x` with `value`, stretched, in the part that the items describe: what `x(i) = value` makes of a
/// variable.
///
/// cost      one copy
template <Recordable Symbol>
constexpr Symbol with_part(Symbol const& x, slice_list const& items, Symbol const& value) {
  auto const taken = encode_slice(x.extents(), items);
  require_call(taken.relation, "slice", x, items);
  shape const extents = x.extents();
  shape stays;
  for (int k = 0; k < 3 * extents.rank; k += 3)
    if (index_t const count = taken.list()[k + 2]; count != one_index) stays.append(count);
  if (stays.size() == 0) return x;
  Symbol const part = broadcast_to(value, stays);
  growing_array<Symbol> operands;
  growing_array<word> words;
  operands.push_back(part);
  words.push_back(extents.rank);
  for (int axis = 0; axis < extents.rank; ++axis) words.push_back(extents[axis]);
  for (word const w : taken.list()) words.push_back(w);
  // What is left of x: whole along later axes, and as far as is taken along earlier ones.
  word region[3 * max_rank]{};
  for (int axis = extents.rank - 1; axis >= 0; --axis) {
    for (int k = 0; k < extents.rank; ++k) {
      word const* const own = taken.list().data + 3 * k;
      region[3 * k] = k < axis ? own[0] : 0;
      region[3 * k + 1] = k < axis ? own[1] : 1;
      region[3 * k + 2] = k > axis ? extents[k] : own[2] == one_index ? 1 : own[2];
    }
    for_each_left_out(taken.list().data + 3 * axis, extents[axis],
                      [&](word start, word step, word count) {
                        region[3 * axis] = start;
                        region[3 * axis + 1] = step;
                        region[3 * axis + 2] = count;
                        list_view<word> const kept{region, 3 * extents.rank};
                        operands.push_back(slice_by(x, kept));
                        for (word const w : kept) words.push_back(w);
                      });
  }
  return record_all<ops::join>(list_view<word>{words.data(), words.size()},
                               list_view<Symbol>{operands.data(), operands.size()});
}

}  // namespace typegrad
