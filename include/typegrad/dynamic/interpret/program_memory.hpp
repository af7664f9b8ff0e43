// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/interpret/merged_view.hpp>
#include <typegrad/transform/run_time_plan.hpp>

#include <stdexcept>

namespace typegrad {

/// The memories: the numbers that the program works on, its constants, the tensors that it works
/// on, then its inputs and its outputs.
inline constexpr int cell_memory = 0;
inline constexpr int constant_memory = 1;
inline constexpr int work_memory = 2;
inline constexpr int first_input_memory = 3;

/// Elements that a block has; blocks of all values of a common loop fit the first-level cache
/// together.
inline constexpr int block_elements = 512;
inline constexpr index_t block_bytes = block_elements * 8;

/// Where an element is: so many bytes behind the beginning of one of the memories of a running
/// program; or nowhere. Eight bytes, because programs consist of them.
class location {
 public:
  constexpr location() = default;
  constexpr location(int memory, index_t bytes) : packed_(bytes * memories + memory + 1) {}

  constexpr bool exists() const { return packed_ != 0; }
  constexpr int memory() const { return static_cast<int>(packed_ & (memories - 1)) - 1; }
  constexpr index_t bytes() const { return packed_ >> memory_bits; }
  constexpr location behind(index_t bytes) const { return {memory(), this->bytes() + bytes}; }
  friend constexpr bool operator==(location, location) = default;

  static constexpr int memory_bits = 24;
  static constexpr index_t memories = index_t{1} << memory_bits;
  static constexpr index_t most_bytes = index_t{1} << (63 - memory_bits);

 private:
  index_t packed_ = 0;
};

/// In place of a number of cells: inputs and results stand where pointers of the caller say.
inline constexpr int in_callers_memory = -1;
inline constexpr index_t bytes_of_cell = 8;

/// What stands where while a program runs. The cells, of eight bytes each, are pointers to all
/// memories, or the inputs themselves; then numbers that are known, then registers.
struct program_memory {
  int given_cells = in_callers_memory;     ///< the first cells, so many of them, are the inputs
  growing_array<std::byte> constants;      ///< literals that are no numbers
  growing_array<std::byte> numbers;        ///< literals that are, a cell each
  growing_array<location> literal_places;  ///< per node
  index_t numbers_first = 0;               ///< where they are copied to when the program is run
  index_t workspace_first[scalar_type_count]{};
  index_t registers_first[scalar_type_count]{};
  index_t cell_bytes = 0;
  index_t work_bytes = 0;
  int inputs = 0;

  /// A piece of the work memory.
  location reserve(index_t bytes) {
    location const made{work_memory, work_bytes};
    work_bytes += (bytes + 63) / 64 * 64;
    return made;
  }
  index_t reserve_cells(index_t bytes) {
    index_t const made = cell_bytes;
    cell_bytes += (bytes + bytes_of_cell - 1) / bytes_of_cell * bytes_of_cell;
    return made;
  }
  /// What the description itself takes.
  index_t bytes() const {
    return bytes_of(constants) + bytes_of(numbers) + bytes_of(literal_places);
  }
  /// Where the work memory begins behind the cells.
  index_t work_first() const { return (cell_bytes + 63) / 64 * 64; }
  bool has_given_cells() const { return given_cells != in_callers_memory; }
  int output_memory(int k) const { return first_input_memory + inputs + k; }
  int memory_count(int outputs) const { return first_input_memory + inputs + outputs; }
  void expect_room(int outputs) const {
    if (memory_count(outputs) >= location::memories)
      throw std::length_error("a program has at most 16 million inputs and results");
  }
};

inline void write_literal(void* to, scalar_type type, word bits) {
  switch (type) {
    case scalar_type::float64:
      *static_cast<double*>(to) = decode_literal(type, bits);
      break;
    case scalar_type::float32:
      *static_cast<float*>(to) = static_cast<float>(decode_literal(type, bits));
      break;
    case scalar_type::int64:
      *static_cast<std::int64_t*>(to) = bits;
      break;
    case scalar_type::int32:
      *static_cast<std::int32_t*>(to) = static_cast<std::int32_t>(bits);
      break;
    case scalar_type::boolean:
      *static_cast<bool*>(to) = bits != 0;
      break;
  }
}

/// Lays out the memories of a planned graph. A literal whose elements are equal is one element,
/// unless a view reads it.
inline program_memory lay_out(growing_graph const& graph, run_time_plan const& plan,
                              int given_cells) {
  program_memory memory;
  memory.given_cells = given_cells;
  growing_array<unsigned char> viewed(graph.size());
  for (int id = 0; id < graph.size(); ++id) {
    if (plan.places[id].kind == place_kind::view) viewed[plan.places[id].base] = 1;
    if (plan.places[id].kind == place_kind::input && plan.places[id].index >= memory.inputs)
      memory.inputs = plan.places[id].index + 1;
  }
  memory.cell_bytes =
      bytes_of_cell *
      (memory.has_given_cells() ? given_cells : memory.memory_count(graph.sizes.outputs));
  memory.numbers_first = memory.cell_bytes;
  memory.literal_places.resize(graph.size());
  for (int id = 0; id < graph.size(); ++id) {
    node_record const& node = graph.nodes[id];
    if (node.op->kind != operation_kind::literal) continue;
    list_view<word> const words = graph.attributes_of(id);
    index_t const size = graph.shape_of(id).size();
    index_t const stored = words.count == 1 && viewed[id] == 0 ? 1 : size;
    auto const bytes = static_cast<index_t>(size_of(node.type));
    bool const is_number = node.shape_id == 0;
    growing_array<std::byte>& literals = is_number ? memory.numbers : memory.constants;
    int const first = literals.count;
    if (is_number) memory.literal_places[id] = {cell_memory, memory.numbers_first + first};
    else memory.literal_places[id] = {constant_memory, first};
    literals.resize(first +
                    static_cast<int>(is_number ? bytes_of_cell : (stored * bytes + 15) / 16 * 16));
    std::byte* const to = literals.items + first;
    for (index_t i = 0; i < stored; ++i)
      write_literal(to + i * bytes, node.type, words[words.count == 1 ? 0 : static_cast<int>(i)]);
  }
  memory.reserve_cells(memory.numbers.count);
  memory.expect_room(graph.sizes.outputs);
  for (int i = scalar_type_count - 1; i >= 0; --i) {
    auto const size_of_type = static_cast<index_t>(size_of(static_cast<scalar_type>(i)));
    memory.registers_first[i] = memory.reserve_cells(plan.registers[i] * size_of_type);
    memory.workspace_first[i] = memory.reserve(plan.workspace[i] * size_of_type).bytes();
  }
  return memory;
}

/// The memory of the node that owns it, from its first element.
inline location memory_of_node(growing_graph const& graph, run_time_plan const& plan,
                               program_memory const& memory, int id) {
  placement const& place = plan.places[id];
  auto const type = static_cast<int>(graph.nodes[id].type);
  auto const size = static_cast<index_t>(size_of(graph.nodes[id].type));
  switch (place.kind) {
    case place_kind::input:
      if (memory.has_given_cells()) return {cell_memory, place.index * bytes_of_cell};
      return {first_input_memory + place.index, 0};
    case place_kind::output:
      return {memory.output_memory(place.index), 0};
    case place_kind::registers:
      return {cell_memory, memory.registers_first[type] + place.index * size};
    case place_kind::workspace:
      return {work_memory, memory.workspace_first[type] + place.offset * size};
    default:
      return memory.literal_places[id];
  }
}

/// How the elements of a node are read: from which memory and with which strides.
struct node_reading {
  location first;
  strided_view view;
};
inline node_reading read_node(growing_graph const& graph, run_time_plan const& plan,
                              program_memory const& memory, int id) {
  return {memory_of_node(graph, plan, memory, plan.places[id].base), plan.places[id].view};
}

}  // namespace typegrad
