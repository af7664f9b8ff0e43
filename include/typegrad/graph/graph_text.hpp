// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/leaves.hpp>
#include <typegrad/meta/text_writer.hpp>

namespace typegrad {

/// Literals with more elements are shown as their shape.
inline constexpr int shown_elements = 8;

/// `float64 (2, 4)`; a number has no shape: `float64`.
constexpr void append_type(text_writer& text, scalar_type type, shape const& extents) {
  text.append(name_of(type));
  if (extents.rank == 0) return;
  text.append(" (");
  for (int axis = 0; axis < extents.rank; ++axis) {
    if (axis > 0) text.append(", ");
    text.append_integer(extents.extents[axis]);
  }
  text.append(extents.rank == 1 ? ",)" : ")");
}

/// One element of a literal, from its word.
constexpr void append_element(text_writer& text, scalar_type type, word bits) {
  if (type == scalar_type::float64) text.append_real(decode_literal(type, bits));
  else if (type == scalar_type::float32)
    text.append_real(static_cast<float>(decode_literal(type, bits)));
  else if (type == scalar_type::boolean) text.append(bits != 0 ? "true" : "false");
  else text.append_integer(bits);
}

/// The value of a literal: `0.5`, `[1, 2, 3]`, `[0.5, ...]` where all are equal, or the type of a
/// large one.
constexpr void append_literal(text_writer& text, scalar_type type, shape const& extents,
                              list_view<word> words) {
  if (words.count > shown_elements) return append_type(text, type, extents);
  if (extents.rank == 0) return append_element(text, type, words[0]);
  text.append('[');
  for (int i = 0; i < words.count; ++i) {
    if (i > 0) text.append(", ");
    append_element(text, type, words[i]);
  }
  bool const repeats = words.count == 1 && (extents.size() > 1 || is_open(extents.size()));
  text.append(repeats ? ", ...]" : "]");
}

/// What the attributes of a node say beyond its type: the axes of a reduction, the operation's own
/// words, or numbers. Attributes that repeat the result's type are not shown.
constexpr void append_attributes(text_writer& text, node_record const& node, shape const& extents,
                                 list_view<word> attributes, char const* before) {
  if (attributes.count == 0) return;
  if (node.op->describe != nullptr) {
    text_writer own;
    own.names = text.names;
    node.op->describe(own, attributes);
    if (own.chars.size() > 0) text.append(before);
    for (char const c : own.chars) text.append(c);
    return;
  }
  if (node.op->kind == operation_kind::reduction) {
    text.append(before);
    text.append(attributes.count == 2 ? "axis" : "axes");
    for (int i = 1; i < attributes.count; ++i) {
      text.append(' ');
      text.append_integer(attributes[i]);
    }
    if (attributes[0] != 0) text.append(", keepdims");
    return;
  }
  bool const is_type = node.op->kind == operation_kind::element_wise && attributes.count == 1 &&
                       attributes[0] == static_cast<word>(node.type);
  bool is_shape = attributes.count == extents.rank;
  for (int axis = 0; is_shape && axis < extents.rank; ++axis)
    is_shape = attributes[axis] == extents.extents[axis];
  if (is_type || is_shape) return;
  text.append(before);
  for (int i = 0; i < attributes.count; ++i) {
    if (i > 0) text.append(' ');
    text.append_integer(attributes[i]);
  }
}

/// A reference to a node: its number, or the value of a literal.
template <class Graph>
constexpr void append_operand(text_writer& text, Graph const& graph, int id) {
  node_record const& node = graph.nodes[id];
  if (node.op->kind == operation_kind::literal)
    return append_literal(text, node.type, graph.shape_of(id), graph.attributes_of(id));
  text.append('%');
  text.append_integer(id);
}

/// `matmul(%0, %1)`, `sum(%3, axes 0)`, or for an input its name.
template <class Graph>
constexpr void append_call(text_writer& text, Graph const& graph, int id,
                           list_view<char const*> input_names) {
  node_record const& node = graph.nodes[id];
  list_view<word> const attributes = graph.attributes_of(id);
  if (node.op->kind == operation_kind::input) {
    int const position = static_cast<int>(attributes[0]);
    text.append("input ");
    if (position < input_names.count && input_names[position] != nullptr)
      return text.append(input_names[position]);
    return text.append_integer(position);
  }
  text.append(node.op->name);
  text.append('(');
  for (int i = 0; i < node.operand_count; ++i) {
    if (i > 0) text.append(", ");
    append_operand(text, graph, graph.operand(id, i));
  }
  append_attributes(text, node, graph.shape_of(id), attributes, ", ");
  text.append(')');
}

/// A graph in SSA form, one line for each input and operation, `%4 = matmul(%0, %1)  float64 (2,
/// 4)`, and a last line with the results. Numbers are those of the graph's nodes; literals stand
/// where they are used. Extents that are not known yet are written as `extent_names` say.
template <class Graph>
constexpr text_writer graph_text(Graph const& graph, list_view<int> outputs,
                                 list_view<char const*> input_names = {},
                                 integer_names const* extent_names = nullptr) {
  text_writer text;
  text.names = extent_names;
  for (int id = 0; id < graph.size(); ++id) {
    node_record const& node = graph.nodes[id];
    if (node.op->kind == operation_kind::literal) continue;
    text.append('%');
    text.append_integer(id);
    text.append(" = ");
    append_call(text, graph, id, input_names);
    text.append("  ");
    append_type(text, node.type, graph.shape_of(id));
    text.append('\n');
  }
  text.append("return ");
  for (int i = 0; i < outputs.count; ++i) {
    if (i > 0) text.append(", ");
    append_operand(text, graph, outputs[i]);
  }
  text.append('\n');
  return text;
}

}  // namespace typegrad
