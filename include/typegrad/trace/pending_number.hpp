// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/plain_front.hpp>
#include <typegrad/op/record.hpp>
#include <typegrad/op/roles.hpp>

#include <type_traits>
#include <utility>

namespace typegrad {

/// An operation on numbers that belong to no graph yet, or, where nothing is recorded, a number.
struct pending_operation {
  int (*record)(graph_builder& graph, list_view<int> operands, list_view<word> attributes);
  double (*compute)(double const* operands);  ///< not of tensors
  int arity;
  scalar_type type;
  list_view<word> attributes{};
  list_view<shape> shapes{};  ///< of tensors whose elements the operands are; empty for numbers

  constexpr bool is_constant() const { return record == nullptr; }
  constexpr bool is_of_tensors() const { return shapes.count > 0; }
  /// A constant has one, and what gives a tensor: the element that is meant.
  constexpr bool has_number() const { return is_constant() || is_of_tensors(); }

  template <class Graph>
  constexpr int record_on(Graph& graph, int const* nodes, int element) const {
    if (!is_of_tensors()) return record(graph, {nodes, arity}, attributes);
    growing_array<int> operands;
    for (int i = 0; i < shapes.count; ++i) {
      growing_array<basic_symbol<Graph>> numbers;
      for (index_t k = 0; k < shapes[i].size(); ++k) numbers.push_back({&graph, *nodes++});
      operands.push_back(shapes[i].rank == 0 ? numbers[0].id
                                             : stack_of_scalars(numbers, shapes[i]).id);
    }
    basic_symbol<Graph> const y{&graph,
                                record(graph, {operands.data(), operands.size()}, attributes)};
    return y.rank() == 0 ? y.id : element_of(y, element).id;
  }
};
template <scalar_type Type>
inline constexpr pending_operation pending_constant{nullptr, nullptr, 0, Type};

/// Not constexpr: the name is the message.
inline void an_argument_must_take_part_before_this_value_is_needed() {}
inline void an_argument_must_take_part_before_so_many_numbers_meet() {}

/// What was computed from numbers before a traced value took part: members of the function may be
/// among them, `T(a) - T(b)`, and which ones those are only the graph can tell. So the operations
/// are kept, in postfix order, until a graph asks for the number.
///
/// By value and of a fixed size, so that traced numbers have no destructor; only steps that exist
/// cost something while compiling. That they are no structs halves what a copy of them costs.
struct pending_number {
  static constexpr int most_steps = 1024;
  /// Of numbers alone: more are computed. Long sums of a program's own numbers are its constants.
  static constexpr int most_on_numbers = 128;

  int count;
  int constants;
  int made;          ///< operations that it took, those before a value was taken among them
  bool is_recorded;  ///< there are operations that a graph has to do
  pending_operation const* operations[most_steps];
  double numbers[most_steps];  ///< of the steps that have one, in their order

  constexpr void add(pending_operation const& operation, double number = 0) {
    if (operation.has_number()) numbers[constants++] = number;
    if (!operation.is_constant()) {
      ++made;
      is_recorded = is_recorded || operation.compute == nullptr;
    }
    operations[count++] = &operation;
  }
  constexpr void add(pending_number const& operand) {
    if (count == 0) {
      *this = operand;  // one step of a constant evaluation
      return;
    }
    made += operand.made;
    is_recorded = is_recorded || operand.is_recorded;
    for (int i = 0; i < operand.count; ++i) operations[count++] = operand.operations[i];
    for (int i = 0; i < operand.constants; ++i) numbers[constants++] = operand.numbers[i];
  }

  constexpr double value() const {
    double stack[most_on_numbers]{};
    int size = 0;
    double const* next = numbers;
    if (is_recorded) an_argument_must_take_part_before_this_value_is_needed();
    for (int i = 0; i < count; ++i) {
      pending_operation const& step = *operations[i];
      size -= step.arity;
      stack[size] = step.is_constant() ? *next++ : step.compute(stack + size);
      ++size;
    }
    return stack[0];
  }

  /// The node of this number: what is computed from numbers of the program is one of them. So is
  /// what does not depend on its members, as `pow(T(a), 0.0)`.
  template <class Graph>
  constexpr int record_in(Graph& graph) const {
    graph.pending_operations += made;
    growing_array<int> nodes(count);
    growing_array<double> values(count);  // of the nodes that are literals
    int size = 0;
    double const* next = numbers;
    for (int i = 0; i < count; ++i) {
      pending_operation const& step = *operations[i];
      size -= step.arity;
      double const number = step.has_number() ? *next++ : 0;
      bool is_number = step.is_constant() || step.compute != nullptr;
      for (int k = size; k < size + step.arity; ++k)
        is_number = is_number && is_literal(graph, nodes[k]);
      if (is_number)
        nodes[size] = make_literal(graph, step.type,
                                   step.is_constant() ? number : step.compute(values.items + size))
                          .id;
      else nodes[size] = step.record_on(graph, nodes.items + size, static_cast<int>(number));
      values[size] =
          is_literal(graph, nodes[size]) ? symbol{&graph, nodes[size]}.uniform_value() : 0;
      ++size;
    }
    return nodes[0];
  }

 private:
  static constexpr bool is_literal(graph_builder const& graph, int node) {
    return graph.operation_of(node).kind == operation_kind::literal;
  }
};

/// Members of a function may be among numbers that are no integers.
constexpr bool may_be_computed_from_members(scalar_type result, list_view<scalar_type> operands) {
  auto const is_integer = [](scalar_type type) {
    return type == scalar_type::int32 || type == scalar_type::int64;
  };
  bool all = true;
  for (int i = 0; i < operands.count; ++i) all = all && is_integer(operands[i]);
  return !all && !is_integer(result);
}

/// Of graphs that are recorded at run time, where members are numbers.
struct never_pending {
  constexpr double value() const { return 0; }
};
template <class Graph>
inline constexpr bool can_be_pending = std::is_same_v<Graph, graph_builder>;

/// `Op` on numbers of types `Numbers...`, as `Typed` says what it gives.
template <class Op, class Typed, class Attributes, class... Numbers>
struct pending_call;
template <class Op, class Typed, word... Attributes, class... Numbers>
struct pending_call<Op, Typed, std::integer_sequence<word, Attributes...>, Numbers...> {
  static constexpr int arity = sizeof...(Numbers);

  template <std::size_t... Index>
  static constexpr double compute(double const* operands, std::index_sequence<Index...>) {
    return static_cast<double>(
        plain_front::apply<Op, Attributes...>(static_cast<Numbers>(operands[Index])...));
  }
  static constexpr double compute(double const* operands) {
    return compute(operands, std::make_index_sequence<arity>{});
  }
  static constexpr pending_operation operation{record_node<Op, graph_builder>, compute, arity,
                                               Typed::result(), Typed::attributes};
};

// Here, too, the graph's type is a parameter, or whoever includes the header makes these
// operations.

/// A number in another scalar type.
template <class From, class To>
struct pending_conversion {
  template <class Graph>
  static constexpr int record(Graph& graph, list_view<int> operands, list_view<word>) {
    return convert_to(basic_symbol<Graph>{&graph, operands[0]}, scalar_type_of<To>).id;
  }
  static constexpr double compute(double const* operands) {
    return static_cast<double>(static_cast<To>(static_cast<From>(operands[0])));
  }
  static constexpr pending_operation operation{record, compute, 1, scalar_type_of<To>};
};

/// The second of three numbers where the first one, a mask, holds, and the third one elsewhere.
template <class Number>
struct pending_selection {
  template <class Graph>
  static constexpr int record(Graph& graph, list_view<int> operands, list_view<word>) {
    using node = basic_symbol<Graph>;
    return select_by(node{&graph, operands[0]}, node{&graph, operands[1]},
                     node{&graph, operands[2]})
        .id;
  }
  static constexpr double compute(double const* operands) {
    return operands[0] != 0 ? operands[1] : operands[2];
  }
  static constexpr pending_operation operation{record, compute, 3, scalar_type_of<Number>};
};

}  // namespace typegrad
