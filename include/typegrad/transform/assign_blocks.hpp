// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/transform/step_builder.hpp>

namespace typegrad {

/// Which buffer of a block holds each member of a loop, where loops are computed block by block.
struct block_plan {
  growing_array<int> block_of;  ///< per node: its buffer, -1 where it has none
  growing_array<int> blocks;    ///< per step: the buffers that it needs
};

/// What is done with members of a loop that other steps read as well, and that have a place in
/// memory therefore.
enum class stored_members : unsigned char {
  in_blocks,  ///< they get a buffer and are copied
  in_memory,  ///< they get none: they are computed where they belong and read from there
};

/// Gives the members of each loop buffers of which each serves one member after the other: a buffer
/// is free again after the last member that reads it, so that a loop of a million members needs
/// few. No member is computed into a buffer that it reads. Reductions have no buffer.
///
/// cost      linear in nodes and operands
template <class Graph, class Plan>
constexpr block_plan assign_blocks(Graph const& graph, Plan const& made, stored_members stored) {
  block_plan result{growing_array<int>(graph.size(), -1), growing_array<int>(made.step_count)};
  growing_array<int> last_reader(
      graph.size(), -1);  // within the loop, the member itself at first; -1 once it is free
  auto const is_own = [&](int operand, int s) {
    return made.places[operand].step == s &&
           graph.nodes[operand].op->kind == operation_kind::element_wise;
  };
  growing_array<int> free;
  for (int s = 0; s < made.step_count; ++s) {
    step const& loop = made.steps[s];
    if (loop.kind != step_kind::loop) continue;
    for (int m = loop.first_member; m < loop.first_member + loop.member_count; ++m) {
      int const id = made.members[m];
      if (is_own(id, s)) last_reader.items[id] = id;
      for (int const operand : graph.operands_of(id))
        if (is_own(operand, s)) last_reader.items[operand] = id;
    }
    free.count = 0;
    int& used = result.blocks.items[s];
    for (int m = loop.first_member; m < loop.first_member + loop.member_count; ++m) {
      int const id = made.members[m];
      bool const in_memory =
          stored == stored_members::in_memory && made.places[id].kind != place_kind::nowhere;
      if (is_own(id, s) && !in_memory)
        result.block_of.items[id] = free.count > 0 ? free.items[--free.count] : used++;
      auto const release = [&](int member) {
        if (result.block_of.items[member] < 0 || last_reader.items[member] != id) return;
        free.push_back(result.block_of.items[member]);
        last_reader.items[member] = -1;  // once only: `x * x` reads it twice
      };
      for (int const operand : graph.operands_of(id))
        if (is_own(operand, s)) release(operand);
      release(id);
    }
  }
  return result;
}

}  // namespace typegrad
