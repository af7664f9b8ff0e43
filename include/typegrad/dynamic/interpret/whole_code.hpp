// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/interpret/product_code.hpp>
#include <typegrad/dynamic/operation/dynamic_operation_object.hpp>

namespace typegrad {

/// The elements of a view, one after the other; converted where there is a kernel for that.
struct copy_code {
  location to;
  location from;
  merged_view source;
  index_t size = 0;
  block_kernel convert = nullptr;
  signed char from_bytes = 0;  ///< of an element
  signed char to_bytes = 0;
};

/// One operand of a join, and where it goes.
struct join_part {
  location from;
  merged_view source;
  merged_view region;
  index_t size = 0;
};
struct join_code {
  location to;
  index_t size = 0;
  growing_array<join_part> parts;
  int bytes_of_element = 0;
  bool covers_all = true;  ///< no element stays zero

  index_t bytes() const { return bytes_of(parts); }
};

struct opaque_code {
  whole_kernel kernel = nullptr;
  location to;
  shape extents;
  growing_array<word> attributes;
  growing_array<whole_operand> operands;

  index_t bytes() const { return bytes_of(attributes) + bytes_of(operands); }
};

inline copy_code code_copy(location to, whole_operand const& from, scalar_type to_type,
                           scalar_type from_type) {
  return {to,
          from.first,
          merge(from.extents, from.view),
          from.extents.size(),
          to_type == from_type ? nullptr : conversion(to_type, from_type),
          static_cast<signed char>(size_of(from_type)),
          static_cast<signed char>(size_of(to_type))};
}

inline join_code code_join(growing_graph const& graph, int id, location to,
                           growing_array<whole_operand> const& operands) {
  node_record const& node = graph.nodes[id];
  shape const& extents = graph.shape_of(id);
  join_code code{to, extents.size(), {}, static_cast<int>(size_of(node.type))};
  index_t covered = 0;
  for (int i = 0; i < operands.count; ++i) {
    whole_operand const& operand = operands[i];
    strided_view const region = node.op->region(i, extents, graph.attributes_of(id));
    code.parts.push_back({operand.first, merge(operand.extents, operand.view),
                          merge(operand.extents, region), operand.extents.size()});
    covered += operand.extents.size();
  }
  code.covers_all = covered >= code.size;
  code.parts.shrink();
  return code;
}

inline opaque_code code_opaque(growing_graph const& graph, int id, location to,
                               growing_array<whole_operand> operands, scalar_type compute) {
  opaque_code code{kernels_of(*graph.nodes[id].op).whole[static_cast<int>(compute)],
                   to,
                   graph.shape_of(id),
                   {},
                   static_cast<growing_array<whole_operand>&&>(operands)};
  for (word const attribute : graph.attributes_of(id)) code.attributes.push_back(attribute);
  code.attributes.shrink();
  code.operands.shrink();
  return code;
}

inline void run_copy(copy_code const& code, running_memory const& memory) {
  std::byte const* const from = memory.at(code.from);
  std::byte* const to = memory.at(code.to);
  auto const bytes = static_cast<std::size_t>(code.from_bytes);
  if (code.convert == nullptr) return gather(to, from, code.source, bytes, 0, code.size);
  alignas(16) std::byte buffer[block_bytes];
  for (index_t at = 0; at < code.size; at += block_elements) {
    index_t const n = code.size - at < block_elements ? code.size - at : block_elements;
    gather(buffer, from, code.source, bytes, at, n);
    kernel_operand const in{buffer};
    code.convert({to + at * code.to_bytes}, &in, static_cast<int>(n));
  }
}

inline void run_join(join_code const& code, running_memory const& memory) {
  std::byte* const to = memory.at(code.to);
  auto const bytes = static_cast<index_t>(code.bytes_of_element);
  auto const width = static_cast<std::size_t>(bytes);
  if (!code.covers_all) std::memset(to, 0, static_cast<std::size_t>(code.size) * width);
  for (join_part const& part : code.parts) {
    std::byte const* const from = memory.at(part.from);
    if (part.region.is_linear()) {
      gather(to + part.region.offset * bytes, from, part.source, width, 0, part.size);
      continue;
    }
    alignas(16) std::byte buffer[block_bytes];
    for (index_t at = 0; at < part.size; at += block_elements) {
      index_t const n = part.size - at < block_elements ? part.size - at : block_elements;
      gather(buffer, from, part.source, width, at, n);
      scatter(to, part.region, buffer, width, at, n);
    }
  }
}

inline void run_opaque(opaque_code const& code, running_memory const& memory) {
  growing_array<erased_reading> operands;
  for (whole_operand const& operand : code.operands)
    operands.push_back({memory.at(operand.first), operand.extents, operand.view});
  code.kernel(memory.at(code.to), code.extents, {code.attributes.items, code.attributes.count},
              {operands.items, operands.count});
}

}  // namespace typegrad
