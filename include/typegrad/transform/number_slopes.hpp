// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/transform/differentiate.hpp>
#include <typegrad/transform/number_graph.hpp>

namespace typegrad {

/// A Jacobian by elimination: slopes between neighbours are multiplied where several sweeps would
/// each go the whole way.
///
/// cost      in operations at most 0.95 of the sweeps, else nothing is made; while compiling about
///           that of recording the sweeps
template <class Graph>
struct number_slopes : number_graph {
  static constexpr int most_numbers = 1024;
  static constexpr int least_worth_a_plan = 100;  ///< operations of the sweeps

  /// How nodes are multiplied and added.
  struct recording {
    Graph& graph;
    constexpr int product(int a, int b) const {
      return (symbol_in(graph, a) * symbol_in(graph, b)).id;
    }
    constexpr int sum(int a, int b) const { return sum_of_nodes(graph, a, b); }
  };

  Graph& graph;
  growing_array<int> place{};       ///< of a node that counts: its first element in `elements`
  growing_array<int> elements{};    ///< the number that an element is, or -1
  growing_array<int> results{};     ///< the numbers of the results, or -1
  growing_array<int> calculated{};  ///< nodes whose elements have slopes, in order
  int one = -1;                     ///< a literal

  constexpr explicit number_slopes(Graph& own) : graph(own) {}

  /// The derivative of each result by each argument, -1 for a zero of the structure; empty where
  /// sweeps over all nodes are as good, or where a tensor is no list of numbers.
  static constexpr growing_array<int> find(Graph& own, growing_array<int> const& outputs,
                                           growing_array<int> const& names, bool reverse) {
    number_slopes plan(own);
    if (!plan.list(outputs, names)) return {};
    int const before = plan.cost(reverse);
    if (before < least_worth_a_plan || !plan.have_plain_slopes()) return {};
    plan.choose();
    bool const forwards = plan.cost(false) < plan.cost(true);
    int const after = plan.cost(!forwards) + plan.operations;
    // Forward sweeps share more than is counted here: navigation 15 x 15 took 1.06 at 0.88.
    if (20 * after > (reverse ? 19 : 17) * before) return {};
    number_slopes made(own);
    made.list(outputs, names);
    derivative_scope const scope(own);
    made.one = make_literal(own, own.node(names[0]).type, 1.0).id;
    if (!made.record()) return {};
    for (int const v : plan.eliminated) made.eliminate(recording{own}, v);
    if (forwards) return made.sweep_forwards();
    return made.sweep_backwards();
  }

 private:
  constexpr bool list(growing_array<int> const& outputs, growing_array<int> const& names) {
    if (graph.has_open_extents() || graph.path.masks.count != 0 || graph.rounds_as_written)
      return false;
    scalar_type const type = graph.node(names[0]).type;
    if (!is_real(type)) return false;
    int last = -1;
    for (int const id : outputs) last = id > last ? id : last;
    place = growing_array<int>(last + 1, -1);
    for (int const id : names) {
      if (id > last || !enter(id, type)) return false;
      for (int i = place[id]; i < elements.count; ++i) elements[i] = add_argument();
    }
    growing_array<int> const leads = leading_to(graph, {outputs.items, outputs.count}, 0, last);
    for (int i = leads.count - 1; i >= 0; --i) {
      bool const is_name = place[leads[i]] >= 0;
      if (is_name ? reads_a_number(leads[i]) : !list_node(leads[i], type)) return false;
    }
    for (int const id : outputs)
      for (int i = 0; i < count_elements(id); ++i) {
        int const own = place[id] < 0 ? -1 : elements[place[id] + i];
        if (own >= 0) mark_result(own, results.count);
        results.push_back(own);
      }
    find_rows();
    return true;
  }
  constexpr int count_elements(int id) const { return static_cast<int>(graph.shape_of(id).size()); }
  constexpr bool reads_a_number(int id) const {
    for (int const operand : graph.operands_of(id))
      if (place[operand] >= 0) return true;
    return false;
  }
  constexpr bool enter(int id, scalar_type type) {
    if (graph.node(id).type != type || graph.shape_of(id).size() > most_numbers - elements.count)
      return false;
    place[id] = elements.count;
    for (int i = count_elements(id); i > 0; --i) elements.push_back(-1);
    return true;
  }
  /// False where the node is none whose elements have slopes of their own.
  constexpr bool list_node(int id, scalar_type type) {
    operation const& op = graph.operation_of(id);
    if (!reads_a_number(id) || !is_real(graph.node(id).type)) return true;
    if (op.selects || !op.has_pullback || !enter(id, type)) return false;
    int const operands = graph.node(id).operand_count;
    shape const& own = graph.shape_of(id);
    if (op.kind == operation_kind::join) {
      for (int which = 0; which < operands; ++which) {
        int const part = graph.operand(id, which);
        strided_view const region = op.region(which, own, graph.attributes_of(id));
        for (int i = 0; place[part] >= 0 && i < count_elements(part); ++i)
          elements[place[id] + static_cast<int>(follow(region, graph.shape_of(part), i))] =
              elements[place[part] + i];
      }
      return true;
    }
    if (op.kind == operation_kind::view) {
      int const whole = graph.operand(id, 0);
      shape const& from = graph.shape_of(whole);
      strided_view const view = op.place(contiguous_view(from), from, own, graph.attributes_of(id));
      for (int i = 0; view.exists && i < count_elements(id); ++i)
        elements[place[id] + i] = elements[place[whole] + static_cast<int>(follow(view, own, i))];
      return view.exists;
    }
    if (op.kind != operation_kind::element_wise) return false;
    calculated.push_back(id);
    for (int i = 0; i < count_elements(id); ++i) {
      int const made = elements[place[id] + i] = add_number();
      for (int which = 0; which < operands; ++which)
        if (int const read = read_by(id, which, i); read >= 0)
          add_edge(known_slopes{}, made, read, op.linear ? known_slopes::one : known_slopes::other);
    }
    return true;
  }
  /// The number that element `i` of an element-wise node reads from an operand.
  constexpr int read_by(int id, int which, int i) const {
    int const operand = graph.operand(id, which);
    if (place[operand] < 0) return -1;
    shape const& from = graph.shape_of(operand);
    if (from.rank == 0) return elements[place[operand]];
    shape const& own = graph.shape_of(id);
    strided_view const view = aligned_view(contiguous_view(from), from, own.rank);
    return elements[place[operand] + static_cast<int>(follow(view, own, i))];
  }

  /// The slopes of a node by what it reads, one list after the other. False where one selects: a
  /// zero that stands for a branch that is not taken must not meet an infinity.
  constexpr bool record_slopes(int id, growing_array<int>& slopes) {
    int const first = graph.size();
    int const ones = intern_literal(graph, graph.node(id).type, shape(graph.shape_of(id)), 1.0);
    for (int which = 0; which < graph.node(id).operand_count; ++which)
      if (place[graph.operand(id, which)] >= 0)
        slopes.push_back(graph.operation_of(id).pullback(graph, id, which, ones));
    for (int made = first; made < graph.size(); ++made)
      if (graph.operation_of(made).selects) return false;
    return true;
  }
  /// Whether no slope of an operation selects, asked in a graph of its own: what is recorded in
  /// vain moves all that comes after it (a pose graph took 1.6 of its time).
  constexpr bool has_plain_slopes(int id) const {
    Graph apart;
    operation const& op = graph.operation_of(id);
    int const arity = graph.node(id).operand_count;
    growing_array<int> operands;
    for (int which = 0; which < arity; ++which) {
      scalar_type const type = graph.node(graph.operand(id, which)).type;
      operands.push_back(intern_input(apart, which, type, shape{}));
    }
    int const node = op.record(apart, {operands.data(), arity}, graph.attributes_of(id));
    if (!same_operation(apart.operation_of(node), op)) return true;
    derivative_scope const scope(apart);
    int const one_apart = make_literal(apart, apart.node(node).type, 1.0).id;
    for (int which = 0; which < arity; ++which)
      if (is_real(apart.node(operands[which]).type)) op.pullback(apart, node, which, one_apart);
    for (int made = node; made < apart.size(); ++made)
      if (apart.operation_of(made).selects) return false;
    return true;
  }
  constexpr bool have_plain_slopes() const {
    growing_array<operation const*> seen;
    for (int const id : calculated) {
      operation const* const op = graph.node(id).op;
      bool known = op->linear;
      for (operation const* const old : seen) known = known || same_operation(*old, *op);
      if (!known && !has_plain_slopes(id)) return false;
      if (!known) seen.push_back(op);
    }
    return true;
  }
  /// Makes the slopes of all edges.
  constexpr bool record() {
    growing_array<int> slopes;
    for (int const id : calculated)
      if (!record_slopes(id, slopes)) return false;
    remove_edges();
    int next = 0;
    for (int const id : calculated)
      for (int which = 0; which < graph.node(id).operand_count; ++which) {
        if (place[graph.operand(id, which)] < 0) continue;
        int const whole = slopes[next++];
        if (whole < 0) continue;
        bool const is_number = graph.node(whole).shape_id == 0;
        for (int i = 0; i < count_elements(id); ++i) {
          int const read = read_by(id, which, i);
          if (read < 0) continue;
          auto const slopes_of_all = symbol_in(graph, whole);
          auto const slope = is_number ? slopes_of_all : element_of(slopes_of_all, i);
          if (slope.is_uniform(0.0)) continue;
          add_edge(recording{graph}, elements[place[id] + i], read, slope.id);
        }
      }
    return true;
  }

  constexpr void add_to(int& sum, int a, int b) {
    recording const nodes{graph};
    int const term = nodes.product(a, b);
    sum = sum < 0 ? term : nodes.sum(sum, term);
  }
  constexpr growing_array<int> sweep_backwards() {
    growing_array<int> found(results.count * columns, -1);
    for (int row = 0; row < results.count; ++row) {
      int const result = results[row];
      if (result < 0) continue;
      growing_array<int> adjoints(result < columns ? columns : result + 1, -1);
      adjoints[result] = one;
      for (int v = result; v >= columns; --v)
        for (int e = numbers[v].reads; e >= 0 && adjoints[v] >= 0; e = edges[e].of_reader)
          add_to(adjoints[edges[e].read], adjoints[v], edges[e].slope);
      for (int column = 0; column < columns; ++column)
        found[row * columns + column] = adjoints[column];
    }
    return found;
  }
  constexpr growing_array<int> sweep_forwards() {
    growing_array<int> found(results.count * columns, -1);
    for (int column = 0; column < columns; ++column) {
      growing_array<int> tangents(numbers.count, -1);
      tangents[column] = one;
      for (int v = columns; v < numbers.count; ++v)
        for (int e = numbers[v].reads; e >= 0; e = edges[e].of_reader)
          if (int const tangent = tangents[edges[e].read]; tangent >= 0)
            add_to(tangents[v], tangent, edges[e].slope);
      for (int row = 0; row < results.count; ++row)
        if (results[row] >= 0) found[row * columns + column] = tangents[results[row]];
    }
    return found;
  }
};

}  // namespace typegrad
