// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/interpret/loop_coder.hpp>
#include <typegrad/dynamic/interpret/program_code.hpp>
#include <typegrad/transform/rebuild.hpp>

namespace typegrad {

/// A graph that was recorded at run time, planned: its loops, products and numbers in order, and
/// the memory they need.
///
/// Made by the passes that make a `tg::program` while compiling. Threads may run it at the same
/// time, each in a work memory of its own.
class run_time_program {
 public:
  run_time_program() = default;  ///< computes nothing
  /// The program that computes the nodes `outputs` of `graph`. Input number i of the graph is input
  /// i of `run`, or cell i of the `given_cells` of `run_in_cells`. Empties `gone`, the graph again.
  run_time_program(graph_builder const& graph, list_view<int> outputs,
                   int given_cells = in_callers_memory, graph_builder* gone = nullptr) {
    plan(graph, outputs, given_cells, gone);
  }

  /// Bytes that `run` works in, 64 of alignment.
  index_t workspace_bytes() const { return memory_.work_first() + memory_.work_bytes; }
  int output_count() const { return output_shapes_.count; }
  shape const& output_shape(int k) const { return output_shapes_[k]; }
  scalar_type output_type(int k) const { return output_types_[k]; }
  /// What the program itself takes.
  index_t bytes() const {
    return static_cast<index_t>(sizeof *this) + memory_.bytes() + code_.bytes() +
           bytes_of(output_cells_) + bytes_of(output_shapes_) + bytes_of(output_types_);
  }
  /// Inputs and operations, without literals.
  int node_count() const { return node_count_; }
  /// Elements of all values that a step computes, were each kept: what the plan saves memory
  /// against.
  index_t unplanned_bytes() const { return unplanned_bytes_; }
  /// The part of `workspace_bytes()` that the plan gives to values; the rest are buffers of a
  /// block.
  index_t planned_bytes() const { return planned_bytes_; }

  /// `inputs[i]` points at the elements of input i in row-major order, `outputs[k]` at room for
  /// result k; `workspace` at `workspace_bytes()` bytes, aligned to 64.
  void run(void const* const* inputs, void* const* outputs, std::byte* workspace) const {
    auto** const to = reinterpret_cast<std::byte**>(workspace);
    to[cell_memory] = workspace;
    to[constant_memory] = const_cast<std::byte*>(memory_.constants.items);
    to[work_memory] = workspace + memory_.work_first();
    for (int i = 0; i < memory_.inputs; ++i)
      to[first_input_memory + i] = static_cast<std::byte*>(const_cast<void*>(inputs[i]));
    for (int k = 0; k < output_shapes_.count; ++k)
      to[memory_.output_memory(k)] = static_cast<std::byte*>(outputs[k]);
    run_steps(workspace);
  }

  /// Whether `run_in_cells` runs it: planned for that, and no tensor comes up in it.
  bool runs_in_cells() const { return memory_.has_given_cells() && !code_.has_tensors(); }
  /// `cells` are `workspace_bytes()` bytes that begin with the inputs, which stay as they are; and
  /// so do the known numbers, written once.
  void run_in_cells(std::byte* cells) const { code_.run_numbers(cells); }
  /// All that it does then, if that is one row of steps; else null.
  number_step const* only_row() const { return runs_in_cells() ? code_.only_row() : nullptr; }
  void write_numbers(std::byte* cells) const {
    if (memory_.numbers.count > 0)
      std::memcpy(cells + memory_.numbers_first, memory_.numbers.items,
                  static_cast<std::size_t>(memory_.numbers.count));
  }
  /// Where result k stands then.
  std::byte const* output_in(std::byte const* cells, int k) const {
    return cells + output_cells_[k];
  }

 private:
  // Templates, because these can be compiled once for a program: see `typegrad/separate.hpp`.
  template <class Graph>
  void plan(Graph const& graph, list_view<int> outputs, int given_cells, Graph* gone);
  template <class Byte>
  void run_steps(Byte* workspace) const;

  /// A step on numbers in cells: `kernel`, or `any_type` where there is none.
  void add_step(number_kernel kernel, block_kernel any_type, index_t to,
                list_view<index_t> operands) {
    if (kernel != nullptr) code_.numbers().add(kernel, to, operands);
    else code_.numbers().add_block_of_one(any_type, to, operands);
  }
  index_t new_cell() { return memory_.reserve_cells(bytes_of_cell); }
  static index_t cell_of_pointer(int memory) { return memory * bytes_of_cell; }

  void plan_steps(growing_graph const& graph, growing_array<scalar_type> const& types,
                  int given_cells) {
    run_time_plan const plan = make_plan(graph, types.data());
    block_plan const blocks = assign_blocks(graph, plan, stored_members::in_memory);
    memory_ = lay_out(graph, plan, given_cells);
    if (memory_.has_given_cells()) output_cells_.resize(graph.sizes.outputs);
    planned_bytes_ = memory_.work_first() + memory_.work_bytes;
    loaded_ = growing_array<index_t>(graph.size(), -1);
    index_t buffers = memory_.work_bytes;
    growing_array<value_reading> readings(graph.size());
    auto const add_one = [&](int s) {
      step const& current = plan.steps[s];
      switch (current.kind) {
        case step_kind::elements:
          add_number(graph, plan, current.node);
          break;
        case step_kind::loop: {
          loop_coder coder(graph, plan, blocks, memory_, readings, s);
          code_.add(coder.make());
          buffers = coder.peak() > buffers ? coder.peak() : buffers;
          break;
        }
        case step_kind::whole:
          add_whole(graph, plan, current.node);
          break;
        case step_kind::combine:
        case step_kind::copy:
          if (current.output >= 0)
            add_output(graph, plan, current.node, current.output, types[current.output]);
          else add_copy(graph, plan, graph.operand(current.node, 0), current.node);
          break;
      }
    };
    add_steps(graph, plan, 0, plan.step_count, 0, plan.branch_count, add_one);
    code_.end_numbers();
    loaded_ = growing_array<index_t>();
    memory_.work_bytes = buffers > memory_.work_bytes ? buffers : memory_.work_bytes;
    if (index_t const most = code_.bytes_of_blocks(); most > 0)
      code_.place_blocks(memory_.reserve(most));
    memory_.literal_places = {};
    code_.shrink();
    for (int k = 0; k < graph.sizes.outputs; ++k) {
      output_shapes_.push_back(graph.shape_of(graph.outputs[k]));
      output_types_.push_back(types[k]);
    }
    for (int id = 0; id < graph.size(); ++id) {
      node_count_ += graph.nodes[id].op->kind != operation_kind::literal ? 1 : 0;
      if (plan.places[id].step >= 0)
        unplanned_bytes_ +=
            graph.shape_of(id).size() * static_cast<index_t>(size_of(graph.nodes[id].type));
    }
  }

  /// The steps from `first` up to `last`, and the branches among them, which have those numbers.
  void add_steps(growing_graph const& graph, run_time_plan const& plan, int first, int last, int b,
                 int last_branch, auto const& add_one) {
    for (int s = first;;) {
      int const until = b == last_branch ? last : plan.first_step(plan.branches[b].first);
      while (s < until) add_one(s++);
      if (b == last_branch) return;
      plan_branch const& branch = plan.branches[b];
      int const of_other = b + 1 + branch.then_branches;
      int const middle = plan.first_step(branch.first + branch.then_count);
      int const end = plan.first_step(branch.first + branch.then_count + branch.else_count);
      int const behind = plan.first_step(branch.last());
      auto const select = [&](int which) {
        for (int i = end; i < behind; ++i)
          add_copy(graph, plan, graph.operand(plan.steps[i].node, which), plan.steps[i].node);
      };
      int const to_other = code_.begin_skip(number(graph, plan, branch.mask, scalar_type::boolean));
      growing_array<index_t> const loaded = loaded_;  // what a side loads it loads for itself
      add_steps(graph, plan, s, middle, b + 1, of_other, add_one);
      select(1);
      loaded_ = loaded;
      int const to_end = code_.begin_skip();
      code_.end_skip(to_other);
      b = of_other + branch.else_branches;
      add_steps(graph, plan, middle, end, of_other, b, add_one);
      select(2);
      loaded_ = loaded;
      code_.end_skip(to_end);
      s = behind;
    }
  }

  /// The cell that holds a number, in the given type.
  index_t number(growing_graph const& graph, run_time_plan const& plan, int id, scalar_type type) {
    node_reading const reading = read_node(graph, plan, memory_, id);
    scalar_type const own = graph.nodes[id].type;
    index_t from = reading.first.bytes() + reading.view.offset * static_cast<index_t>(size_of(own));
    if (reading.first.memory() != cell_memory) {
      if (loaded_[id] < 0) {
        loaded_[id] = new_cell();
        code_.numbers().add_load(size_of(own), loaded_[id], cell_of_pointer(reading.first.memory()),
                                 from);
      }
      from = loaded_[id];
    }
    if (own == type) return from;
    index_t const to = new_cell();
    add_step(nullptr, conversion(type, own), to, {&from, 1});
    return to;
  }

  void add_number(growing_graph const& graph, run_time_plan const& plan, int id) {
    node_record const& node = graph.nodes[id];
    dynamic_operation const& op = kernels_of(*node.op);
    scalar_type const compute = compute_type_of(graph, id);
    index_t in[max_operand_types];
    for (int i = 0; i < node.operand_count; ++i)
      in[i] = number(graph, plan, graph.operand(id, i),
                     op.takes_mask && i == 0 ? scalar_type::boolean : compute);
    scalar_type const result = op.gives_mask ? scalar_type::boolean : compute;
    index_t const to = memory_of_node(graph, plan, memory_, id).bytes();
    index_t const made = result == node.type ? to : new_cell();
    add_step(op.number[static_cast<int>(compute)], op.block[static_cast<int>(compute)], made,
             {in, node.operand_count});
    if (result != node.type) add_step(nullptr, conversion(node.type, result), to, {&made, 1});
  }

  /// The elements of a node as those of another one, in its type.
  void add_copy(growing_graph const& graph, run_time_plan const& plan, int source, int id) {
    location const to = memory_of_node(graph, plan, memory_, id);
    if (graph.nodes[source].shape_id != 0 || to.memory() != cell_memory)
      return add_whole_copy(graph, plan, source, to, graph.nodes[id].type);
    index_t const from = number(graph, plan, source, graph.nodes[source].type);
    add_step(nullptr, conversion(graph.nodes[id].type, graph.nodes[source].type), to.bytes(),
             {&from, 1});
  }
  void add_output(growing_graph const& graph, run_time_plan const& plan, int source, int k,
                  scalar_type type) {
    if (graph.nodes[source].shape_id != 0)
      return add_whole_copy(graph, plan, source, {memory_.output_memory(k), 0}, type);
    index_t const from = number(graph, plan, source, type);
    if (memory_.has_given_cells()) output_cells_[k] = from;
    else code_.numbers().add_store(size_of(type), cell_of_pointer(memory_.output_memory(k)), from);
  }
  void add_whole_copy(growing_graph const& graph, run_time_plan const& plan, int source,
                      location to, scalar_type type) {
    code_.add(code_copy(to, whole_operand_of(graph, plan, source), type, graph.nodes[source].type));
  }

  /// How a step that takes whole operands reads one.
  whole_operand whole_operand_of(growing_graph const& graph, run_time_plan const& plan, int id) {
    node_reading const reading = read_node(graph, plan, memory_, id);
    return {reading.first, reading.view, graph.shape_of(id)};
  }
  /// The same in type `type`: copied before where it has another one.
  whole_operand whole_operand_of(growing_graph const& graph, run_time_plan const& plan, int id,
                                 scalar_type type) {
    whole_operand const own = whole_operand_of(graph, plan, id);
    if (graph.nodes[id].type == type) return own;
    index_t const bytes = own.extents.size() * static_cast<index_t>(size_of(type));
    location const copy = memory_.reserve(bytes + block_bytes);
    code_.add(code_copy(copy, own, type, graph.nodes[id].type));
    return {copy, contiguous_view(own.extents), own.extents};
  }
  void add_whole(growing_graph const& graph, run_time_plan const& plan, int id) {
    node_record const& node = graph.nodes[id];
    dynamic_operation const& op = kernels_of(*node.op);
    bool const is_opaque = node.op->kind == operation_kind::opaque;
    scalar_type const compute = is_opaque ? compute_type_of(graph, id) : node.type;
    growing_array<whole_operand> operands;
    for (int const operand : graph.operands_of(id)) {
      scalar_type const type = op.moves && operands.count > 0 ? scalar_type::int64 : compute;
      operands.push_back(whole_operand_of(graph, plan, operand, type));
    }
    location const to = memory_of_node(graph, plan, memory_, id);
    if (node.op->kind == operation_kind::contraction && leaves_out_terms(graph, plan, id))
      code_.add(
          code_terms(op.multiply_terms[static_cast<int>(compute)], graph, plan, id, to, operands));
    else if (node.op->kind == operation_kind::contraction)
      code_.add(code_product(op.multiply[static_cast<int>(compute)], operands[0], operands[1], to,
                             graph.shape_of(id), compute));
    else if (node.op->kind == operation_kind::join) code_.add(code_join(graph, id, to, operands));
    else
      code_.add(code_opaque(graph, id, to, static_cast<growing_array<whole_operand>&&>(operands),
                            compute));
  }

  program_memory memory_;
  program_code code_;
  growing_array<index_t> loaded_;  ///< while it is planned: cells of numbers from elsewhere
  growing_array<index_t> output_cells_;
  growing_array<shape> output_shapes_;
  growing_array<scalar_type> output_types_;
  int node_count_ = 0;
  index_t unplanned_bytes_ = 0, planned_bytes_ = 0;
};

template <class Graph>
void run_time_program::plan(Graph const& graph, list_view<int> outputs, int given_cells,
                            Graph* gone) {
  graph_builder rebuilt;
  growing_graph frozen;
  growing_array<scalar_type> types;
  for (int const id : rebuild_and_freeze(graph, outputs, rebuilt, frozen))
    types.push_back(rebuilt.node(id).type);
  rebuilt = graph_builder();  // both are a quarter of what planning takes
  if (gone != nullptr) *gone = graph_builder();
  plan_steps(frozen, types, given_cells);
}

template <class Byte>
void run_time_program::run_steps(Byte* workspace) const {
  write_numbers(workspace);
  code_.run(workspace, running_memory{reinterpret_cast<Byte**>(workspace)});
}

}  // namespace typegrad
