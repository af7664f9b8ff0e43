// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/api/tracing.hpp>
#include <typegrad/debug/drawn_graph.hpp>
#include <typegrad/ops.hpp>

#include <initializer_list>
#include <iosfwd>
#include <string>
#include <vector>

namespace typegrad {

/// A text as it stands in a label of graphviz that is written in HTML.
inline std::string dot_text(text_writer const& text) {
  std::string escaped;
  for (char const c : text.chars) {
    if (c == '<') escaped += "&lt;";
    else if (c == '>') escaped += "&gt;";
    else if (c == '&') escaped += "&amp;";
    else escaped += c;
  }
  return escaped;
}

/// What is written on a node: a first line, and small ones below.
inline std::string dot_label(std::string const& title, std::vector<std::string> const& lines) {
  std::string label = "<<b>" + title + "</b>";
  for (std::string const& line : lines)
    if (!line.empty()) label += "<br/><font point-size=\"9\" color=\"#404040\">" + line + "</font>";
  return label + ">";
}

/// A graph for `dot -Tsvg`: orange inputs and results, light blue operations, operations of the
/// derivatives violet.
template <class Stream, class Graph>
class dot_writer {
 public:
  dot_writer(Stream& out, Graph const& graph, bool const* added, list_view<char const*> names,
             integer_names const& extent_names)
      : out_(out), graph_(graph), added_(added), names_(names), extent_names_(extent_names) {}

  void write() {
    out_ << "digraph typegrad {\n"
            "  graph [bgcolor=white, nodesep=0.3, ranksep=0.35]\n"
            "  node [fontname=\"Helvetica\", fontsize=12, style=filled, penwidth=0.8, "
            "color=\"#606060\", margin=\"0.12,0.06\", "
            "height=0.3]\n"
            "  edge [arrowsize=0.6, penwidth=0.8, color=\"#606060\", fontname=\"Helvetica\", "
            "fontsize=9, "
            "fontcolor=\"#808080\"]\n";
    for (int id = 0; id < graph_.size(); ++id) {
      operation_kind const kind = graph_.nodes[id].op->kind;
      if (kind == operation_kind::input) write_input(id);
      else if (kind != operation_kind::literal) write_operation(id);
    }
    for (int i = 0; i < graph_.sizes.outputs; ++i) write_output(i);
    out_ << "}\n";
  }

 private:
  bool is_literal(int id) const { return graph_.nodes[id].op->kind == operation_kind::literal; }
  text_writer writer() const {
    text_writer text;
    text.names = &extent_names_;
    return text;
  }
  std::string type_of(int id) const {
    text_writer text = writer();
    append_type(text, graph_.nodes[id].type, graph_.shape_of(id));
    return dot_text(text);
  }
  std::string literal(int id) const {
    text_writer text = writer();
    append_operand(text, graph_, id);
    return dot_text(text);
  }

  void write_input(int id) {
    int const position = static_cast<int>(graph_.attributes_of(id)[0]);
    text_writer title;
    if (position < names_.count && names_[position] != nullptr) {
      title.append(names_[position]);
    } else {
      title.append("input ");
      title.append_integer(position);
    }
    out_ << "  n" << id << " [label=" << dot_label(dot_text(title), {type_of(id)})
         << ", shape=ellipse, fillcolor=orange]\n";
  }

  /// `sub(1, ·)`: an operation with its literal operands, which are not drawn as nodes.
  std::string title_of(int id) const {
    text_writer name;
    name.append(graph_.nodes[id].op->name);
    std::string title = dot_text(name);
    bool literals = false;
    for (int const operand : graph_.operands_of(id)) literals = literals || is_literal(operand);
    if (!literals) return title;
    char const* separator = "(";
    for (int const operand : graph_.operands_of(id)) {
      title += separator + (is_literal(operand) ? literal(operand) : std::string("&#183;"));
      separator = ", ";
    }
    return title + ")";
  }
  void write_operation(int id) {
    node_record const& node = graph_.nodes[id];
    text_writer attributes = writer();
    append_attributes(attributes, node, graph_.shape_of(id), graph_.attributes_of(id), "");
    out_ << "  n" << id
         << " [label=" << dot_label(title_of(id), {dot_text(attributes), type_of(id)})
         << ", shape=box, fillcolor=\"" << (added_[id] ? "#dccdf2" : "lightblue") << "\"]\n";
    int values = 0;
    for (int const operand : graph_.operands_of(id)) values += is_literal(operand) ? 0 : 1;
    bool const ordered = values > 1 && !node.op->commutative;
    for (int i = 0; i < node.operand_count; ++i) {
      int const operand = graph_.operand(id, i);
      if (is_literal(operand)) continue;
      out_ << "  n" << operand << " -> n" << id;
      if (ordered) out_ << " [headlabel=\"" << i + 1 << "\", labeldistance=1.6]";
      out_ << "\n";
    }
  }

  void write_output(int i) {
    int const id = graph_.outputs[i];
    std::string const title = graph_.sizes.outputs == 1 ? "result" : "result " + std::to_string(i);
    std::string const value = is_literal(id) ? literal(id) : std::string();
    out_ << "  r" << i << " [label=" << dot_label(title, {value, type_of(id)})
         << ", shape=ellipse, fillcolor=orange]\n";
    if (!is_literal(id)) out_ << "  n" << id << " -> r" << i << "\n";
  }

  Stream& out_;
  Graph const& graph_;
  bool const* added_;
  list_view<char const*> names_;
  integer_names const& extent_names_;
};

template <class Program>
struct forward_of_program;
template <template <class...> class Code, class Function, class... Values>
struct forward_of_program<Code<Function, Values...>> {
  using type = Code<typename innermost<Function>::type, Values...>;
};

/// Writes the graph of a program for graphviz: `tg::write_dot<program>(file)`, then `dot -Tsvg file
/// -o graph.svg`. Shapes and scalar types stand on the nodes, literals in the operations that take
/// them; what a derivative adds to the user's function is violet. Inputs are numbers, a struct as
/// many as it has members, or what is given: `write_dot<program>(file, {"w", "b", "x"})`.
template <class Program>
void write_dot(std::ostream& out, std::initializer_list<char const*> input_names = {}) {
  growing_array<char const*> names;
  for (char const* const name : input_names) names.push_back(name);
  if (input_names.size() == 0) Program::input_names::append(names);
  using drawn = drawn_graph<typename Program::code,
                            typename forward_of_program<typename Program::code>::type>;
  integer_names const extents = names_of_extents<typename Program::code>();
  dot_writer(out, drawn::graph, drawn::added.is, {names.data(), names.size()}, extents).write();
}

/// Stands in for that of a variable where its header is not included.
template <class Value, class... Nothing>
void write_dot(std::ostream&, Value const&, Nothing...) {
  static_assert(sizeof(Value) == 0,
                "typegrad: write_dot(file, y) of a variable needs #include "
                "<typegrad/debug/write_variable_dot.hpp>");
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
