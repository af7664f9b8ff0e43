// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>
#include <typegrad/graph/call_check.hpp>
#include <typegrad/graph/decided_path.hpp>
#include <typegrad/graph/node_record.hpp>
#include <typegrad/graph/number_range.hpp>
#include <typegrad/meta/growing_array.hpp>
#include <typegrad/shape/shape.hpp>

namespace typegrad {

struct graph_builder;
struct member_words;

/// What is known of extents that are not known yet.
struct open_extents {
  extent_table table;
  // What only a graph with open extents needs, which else is not compiled: null in others.
  int (*stretch)(graph_builder& graph, int id, int axis,
                 index_t extent) = nullptr;  ///< `stretch_open_extent` of op/roles.hpp
  bool (*equate)(graph_builder& graph, index_t a,
                 index_t b) = nullptr;    ///< `graph_builder::equate_extents`
  growing_array<call_check> checks;       ///< what calls ask of the extents
  growing_array<int> operands_of_checks;  ///< numbers of shapes in the next list
  growing_array<shape> shapes_of_checks;  ///< as they were when the call was noted: what it asks
                                          ///< for is not taken for granted
  growing_array<counted_extent>
      counts;      ///< extents that are values of the graph: inputs behind those of the arguments
  int leaves = 0;  ///< inputs of the arguments
};

/// Whether attributes may be extents. Those of a literal are numbers, those of an opaque operation
/// its own.
constexpr bool may_have_extents(operation_kind kind) {
  return kind != operation_kind::literal && kind != operation_kind::opaque &&
         kind != operation_kind::input && kind != operation_kind::parameter;
}

/// Not constexpr: the name is the message.
inline void graph_has_more_nodes_than_a_program_can_hold_write_fori_scan_or_compile() {}
inline void tracing_takes_more_steps_than_the_compiler_evaluates_write_fori_scan_or_compile() {}

/// A graph that is being built: nodes in execution order, equal nodes made once (hash-consing).
///
/// The only code that makes nodes. An open-addressing table finds an equal node: a linear search
/// took 20 s for 1,172 nodes where the table takes 0.3 s.
struct graph_builder {
  growing_array<node_record> nodes;
  growing_array<int> operands;
  growing_array<word> attributes;
  growing_array<shape> shapes;
  int fresh_inputs =
      0;              ///< inputs that were made for the arguments of one transform, all different
  open_extents open;  ///< of a function whose arguments have extents that are not known yet
  decided_path path;  ///< what the branches of the function have been told
  number_ranges ranges;            ///< see `op/beside_zeros.hpp`
  bool in_derivative = false;      ///< derivative rules are recording, see `derivative_scope`
  bool rounds_as_written = false;  ///< even they: numbers are not those of IEEE 754
  bool stops_at_mistakes =
      false;  ///< a mistake of a value, such as an index out of range, ends the evaluation
  bool mistaken = false;  ///< else it is remembered here
  int most_calls = 0;     ///< so often a node is made or found before tracing is given up; 0: ever
  // Of a function object with data; null in others.
  member_words* members = nullptr;
  int pending_operations = 0;  ///< done before a number met this graph, see `pending_number`
  int (*take_member)(graph_builder& graph, scalar_type type, shape const& extents,
                     list_view<double> values) =
      nullptr;  ///< the node of a number that is a member; -1 where it is none

  constexpr graph_builder() : graph_builder(4096) {}
  /// With room for some nodes: a power of two.
  constexpr explicit graph_builder(int room) : table_(room) { shapes.push_back(shape{}); }

  constexpr int size() const { return nodes.count; }
  constexpr node_record const& node(int id) const { return nodes.items[id]; }
  constexpr operation const& operation_of(int id) const { return *nodes.items[id].op; }
  constexpr shape const& shape_of(int id) const { return shapes.items[nodes.items[id].shape_id]; }
  constexpr int operand(int id, int which) const {
    return operands.items[nodes.items[id].first_operand + which];
  }
  constexpr list_view<int> operands_of(int id) const {
    return {operands.items + nodes.items[id].first_operand, nodes.items[id].operand_count};
  }
  constexpr list_view<word> attributes_of(int id) const {
    return {attributes.items + nodes.items[id].first_attribute, nodes.items[id].attribute_count};
  }
  constexpr bool has_open_extents() const { return open.table.factors.count > 0; }
  /// For the arithmetic of extents; null where all of them are numbers.
  constexpr extent_table* table_of_extents() { return has_open_extents() ? &open.table : nullptr; }
  constexpr shape const& shape_at(int shape_id) const { return shapes.items[shape_id]; }

  /// The number of a shape; number 0 is rank 0. Graphs have few shapes, so a linear search is
  /// enough.
  constexpr int intern_shape(shape const& wanted) {
    if (wanted.rank == 0) return 0;
    for (int i = 1; i < shapes.size(); ++i)
      if (shapes.items[i] == wanted) return i;
    shapes.push_back(wanted);
    shapes.items[shapes.count - 1].table = table_of_extents();
    return shapes.size() - 1;
  }

  /// The node with these parts: an old one where one is equal, a new one otherwise.
  ///
  /// `operands` and `attributes` must not point into this graph: its pools may move.
  constexpr int intern(operation const& op, scalar_type type, int shape_id, list_view<int> of,
                       list_view<word> with) {
    if (most_calls > 0 && --most_calls == 0)
      tracing_takes_more_steps_than_the_compiler_evaluates_write_fori_scan_or_compile();
    if (op.unique) return append(op, type, shape_id, of, with);
    std::uint32_t const hash = hash_of_node(op, type, shape_id, of, with);
    if (2 * used_ >= table_.count) enlarge();
    int const mask = table_.count - 1;
    int slot = static_cast<int>(hash) & mask;
    for (; table_.items[slot].id_plus_one != 0; slot = (slot + 1) & mask)
      if (table_.items[slot].hash == hash &&
          equal(table_.items[slot].id_plus_one - 1, op, type, shape_id, of, with)) {
        int const old = table_.items[slot].id_plus_one - 1;
        if (!in_derivative) nodes.items[old].of_derivative = false;
        return old;
      }
    int const id = append(op, type, shape_id, of, with);
    table_.items[slot] = {hash, id + 1};
    ++used_;
    return id;
  }

  /// Takes two extents, which a call asks to be equal, for one: everywhere in the graph, so that
  /// shapes which have to agree are one shape from now on.
  ///
  /// errors    false where they differ whatever the arguments are, or where that cannot be told
  constexpr bool take_for_equal(index_t a, index_t b) {
    return a == b || (open.equate != nullptr && open.equate(*this, a, b));
  }
  static constexpr bool equate_extents(graph_builder& graph, index_t a, index_t b) {
    return graph.equate(a, b);
  }

 private:
  struct entry {
    std::uint32_t hash = 0;
    int id_plus_one = 0;
  };

  constexpr bool equate(index_t a, index_t b) {
    growing_array<index_t> moved;
    if (!open.table.assume_equal(a, b, moved)) return false;
    auto const move = [&](auto& extent) {
      if (is_in_table(static_cast<index_t>(extent)) &&
          number_in_table(static_cast<index_t>(extent)) < moved.count)
        extent = moved.items[number_in_table(static_cast<index_t>(extent))];
    };
    for (int i = 1; i < shapes.count; ++i)
      for (int axis = 0; axis < shapes.items[i].rank; ++axis) move(shapes.items[i].extents[axis]);
    growing_array<int> first(shapes.count);
    for (int i = 0; i < shapes.count; ++i)
      while (first.items[i] < i && !(shapes.items[first.items[i]] == shapes.items[i]))
        ++first.items[i];
    for (int i = 0; i < open.counts.count; ++i) move(open.counts.items[i].extent);
    table_ = growing_array<entry>(table_.count);
    for (int id = 0; id < nodes.count; ++id) {
      node_record& node = nodes.items[id];
      node.shape_id = first.items[node.shape_id];
      for (int i = 0; i < node.attribute_count && may_have_extents(node.op->kind); ++i)
        move(attributes.items[node.first_attribute + i]);
      if (!node.op->unique)
        enter(hash_of_node(*node.op, node.type, node.shape_id, operands_of(id), attributes_of(id)),
              id);
    }
    return true;
  }

  constexpr bool equal(int id, operation const& op, scalar_type type, int shape_id,
                       list_view<int> of, list_view<word> with) const {
    node_record const& old = nodes.items[id];
    if (!same_operation(*old.op, op) || old.type != type || old.shape_id != shape_id ||
        old.operand_count != of.count || old.attribute_count != with.count)
      return false;
    for (int i = 0; i < of.count; ++i)
      if (operands.items[old.first_operand + i] != of.data[i]) return false;
    for (int i = 0; i < with.count; ++i)
      if (attributes.items[old.first_attribute + i] != with.data[i]) return false;
    return true;
  }

  constexpr int append(operation const& op, scalar_type type, int shape_id, list_view<int> of,
                       list_view<word> with) {
    if (nodes.count == TYPEGRAD_MAX_NODES)  // while compiling: at run time nothing happens
      graph_has_more_nodes_than_a_program_can_hold_write_fori_scan_or_compile();
    nodes.push_back({&op, operands.count, of.count, attributes.count, with.count, shape_id, type,
                     in_derivative});
    if (operands.count + of.count > operands.room) operands.grow(operands.count + of.count);
    for (int i = 0; i < of.count; ++i) operands.items[operands.count++] = of.data[i];
    for (int i = 0; i < with.count; ++i) attributes.push_back(with.data[i]);
    return nodes.count - 1;
  }

  static constexpr std::uint32_t hash_of_node(operation const& op, scalar_type type, int shape_id,
                                              list_view<int> of, list_view<word> with) {
    auto hash = (static_cast<std::uint32_t>(op.identity) ^ static_cast<std::uint32_t>(shape_id)) *
                    16777619u +
                static_cast<std::uint32_t>(type);
    for (int i = 0; i < of.count; ++i)
      hash = (hash ^ static_cast<std::uint32_t>(of.data[i])) * 16777619u;
    for (int i = 0; i < with.count; ++i)
      hash = (hash ^ static_cast<std::uint32_t>(with.data[i] ^ (with.data[i] >> 32))) * 16777619u;
    return hash ^ hash >> 15;
  }
  constexpr void enter(std::uint32_t hash, int id) {
    int const mask = table_.count - 1;
    int slot = static_cast<int>(hash) & mask;
    while (table_.items[slot].id_plus_one != 0) slot = (slot + 1) & mask;
    table_.items[slot] = {hash, id + 1};
  }
  constexpr void enlarge() {
    growing_array<entry> const old = static_cast<growing_array<entry>&&>(table_);
    table_ = growing_array<entry>(2 * old.size());
    for (entry const& e : old)
      if (e.id_plus_one != 0) enter(e.hash, e.id_plus_one - 1);
  }

  growing_array<entry> table_;
  int used_ = 0;
};

/// While it lives, what is recorded belongs to a derivative: identities may round differently, and
/// a zero of the structure is zero whatever it multiplies. A call of the user's is never made so.
struct derivative_scope {
  graph_builder& graph;
  bool before;

  constexpr explicit derivative_scope(graph_builder& own, bool now = true)
      : graph(own), before(own.in_derivative) {
    graph.in_derivative = now && !graph.rounds_as_written;
  }
  derivative_scope(derivative_scope const&) = delete;
  constexpr ~derivative_scope() { graph.in_derivative = before; }
};

}  // namespace typegrad
