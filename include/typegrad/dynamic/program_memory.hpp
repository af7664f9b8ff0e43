// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/strided_copy.hpp>
#include <typegrad/transform/run_time_plan.hpp>

namespace typegrad {

/// The memories: what the program works in, its constants, then its inputs and its outputs.
inline constexpr int work_memory = 0;
inline constexpr int constant_memory = 1;
inline constexpr int first_input_memory = 2;

/// Elements that a block has; blocks of all values of a common loop fit the first-level cache together.
inline constexpr int block_elements = 256;
inline constexpr index_t block_bytes = block_elements * 8;

/// What stands where while a program runs.
struct program_memory {
  growing_array<std::byte> constants;      ///< literals
  growing_array<location> literal_places;  ///< per node
  index_t workspace_first[scalar_type_count]{};
  index_t registers_first[scalar_type_count]{};
  index_t work_bytes = 0;
  int inputs = 0;

  /// A piece of the work memory.
  location reserve(index_t bytes) {
    location const made{work_memory, work_bytes};
    work_bytes += (bytes + 63) / 64 * 64;
    return made;
  }
  int output_memory(int k) const { return first_input_memory + inputs + k; }
};

inline void write_literal(void* to, scalar_type type, word bits) {
  switch (type) {
    case scalar_type::float64: *static_cast<double*>(to) = decode_literal(type, bits); break;
    case scalar_type::float32: *static_cast<float*>(to) = static_cast<float>(decode_literal(type, bits)); break;
    case scalar_type::int64: *static_cast<std::int64_t*>(to) = bits; break;
    case scalar_type::int32: *static_cast<std::int32_t*>(to) = static_cast<std::int32_t>(bits); break;
    case scalar_type::boolean: *static_cast<bool*>(to) = bits != 0; break;
  }
}

/// Lays out the memories of a planned graph. A literal whose elements are equal is one element, unless a view reads it.
inline program_memory lay_out(run_time_graph const& graph, run_time_plan const& plan) {
  program_memory memory;
  for (int i = scalar_type_count - 1; i >= 0; --i) {
    auto const size = static_cast<index_t>(size_of(static_cast<scalar_type>(i)));
    memory.workspace_first[i] = memory.reserve(plan.workspace[i] * size).bytes;
    memory.registers_first[i] = memory.reserve(plan.registers[i] * size).bytes;
  }
  growing_array<unsigned char> viewed(graph.size());
  for (int id = 0; id < graph.size(); ++id) {
    if (plan.places[id].kind == place_kind::view) viewed[plan.places[id].base] = 1;
    if (plan.places[id].kind == place_kind::input && plan.places[id].index >= memory.inputs) memory.inputs = plan.places[id].index + 1;
  }
  memory.literal_places.resize(graph.size());
  for (int id = 0; id < graph.size(); ++id) {
    node_record const& node = graph.nodes[id];
    if (node.op->kind != operation_kind::literal) continue;
    list_view<word> const words = graph.attributes_of(id);
    index_t const size = graph.shape_of(id).size();
    index_t const stored = words.count == 1 && viewed[id] == 0 ? 1 : size;
    auto const bytes = static_cast<index_t>(size_of(node.type));
    int const first = memory.constants.count;
    memory.literal_places[id] = {constant_memory, first};
    memory.constants.resize(first + static_cast<int>((stored * bytes + 15) / 16 * 16));
    std::byte* const to = memory.constants.items + first;
    for (index_t i = 0; i < stored; ++i)
      write_literal(to + i * bytes, node.type, words[words.count == 1 ? 0 : static_cast<int>(i)]);
  }
  return memory;
}

/// The memory of the node that owns it, from its first element.
inline location memory_of_node(run_time_graph const& graph, run_time_plan const& plan, program_memory const& memory, int id) {
  placement const& place = plan.places[id];
  auto const type = static_cast<int>(graph.nodes[id].type);
  auto const size = static_cast<index_t>(size_of(graph.nodes[id].type));
  switch (place.kind) {
    case place_kind::input: return {first_input_memory + place.index, 0};
    case place_kind::output: return {memory.output_memory(place.index), 0};
    case place_kind::registers: return {work_memory, memory.registers_first[type] + place.index * size};
    case place_kind::workspace: return {work_memory, memory.workspace_first[type] + place.offset * size};
    default: return memory.literal_places[id];
  }
}

/// How the elements of a node are read: from which memory and with which strides.
struct node_reading {
  location first;
  strided_view view;
};
inline node_reading read_node(run_time_graph const& graph, run_time_plan const& plan, program_memory const& memory, int id) {
  return {memory_of_node(graph, plan, memory, plan.places[id].base), plan.places[id].view};
}

}  // namespace typegrad
