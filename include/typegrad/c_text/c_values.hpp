// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/c_text/c_operation.hpp>
#include <typegrad/c_text/c_spelling.hpp>
#include <typegrad/transform/run_time_plan.hpp>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace typegrad {

/// What a program written as C says that it cannot.
inline std::invalid_argument c_refusal(std::string const& words) {
  return std::invalid_argument("typegrad: write_c(out, name): " + words);
}

/// The operations of a graph with what writing them takes.
using c_operations = std::map<operation const*, c_operation const*>;

/// What is small and not in memory is written out, as on a microcontroller.
inline constexpr plan_limits c_limits{.unroll = unroll_limit,
                                      .unroll_from_memory = unroll_from_memory_limit,
                                      .copy_from_memory = unroll_from_memory_limit,
                                      .unrolled_result = unrolled_result_limit,
                                      .unroll_terms = bare_unroll_terms_limit,
                                      .reuse_registers = false,
                                      .sides = branches::by_cost,
                                      .little_code = true,
                                      .short_factor = short_factor_limit};

/// What all parts of a function in C share.
struct c_function {
  c_operations operations;
  plan_limits limits;
  c_lines lines;
  index_t workspace[scalar_type_count]{};
  std::vector<std::string> tables;  ///< the elements of literal tensors
  int next_name = 0;                ///< of a temporary value
  int next_loop = 0;                ///< of the variable of a loop
  int parts = 0;                    ///< of repetitions

  std::string loop_variable() { return "i" + std::to_string(next_loop++); }
  /// Opens `for (...)` and gives its variable.
  std::string open_loop(index_t count, index_t first = 0) {
    std::string const i = loop_variable();
    lines.open("for (int " + i + " = " + std::to_string(first) + "; " + i + " < " +
               std::to_string(count) + "; ++" + i + ")");
    return i;
  }
  /// Room for so many elements in the workspace.
  c_memory reserve(scalar_type type, index_t count) {
    c_memory const made{std::string("work->") + c_letter(type),
                        {workspace[static_cast<int>(type)]}};
    workspace[static_cast<int>(type)] += count;
    return made;
  }
};

/// A plan with places written as C: how its values are read and written.
class c_values {
 public:
  c_values(c_function& to, growing_graph const& graph, growing_array<scalar_type> const& types,
           std::string const& prefix)
      : to_(to),
        graph_(graph),
        types_(types),
        prefix_(prefix),
        plan_(make_plan(graph, types.data(), to.limits)),
        tables_(static_cast<std::size_t>(graph.size())),
        held_(static_cast<std::size_t>(graph.size())) {
    for (int i = 0; i < scalar_type_count; ++i) {
      workspace_[i] = to_.workspace[i];
      to_.workspace[i] += plan_.workspace[i];
    }
  }

  std::vector<c_memory> inputs;   ///< by their numbers
  std::vector<c_memory> outputs;  ///< in order

 protected:
  /// An operation with a kernel is written out up to so many elements.
  static constexpr index_t most_written_out = 256;
  node_record const& node(int id) const { return graph_.nodes[id]; }
  shape const& shape_of(int id) const { return graph_.shape_of(id); }
  placement const& place(int id) const { return plan_.places[id]; }
  int base_of(int id) const { return place(id).base; }

  std::string register_name(int id, index_t position) const {
    return prefix_ + c_letter(node(id).type) + std::to_string(place(id).index + position);
  }

  /// The memory of the node that owns it.
  c_memory memory_of(int base) {
    placement const& where = place(base);
    switch (where.kind) {
      case place_kind::input:
        return inputs[static_cast<std::size_t>(where.index)];
      case place_kind::output:
        return outputs[static_cast<std::size_t>(where.index)];
      case place_kind::workspace:
        return {std::string("work->") + c_letter(node(base).type),
                {workspace_[static_cast<int>(node(base).type)] + where.offset}};
      case place_kind::registers:
        return {register_name(base, 0), {}, true};
      default:
        return {table_of(base)};
    }
  }

  /// The table of a literal's elements.
  std::string const& table_of(int id) {
    std::string& name = tables_[static_cast<std::size_t>(id)];
    if (!name.empty()) return name;
    name = "c" + std::to_string(to_.tables.size());
    std::string text = "static " + std::string(c_type(node(id).type)) + " const " + name + "[" +
                       std::to_string(graph_.attributes_of(id).count) + "] = {";
    for (word const bits : graph_.attributes_of(id)) {
      if (text.back() != '{') text += ", ";
      text += c_constant(node(id).type, bits);
    }
    to_.tables.push_back(text + "};");
    return name;
  }

  /// Element `position`, in row-major order, of a node.
  std::string read(int id, index_t position) {
    placement const& where = place(id);
    if (std::string const& name = held_[static_cast<std::size_t>(id)]; !name.empty()) return name;
    if (where.kind == place_kind::literal) return literal(id, position);
    if (where.kind == place_kind::registers) return register_name(id, position);
    if (where.kind != place_kind::view) return memory_of(id).element({position});
    return at_base(id, {follow(where.view, shape_of(id), position)});
  }
  /// Reads a number out of an array before a loop: C takes what the loop stores for a part of it.
  void hold(int id, int first_input) {
    placement const& of = place(base_of(id));
    if (shape_of(id).rank != 0 || place(id).kind != place_kind::view ||
        of.kind != place_kind::input || of.index < first_input)
      return;
    std::string const text = read(id, 0);
    std::string& name = held_[static_cast<std::size_t>(id)];
    if (!name.empty()) return;
    name = "t" + std::to_string(to_.next_name++);
    to_.lines.constant(c_type(node(id).type), name, text);
  }
  std::string literal(int id, index_t position) const {
    list_view<word> const words = graph_.attributes_of(id);
    return c_constant(node(id).type, words[words.count == 1 ? 0 : static_cast<int>(position)]);
  }
  /// The element at `index` of the memory that a node is read from.
  std::string at_base(int id, c_index const& index) {
    int const base = base_of(id);
    placement const& where = place(base);
    if (where.kind == place_kind::literal && index.variable.empty())
      return literal(base, index.constant);
    if (where.kind == place_kind::literal && graph_.attributes_of(base).count == 1)
      return literal(base, 0);
    if (where.kind == place_kind::registers && index.variable.empty())
      return register_name(base, index.constant);
    return memory_of(base).element(index);
  }

  /// Gives element `position` of a node its value, as a constant or in memory.
  void write(int id, index_t position, std::string const& text) {
    if (place(id).kind == place_kind::registers)
      return to_.lines.constant(c_type(node(id).type), register_name(id, position), text);
    store(memory_of(id), {position}, text);
  }
  void store(c_memory const& memory, c_index const& at, std::string const& text) {
    to_.lines.store(memory.element(at), text, memory.is_number);
  }

  c_operation const& operation_of(int id) const {
    auto const found = to_.operations.find(node(id).op);
    if (found == to_.operations.end() || found->second == nullptr)
      throw c_refusal(std::string(node(id).op->name) + " cannot be written as C");
    return *found->second;
  }

  /// The value of an element-wise node whose operands are `values`, in their own types.
  std::string computed(int id, std::vector<std::string> const& values) {
    c_operation const& op = operation_of(id);
    scalar_type operand_types[max_operand_types]{};
    for (int i = 0; i < node(id).operand_count; ++i)
      operand_types[i] = node(graph_.operand(id, i)).type;
    scalar_type const type =
        op.compute_type({operand_types, node(id).operand_count}, node(id).type);
    std::vector<std::string> converted;
    for (int i = 0; i < node(id).operand_count; ++i)
      converted.push_back(c_converted(values[static_cast<std::size_t>(i)], operand_types[i],
                                      op.takes_mask && i == 0 ? scalar_type::boolean : type));
    auto const forward = op.forward[static_cast<int>(type)];
    c_terms terms;
    if (forward == nullptr) throw c_refusal(std::string(node(id).op->name) + " has no such type");
    int const root = forward(terms, op.takes_mask);
    std::string const text = text_of(id, terms, root, type, converted);
    bool const is_mask = op.gives_mask || terms.items[root].is_mask;
    return c_converted(text, is_mask ? scalar_type::boolean : type, node(id).type);
  }
  /// A reduction's result from one and the next element, both in its type.
  std::string combined(int id, std::string const& a, std::string const& b) {
    c_terms terms;
    int const root = operation_of(id).combine(terms);
    return text_of(id, terms, root, node(id).type, {a, b});
  }
  /// All elements of an opaque node, written out.
  void write_opaque(int id) {
    c_operation const& op = operation_of(id);
    index_t elements = shape_of(id).size();
    std::vector<shape> shapes;
    std::vector<std::string> values;
    for (int const operand : graph_.operands_of(id)) {
      shapes.push_back(shape_of(operand));
      elements = (std::max)(elements, shape_of(operand).size());
      for (index_t i = 0; i < shape_of(operand).size() && i < most_written_out; ++i)
        values.push_back(c_converted(read(operand, i), node(operand).type, node(id).type));
    }
    if (op.kernel == nullptr || !is_real(node(id).type) || elements > most_written_out)
      throw c_refusal(std::string(node(id).op->name) + " of " + std::to_string(elements) + " " +
                      name_of(node(id).type) + " has no text in C; up to " +
                      std::to_string(most_written_out) + " real numbers it may have one");
    c_terms terms;
    std::vector<int> roots(static_cast<std::size_t>(shape_of(id).size()));
    op.kernel(terms, shape_of(id), graph_.attributes_of(id), shapes.data(), roots.data());
    std::vector<std::string> const texts = texts_of(id, terms, roots, node(id).type, values);
    for (std::size_t i = 0; i < texts.size(); ++i) write(id, static_cast<index_t>(i), texts[i]);
  }
  std::string identity_of(int id) const {
    return c_constant(node(id).type, operation_of(id).identity(node(id).type));
  }

  c_function& to_;
  growing_graph const& graph_;
  growing_array<scalar_type> const& types_;
  std::string prefix_;
  run_time_plan plan_;

 private:
  std::string text_of(int id, c_terms const& terms, int root, scalar_type type,
                      std::vector<std::string> const& operands) {
    return texts_of(id, terms, {root}, type, operands)[0];
  }
  std::vector<std::string> texts_of(int id, c_terms const& terms, std::vector<int> const& roots,
                                    scalar_type type, std::vector<std::string> const& operands) {
    std::vector<std::string> texts;
    if (!c_expression(to_.lines, to_.next_name, terms, type, operands).write(roots, texts))
      throw c_refusal(std::string(node(id).op->name) + " of " + name_of(node(id).type) +
                      " is no formula of functions that C99 has");
    return texts;
  }

  std::vector<std::string> tables_;
  std::vector<std::string> held_;  ///< numbers of arrays that have been read into a constant
  index_t workspace_[scalar_type_count]{};
};

}  // namespace typegrad
