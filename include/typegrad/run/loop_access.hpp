// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/read.hpp>
#include <typegrad/transform/reduced_view.hpp>

namespace typegrad {

/// The index space of a loop: that of its element-wise nodes, or of what its reductions read.
template <class Program>
constexpr shape loop_extents(step const& loop) {
  int const id = loop.node;
  return Program::flat.nodes[id].op->kind == operation_kind::reduction
             ? Program::flat.shape_of(Program::flat.operand(id, 0))
             : Program::flat.shape_of(id);
}

/// How a loop over `extents` reads a node that is computed elsewhere.
template <class Program>
constexpr strided_view read_in_loop(int node, shape const& extents) {
  shape const& own = Program::flat.shape_of(node);
  strided_view const& view = Program::schedule.places[node].view;
  strided_view read{true, view.offset, {}};
  for (int axis = extents.rank - 1, k = own.rank - 1; k >= 0; --axis, --k)
    read.strides[axis] = own.extents[k] == 1 ? 0 : view.strides[k];
  return read;
}

/// How a loop writes a member: element-wise results one after the other, reductions where they
/// belong.
template <class Program>
constexpr strided_view write_in_loop(int member, shape const& extents) {
  if (Program::flat.nodes[member].op->kind == operation_kind::reduction)
    return reduced_view(extents, Program::flat.attributes_of(member));
  return contiguous_view(extents);
}

/// Whether a loop takes `operand` from its own turn.
template <class Program>
constexpr bool is_member(int operand, int loop, shape const& extents) {
  return Program::schedule.places[operand].step == loop &&
         Program::flat.nodes[operand].op->kind == operation_kind::element_wise &&
         Program::flat.shape_of(operand) == extents;
}

/// The axes of a loop, neighbours merged where every access allows it.
struct merged_axes {
  int count = 0;
  index_t extents[max_rank]{};
  int last_axis[max_rank]{};  ///< the innermost axis of each merged group: its stride is the
                              ///< group's

  constexpr strided_view strides_of(strided_view const& view) const {
    strided_view merged{true, view.offset, {}};
    for (int d = 0; d < count; ++d) merged.strides[d] = view.strides[last_axis[d]];
    return merged;
  }
};

template <class Program>
constexpr merged_axes merge_axes(int loop_number) {
  step const& loop = Program::schedule.steps[loop_number];
  shape const extents = loop_extents<Program>(loop);
  bool together[max_rank]{};  // together[d]: axis d and d + 1 are one
  for (int d = 0; d + 1 < extents.rank; ++d) together[d] = true;
  auto const restrict_to = [&](strided_view const& view) {
    for (int d = 0; d + 1 < extents.rank; ++d)
      if (view.strides[d] != view.strides[d + 1] * extents.extents[d + 1]) together[d] = false;
  };
  for (int m = 0; m < loop.member_count; ++m) {
    int const id = Program::schedule.members[loop.first_member + m];
    restrict_to(write_in_loop<Program>(id, extents));
    for (int const operand : Program::flat.operands_of(id))
      if (Program::flat.nodes[operand].shape_id != 0 &&
          !is_member<Program>(operand, loop_number, extents))
        restrict_to(read_in_loop<Program>(operand, extents));
  }
  merged_axes merged;
  for (int d = 0; d < extents.rank; ++d) {
    if (d == 0 || !together[d - 1]) merged.extents[merged.count++] = 1;
    merged.extents[merged.count - 1] *= extents.extents[d];
    merged.last_axis[merged.count - 1] = d;
  }
  return merged;
}

}  // namespace typegrad
