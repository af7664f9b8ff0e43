// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/dynamic_graph.hpp>
#include <typegrad/dynamic/program_memory.hpp>
#include <typegrad/run/reduced_view.hpp>
#include <typegrad/transform/assign_blocks.hpp>

namespace typegrad {

/// Memory that moves with the block: `first + at * step`; a buffer stays where it is.
struct block_place {
  location first;
  index_t step = 0;
};

/// A call of a kernel for each block.
struct block_call {
  block_kernel kernel = nullptr;
  block_place to;
  int first_operand = 0;
  int operand_count = 0;
};

/// An operand that is no contiguous piece of memory: brought into a buffer before the calls.
struct block_gather {
  location from;
  merged_view view;
  location buffer;
  int bytes = 0;
};

/// A reduction: all of a block goes into one result, or runs of it into several.
struct block_reduction {
  combine_kernel reduce = nullptr;
  combine_kernel accumulate = nullptr;
  fill_kernel fill_identity = nullptr;
  block_place from;
  location to;
  merged_view view;
  index_t results = 0;
  int bytes = 0;
  int after_call = 0;  ///< the operand is ready after so many calls
};

/// One fused loop: for each block of its index space it gathers, calls kernels and reduces.
struct loop_code {
  index_t size = 0;
  growing_array<block_gather> splats;    ///< one element repeated: made once, before the first block
  growing_array<block_gather> gathers;
  growing_array<block_call> calls;
  growing_array<block_place> operands;
  growing_array<block_reduction> reductions;
};

/// Makes the code of one loop.
class loop_coder {
 public:
  loop_coder(run_time_graph const& graph, run_time_plan const& plan, block_plan const& blocks, program_memory& memory, int step)
      : graph_(graph), plan_(plan), blocks_(blocks), memory_(memory), step_(step), loop_(plan.steps[step]) {
    int const first = loop_.node;
    extents_ = graph.nodes[first].op->kind == operation_kind::reduction ? graph.shape_of(graph.operand(first, 0)) : graph.shape_of(first);
  }

  loop_code make() {
    index_t const before = memory_.work_bytes;
    code_.size = extents_.size();
    buffers_ = memory_.reserve(blocks_.blocks[step_] * block_bytes);
    for (int m = 0; m < loop_.member_count; ++m) {
      int const id = plan_.members[loop_.first_member + m];
      if (graph_.nodes[id].op->kind == operation_kind::reduction) add_reduction(id);
      else add_call(id);
    }
    peak_ = memory_.work_bytes;
    memory_.work_bytes = before;  // the next loop uses the same buffers
    return static_cast<loop_code&&>(code_);
  }
  index_t peak() const { return peak_; }

 private:
  /// So many operands of a loop get a buffer for all of it where they are numbers; beyond, they are repeated for each call.
  static constexpr int most_kept = 64;

  /// How the loop reads a node that is computed elsewhere, axes aligned at the right.
  strided_view aligned(int id, strided_view const& view) const {
    shape const& own = graph_.shape_of(id);
    strided_view read{true, view.offset, {}};
    for (int axis = extents_.rank - 1, k = own.rank - 1; k >= 0; --axis, --k)
      read.strides[axis] = own.extents[k] == 1 ? 0 : view.strides[k];
    return read;
  }

  block_place buffer(int number) const { return {{work_memory, buffers_.bytes + number * block_bytes}, 0}; }

  bool is_member(int id) const {
    return plan_.places[id].step == step_ && graph_.nodes[id].op->kind == operation_kind::element_wise &&
           graph_.shape_of(id) == extents_;
  }

  block_place place_of_member(int id) const {
    if (blocks_.block_of[id] >= 0) return buffer(blocks_.block_of[id]);
    return {memory_of_node(graph_, plan_, memory_, id), static_cast<index_t>(size_of(graph_.nodes[id].type))};
  }

  /// A buffer that lives until the next call of an operation: a loop of a million members needs few of them.
  block_place temporary(int slot) {
    if (!has_temporary_[slot]) temporaries_[slot] = memory_.reserve(block_bytes);
    has_temporary_[slot] = true;
    return {temporaries_[slot], 0};
  }

  block_place add_conversion(block_kernel kernel, block_place const& from, block_place const& to) {
    code_.operands.push_back(from);
    code_.calls.push_back({kernel, to, code_.operands.count - 1, 1});
    return to;
  }

  /// Where the block of an operand is, in the operand's own type.
  block_place place_of(int id, int slot) {
    if (is_member(id)) return place_of_member(id);
    auto const bytes = static_cast<index_t>(size_of(graph_.nodes[id].type));
    node_reading const reading = read_node(graph_, plan_, memory_, id);
    merged_view view = merge(extents_, aligned(id, reading.view));
    location const from{reading.first.memory, reading.first.bytes + view.offset * bytes};
    view.offset = 0;
    if (view.is_linear() && !view.is_uniform()) return {from, bytes};
    if (view.count == 0 && code_.size == 1) return {from, bytes};
    growing_array<block_gather>& list = view.is_uniform() ? code_.splats : code_.gathers;
    for (int i = list.count > most_kept ? list.count - most_kept : 0; i < list.count; ++i) {
      block_gather const& old = list.items[i];
      if (old.from.memory == from.memory && old.from.bytes == from.bytes && old.bytes == bytes && same(old.view, view))
        return {old.buffer, 0};
    }
    if (view.is_uniform() && list.count >= most_kept) return add_conversion(repeating_kernel(bytes), {from, 0}, temporary(slot));
    location const to = memory_.reserve(block_bytes);
    list.push_back({from, view, to, static_cast<int>(bytes)});
    return {to, 0};
  }
  static bool same(merged_view const& a, merged_view const& b) {
    bool equal = a.count == b.count;
    for (int d = 0; equal && d < a.count; ++d) equal = a.extents[d] == b.extents[d] && a.strides[d] == b.strides[d];
    return equal;
  }

  /// The same in another type.
  block_place place_in_type(int id, scalar_type type, int which) {
    block_place const own = place_of(id, 2 * which);
    scalar_type const from = graph_.nodes[id].type;
    return from == type ? own : add_conversion(conversion(type, from), own, temporary(2 * which + 1));
  }

  void add_call(int id) {
    node_record const& node = graph_.nodes[id];
    dynamic_operation const& op = kernels_of(*node.op);
    scalar_type types[max_operand_types]{};
    for (int i = 0; i < node.operand_count; ++i) types[i] = graph_.nodes[graph_.operand(id, i)].type;
    scalar_type const compute = op.compute_type({types, node.operand_count}, node.type);
    block_place in[max_operand_types];
    for (int i = 0; i < node.operand_count; ++i)
      in[i] = place_in_type(graph_.operand(id, i), op.takes_mask && i == 0 ? scalar_type::boolean : compute, i);
    scalar_type const result = op.gives_mask ? scalar_type::boolean : compute;
    block_place const to = place_of_member(id);
    block_place const made = result == node.type ? to : temporary(2 * max_operand_types);
    int const first = code_.operands.count;
    for (int i = 0; i < node.operand_count; ++i) code_.operands.push_back(in[i]);
    code_.calls.push_back({op.block[static_cast<int>(compute)], made, first, node.operand_count});
    if (result != node.type) add_conversion(conversion(node.type, result), made, to);
  }

  void add_reduction(int id) {
    node_record const& node = graph_.nodes[id];
    dynamic_operation const& op = kernels_of(*node.op);
    auto const type = static_cast<int>(node.type);
    block_place const from = place_in_type(graph_.operand(id, 0), node.type, 0);
    code_.reductions.push_back({op.reduce[type], op.accumulate[type], op.fill_identity[type], from,
                                memory_of_node(graph_, plan_, memory_, id),
                                merge(extents_, reduced_view(extents_, graph_.attributes_of(id))), graph_.shape_of(id).size(),
                                static_cast<int>(size_of(node.type)), code_.calls.count});
  }

  run_time_graph const& graph_;
  run_time_plan const& plan_;
  block_plan const& blocks_;
  program_memory& memory_;
  int step_;
  step const& loop_;
  shape extents_;
  location buffers_;
  loop_code code_;
  index_t peak_ = 0;
  location temporaries_[2 * max_operand_types + 1]{};
  bool has_temporary_[2 * max_operand_types + 1]{};
};

}  // namespace typegrad
