// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/whole_code.hpp>
#include <typegrad/transform/rebuild.hpp>

namespace typegrad {

/// A graph that was recorded at run time, planned: its loops, products and numbers in order, and the memory they need.
///
/// Made by the passes that make a `tg::program` while compiling. One thread at a time runs it.
class run_time_program {
 public:
  /// A program that computes nothing.
  run_time_program() = default;
  /// The program that computes the nodes `outputs` of `graph`. Input number i of the graph is input i of `run`.
  run_time_program(graph_builder const& graph, list_view<int> outputs) {
    graph_builder rebuilt;
    growing_array<int> const made = rebuild(graph, outputs, rebuilt);
    list_view<int> const results{made.items, made.count};
    growing_array<unsigned char> const needed = needed_nodes(rebuilt, results);
    run_time_graph frozen;
    freeze(rebuilt, {needed.items, needed.count}, results, frozen);
    growing_array<scalar_type> types;
    for (int const id : made) types.push_back(rebuilt.node(id).type);
    plan_steps(frozen, types);
  }

  /// Bytes that `run` works in, 64 of alignment.
  index_t workspace_bytes() const { return memory_.work_bytes > 0 ? memory_.work_bytes : 64; }
  int output_count() const { return output_shapes_.count; }
  shape const& output_shape(int k) const { return output_shapes_[k]; }
  scalar_type output_type(int k) const { return output_types_[k]; }
  /// Inputs and operations, without literals.
  int node_count() const { return node_count_; }
  /// Elements of all values that a step computes, were each kept: what the plan saves memory against.
  index_t unplanned_bytes() const { return unplanned_bytes_; }
  /// The part of `workspace_bytes()` that the plan gives to values; the rest are buffers of a block.
  index_t planned_bytes() const { return planned_bytes_; }

  /// `inputs[i]` points at the elements of input i in row-major order, `outputs[k]` at room for result k;
  /// `workspace` at `workspace_bytes()` bytes, aligned to 64.
  void run(void const* const* inputs, void* const* outputs, std::byte* workspace) const {
    beginnings_.resize(first_input_memory + memory_.inputs + output_shapes_.count);
    std::byte** const to = beginnings_.items;
    to[work_memory] = workspace;
    to[constant_memory] = const_cast<std::byte*>(memory_.constants.items);
    for (int i = 0; i < memory_.inputs; ++i)
      to[first_input_memory + i] = static_cast<std::byte*>(const_cast<void*>(inputs[i]));
    for (int k = 0; k < output_shapes_.count; ++k) to[memory_.output_memory(k)] = static_cast<std::byte*>(outputs[k]);
    running_memory const memory{to};
    for (code_step const& step : steps_) run_step(step, memory);
  }

 private:
  enum class code_kind : unsigned char { number, converted_number, loop, whole };
  /// A step: an operation on numbers, whose places stand from `index` on, the result's first; or a loop or a whole step
  /// by number.
  struct code_step {
    code_kind kind = code_kind::number;
    int operand_count = 0;
    int index = 0;
    number_kernel kernel = nullptr;
    block_kernel any_type = nullptr;  ///< in place of `kernel`
  };

  void run_step(code_step const& step, running_memory const& memory) const {
    if (step.kind == code_kind::number) {
      step.kernel(memory.beginnings, numbers_.items + step.index);
    } else if (step.kind == code_kind::loop) {
      run_loop(loops_.items[step.index], memory);
    } else if (step.kind == code_kind::whole) {
      run_whole(memory, wholes_.items[step.index]);
    } else {
      location const* const places = numbers_.items + step.index;
      void const* in[max_operand_types];
      for (int i = 0; i < step.operand_count; ++i) in[i] = memory.at(places[1 + i]);
      step.any_type(memory.at(places[0]), in, 1);
    }
  }

  /// A step on numbers: `kernel`, or `any_type` where there is none.
  void add_step(number_kernel kernel, block_kernel any_type, location to, list_view<location> operands) {
    int const first = numbers_.count;
    numbers_.push_back(to);
    for (location const& operand : operands) numbers_.push_back(operand);
    steps_.push_back({kernel != nullptr ? code_kind::number : code_kind::converted_number, operands.count, first, kernel, any_type});
  }
  void add_conversion(scalar_type to_type, scalar_type from_type, location to, location from) {
    add_step(nullptr, conversion(to_type, from_type), to, {&from, 1});
  }

  void plan_steps(run_time_graph const& graph, growing_array<scalar_type> const& types) {
    run_time_plan const plan = make_plan(graph, types.data());
    block_plan const blocks = assign_blocks(graph, plan, stored_members::in_memory);
    memory_ = lay_out(graph, plan);
    planned_bytes_ = memory_.work_bytes;
    index_t buffers = memory_.work_bytes;
    for (int s = 0; s < plan.step_count; ++s) {
      step const& current = plan.steps[s];
      switch (current.kind) {
        case step_kind::elements: add_number(graph, plan, current.node); break;
        case step_kind::combine:
          add_copy(graph, plan, graph.operand(current.node, 0), memory_of_node(graph, plan, memory_, current.node),
                   graph.nodes[current.node].type);
          break;
        case step_kind::loop: {
          loop_coder coder(graph, plan, blocks, memory_, s);
          loops_.push_back(coder.make());
          buffers = coder.peak() > buffers ? coder.peak() : buffers;
          steps_.push_back(code_step{.kind = code_kind::loop, .index = loops_.count - 1});
          break;
        }
        case step_kind::whole:
          wholes_.push_back(code_whole(graph, plan, memory_, current.node));
          steps_.push_back(code_step{.kind = code_kind::whole, .index = wholes_.count - 1});
          break;
        case step_kind::copy:
          if (current.output >= 0)
            add_copy(graph, plan, current.node, {memory_.output_memory(current.output), 0}, types[current.output]);
          else
            add_copy(graph, plan, graph.operand(current.node, 0), memory_of_node(graph, plan, memory_, current.node),
                     graph.nodes[current.node].type);
          break;
      }
    }
    memory_.work_bytes = buffers > memory_.work_bytes ? buffers : memory_.work_bytes;
    for (int k = 0; k < graph.sizes.outputs; ++k) {
      output_shapes_.push_back(graph.shape_of(graph.outputs[k]));
      output_types_.push_back(types[k]);
    }
    for (int id = 0; id < graph.size(); ++id) {
      node_count_ += graph.nodes[id].op->kind != operation_kind::literal ? 1 : 0;
      if (plan.places[id].step >= 0) unplanned_bytes_ += graph.shape_of(id).size() * static_cast<index_t>(size_of(graph.nodes[id].type));
    }
  }

  location number(run_time_graph const& graph, run_time_plan const& plan, int id, scalar_type type) {
    node_reading const reading = read_node(graph, plan, memory_, id);
    scalar_type const own = graph.nodes[id].type;
    location const from{reading.first.memory, reading.first.bytes + reading.view.offset * static_cast<index_t>(size_of(own))};
    if (own == type) return from;
    location const to = memory_.reserve(8);
    add_conversion(type, own, to, from);
    return to;
  }

  void add_number(run_time_graph const& graph, run_time_plan const& plan, int id) {
    node_record const& node = graph.nodes[id];
    dynamic_operation const& op = kernels_of(*node.op);
    scalar_type types[max_operand_types]{};
    for (int i = 0; i < node.operand_count; ++i) types[i] = graph.nodes[graph.operand(id, i)].type;
    scalar_type const compute = op.compute_type({types, node.operand_count}, node.type);
    location in[max_operand_types];
    for (int i = 0; i < node.operand_count; ++i)
      in[i] = number(graph, plan, graph.operand(id, i), op.takes_mask && i == 0 ? scalar_type::boolean : compute);
    scalar_type const result = op.gives_mask ? scalar_type::boolean : compute;
    location const to = memory_of_node(graph, plan, memory_, id);
    location const made = result == node.type ? to : memory_.reserve(8);
    add_step(op.number[static_cast<int>(compute)], op.block[static_cast<int>(compute)], made, {in, node.operand_count});
    if (result != node.type) add_conversion(node.type, result, to, made);
  }

  void add_copy(run_time_graph const& graph, run_time_plan const& plan, int source, location to, scalar_type type) {
    if (graph.nodes[source].shape_id == 0) {
      scalar_type const own = graph.nodes[source].type;
      add_conversion(type, own, to, number(graph, plan, source, own));
      return;
    }
    wholes_.push_back(code_copy(graph, plan, memory_, source, to, type));
    steps_.push_back(code_step{.kind = code_kind::whole, .index = wholes_.count - 1});
  }

  program_memory memory_;
  growing_array<code_step> steps_;
  growing_array<location> numbers_;
  growing_array<loop_code> loops_;
  growing_array<whole_code> wholes_;
  growing_array<shape> output_shapes_;
  growing_array<scalar_type> output_types_;
  int node_count_ = 0;
  index_t unplanned_bytes_ = 0;
  index_t planned_bytes_ = 0;
  mutable growing_array<std::byte*> beginnings_;
};

}  // namespace typegrad
