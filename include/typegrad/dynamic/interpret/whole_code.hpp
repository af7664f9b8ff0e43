// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/interpret/run_loop.hpp>
#include <typegrad/dynamic/operation/dynamic_operation_object.hpp>
#include <typegrad/kernel/product_kernel.hpp>
#include <typegrad/shape/product_axes.hpp>

namespace typegrad {

/// A whole operand of a step: where it is read, and the conversion that comes before, if there is
/// one.
struct whole_operand {
  location first;
  strided_view view;
  shape extents;
  block_kernel convert = nullptr;  ///< null: read where it is
  merged_view source;              ///< what is converted
  location from;
  int from_bytes = 0;
  int to_bytes = 0;
};

/// A step that takes whole operands: a product, a join, an opaque operation, a copy.
struct whole_code {
  operation_kind kind = operation_kind::opaque;
  int node = -1;
  location to;
  scalar_type type = scalar_type::float64;
  whole_kernel kernel = nullptr;
  product_kernel_at_run_time product = nullptr;
  growing_array<word> attributes;
  growing_array<whole_operand> operands;
  growing_array<merged_view> regions;  ///< joins: where each operand goes
  shape extents;
  bool covers_all = true;  ///< joins: no element stays zero

  index_t bytes() const { return bytes_of(attributes) + bytes_of(operands) + bytes_of(regions); }
};

/// An operand as elements of type `type`; converted into memory of its own where it has another
/// one.
inline whole_operand code_operand(growing_graph const& graph, run_time_plan const& plan,
                                  program_memory& memory, int id, scalar_type type) {
  node_reading const reading = read_node(graph, plan, memory, id);
  whole_operand operand;
  operand.extents = graph.shape_of(id);
  operand.first = reading.first;
  operand.view = reading.view;
  scalar_type const from = graph.nodes[id].type;
  operand.to_bytes = static_cast<int>(size_of(type));
  if (from == type) return operand;
  operand.convert = conversion(type, from);
  operand.source = merge(operand.extents, reading.view);
  operand.from = reading.first;
  operand.from_bytes = static_cast<int>(size_of(from));
  operand.first = memory.reserve(operand.extents.size() * operand.to_bytes + block_bytes);
  operand.view = contiguous_view(operand.extents);
  return operand;
}

inline whole_code code_whole(growing_graph const& graph, run_time_plan const& plan,
                             program_memory& memory, int id) {
  node_record const& node = graph.nodes[id];
  whole_code code;
  code.kind = node.op->kind;
  code.node = id;
  code.to = memory_of_node(graph, plan, memory, id);
  code.extents = graph.shape_of(id);
  scalar_type compute = node.type;
  if (code.kind == operation_kind::opaque) {
    growing_array<scalar_type> types;
    for (int const operand : graph.operands_of(id)) types.push_back(graph.nodes[operand].type);
    compute = kernels_of(*node.op).compute_type({types.data(), types.size()}, node.type);
    code.kernel = kernels_of(*node.op).whole[static_cast<int>(compute)];
    for (word const attribute : graph.attributes_of(id)) code.attributes.push_back(attribute);
  }
  code.type = compute;
  if (code.kind == operation_kind::contraction)
    code.product = kernels_of(*node.op).multiply[static_cast<int>(compute)];
  index_t covered = 0;
  for (int which = 0; which < node.operand_count; ++which) {
    code.operands.push_back(code_operand(graph, plan, memory, graph.operand(id, which), compute));
    if (code.kind != operation_kind::join) continue;
    code.regions.push_back(merge(code.operands.back().extents,
                                 node.op->region(which, code.extents, graph.attributes_of(id))));
    covered += code.operands.back().extents.size();
  }
  code.covers_all = covered >= code.extents.size();
  return code;
}

/// The elements of a node in row-major order, for a view without strides or for a result.
inline whole_code code_copy(growing_graph const& graph, run_time_plan const& plan,
                            program_memory& memory, int source, location to, scalar_type type) {
  whole_code code;
  code.kind = operation_kind::view;
  code.to = to;
  code.type = type;
  code.extents = graph.shape_of(source);
  code.operands.push_back(code_operand(graph, plan, memory, source, type));
  return code;
}

/// Brings an operand into the type in which it is read.
inline void convert_operand(running_memory const& memory, whole_operand const& operand) {
  alignas(16) std::byte buffer[block_bytes];
  index_t const size = operand.extents.size();
  std::byte const* const from = memory.at(operand.from);
  for (index_t at = 0; at < size; at += block_elements) {
    index_t const n = size - at < block_elements ? size - at : block_elements;
    gather(buffer, from, operand.source, static_cast<std::size_t>(operand.from_bytes), at, n);
    kernel_operand const in{buffer};
    operand.convert({memory.at(operand.first) + at * operand.to_bytes}, &in, static_cast<int>(n));
  }
}

/// Element by element from one view to another of the same extents.
inline void copy_between(std::byte* to, merged_view const& target, std::byte const* from,
                         merged_view const& source, std::size_t bytes, index_t size) {
  if (target.is_linear())
    return gather(to + target.offset * static_cast<index_t>(bytes), from, source, bytes, 0, size);
  alignas(16) std::byte buffer[block_bytes];
  for (index_t at = 0; at < size; at += block_elements) {
    index_t const n = size - at < block_elements ? size - at : block_elements;
    gather(buffer, from, source, bytes, at, n);
    scatter(to, target, buffer, bytes, at, n);
  }
}

inline void multiply(running_memory const& memory, whole_code const& code) {
  whole_operand const& left = code.operands[0];
  whole_operand const& right = code.operands[1];
  product_axes const axes = axes_of_product(left.extents, right.extents, code.extents);
  batched_view const a = batch_strides(left.extents, left.view, axes.batch, true);
  batched_view const b = batch_strides(right.extents, right.view, axes.batch, false);
  auto const bytes = static_cast<index_t>(size_of(code.type));
  std::byte const* const a_data = memory.at(left.first);
  std::byte const* const b_data = memory.at(right.first);
  std::byte* to = memory.at(code.to);
  for (index_t i = 0; i < axes.batch.size(); ++i, to += axes.m * axes.n * bytes)
    code.product(to,
                 {a_data + follow(a.batch, axes.batch, i) * bytes, a.row_stride, a.column_stride},
                 {b_data + follow(b.batch, axes.batch, i) * bytes, b.row_stride, b.column_stride},
                 axes.m, axes.k, axes.n);
}

inline void run_join(running_memory const& memory, whole_code const& code) {
  std::byte* const to = memory.at(code.to);
  auto const bytes = size_of(code.type);
  if (!code.covers_all) std::memset(to, 0, static_cast<std::size_t>(code.extents.size()) * bytes);
  for (int i = 0; i < code.operands.count; ++i) {
    whole_operand const& operand = code.operands[i];
    copy_between(to, code.regions[i], memory.at(operand.first),
                 merge(operand.extents, operand.view), bytes, operand.extents.size());
  }
}

inline void run_whole(running_memory const& memory, whole_code const& code) {
  for (whole_operand const& operand : code.operands)
    if (operand.convert != nullptr) convert_operand(memory, operand);
  switch (code.kind) {
    case operation_kind::contraction:
      return multiply(memory, code);
    case operation_kind::join:
      return run_join(memory, code);
    case operation_kind::opaque: {
      growing_array<erased_reading> operands;
      for (whole_operand const& operand : code.operands)
        operands.push_back({memory.at(operand.first), operand.extents, operand.view});
      return code.kernel(memory.at(code.to), code.extents,
                         {code.attributes.items, code.attributes.count},
                         {operands.items, operands.count});
    }
    default: {
      whole_operand const& operand = code.operands[0];
      gather(memory.at(code.to), memory.at(operand.first), merge(operand.extents, operand.view),
             size_of(code.type), 0, operand.extents.size());
    }
  }
}

}  // namespace typegrad
