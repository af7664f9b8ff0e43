// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/debug/write_dot.hpp>
#include <typegrad/dynamic/variable.hpp>

#include <map>
#include <ostream>

namespace typegrad {

/// Writes the graph that made a variable for graphviz, as `write_dot<program>` writes that of a
/// program: `tg::write_variable_dot(file, y)`, then `dot -Tsvg file -o graph.svg`. Leaves are
/// orange, with the names that `set_name` gave them.
///
/// source    Saito, "Deep Learning from Scratch 3", step 26 (plot_dot_graph)
template <class Number>
void write_variable_dot(std::ostream& out, variable<Number> const& y) {
  std::map<value_node*, int> numbers;
  std::string edges;
  std::vector<node_pointer> waiting{y.node()};
  out << "digraph typegrad {\n  node [fontname=\"Helvetica\", fontsize=12, style=filled]\n";
  auto const number_of = [&](node_pointer const& node) {
    auto const [place, is_new] =
        numbers.emplace(&node->as_it_was_made(), static_cast<int>(numbers.size()));
    if (is_new) waiting.push_back(node);
    return place->second;
  };
  numbers.emplace(&waiting[0]->as_it_was_made(), 0);
  while (!waiting.empty()) {
    node_pointer const made = waiting.back();
    waiting.pop_back();
    value_node& node = made->as_it_was_made();
    int const number = numbers.at(&node);
    text_writer type;
    append_type(type, node.type, node.extents);
    std::string const name = node.details ? node.details->name : std::string();
    std::string const title = node.op != nullptr ? std::string(node.op->name)
                              : name.empty()     ? std::string("leaf")
                                                 : std::string();
    text_writer shown;
    shown.append(title.c_str());
    if (!name.empty()) {
      if (!title.empty()) shown.append(" ");
      shown.append(name.c_str());
    }
    out << "  n" << number << " [label=" << dot_label(dot_text(shown), {dot_text(type)})
        << (node.op != nullptr ? ", shape=box, fillcolor=lightblue]\n"
                               : ", shape=ellipse, fillcolor=orange]\n");
    for (int i = 0; i < node.operand_count; ++i)
      edges += "  n" + std::to_string(number_of(node.operands()[i].node)) + " -> n" +
               std::to_string(number) + "\n";
  }
  out << edges << "  r [label=result, shape=ellipse, fillcolor=orange]\n  n0 -> r\n}\n";
}
/// The same under the name that programs have it.
template <class Number>
void write_dot(std::ostream& out, variable<Number> const& y) {
  write_variable_dot(out, y);
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
