// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/plain_front.hpp>
#include <typegrad/op/record.hpp>
#include <typegrad/op/roles.hpp>

#include <type_traits>
#include <utility>

namespace typegrad {

/// An operation on numbers that belong to no graph yet.
struct pending_operation {
  int (*record)(graph_builder& graph, int const* operands);
  double (*compute)(double const* operands);
  int arity;
  scalar_type type;
};

/// A step of a pending number: a number where there is no operation.
struct pending_step {
  pending_operation const* operation;
  double number;
  scalar_type type;
};

/// What was computed from numbers before a traced value took part: members of the function may be
/// among them, `T(a) - T(b)`, and which ones those are only the graph can tell. So the operations
/// are kept, in postfix order, until a graph asks for the number.
///
/// By value and of a fixed size, so that traced numbers have no destructor; only steps that exist
/// cost something while compiling.
struct pending_number {
  static constexpr int most_steps = 128;

  int count;
  pending_step steps[most_steps];

  constexpr void add(pending_operation const& operation) {
    steps[count++] = {&operation, 0, operation.type};
  }
  constexpr void add(double number, scalar_type type) { steps[count++] = {nullptr, number, type}; }
  constexpr void add(pending_number const& operand) {
    if (count == 0) *this = operand;  // one step of a constant evaluation
    else
      for (int i = 0; i < operand.count; ++i) steps[count++] = operand.steps[i];
  }

  constexpr double value() const {
    double stack[most_steps]{};
    int size = 0;
    for (int i = 0; i < count; ++i) {
      pending_step const& step = steps[i];
      if (step.operation != nullptr) {
        size -= step.operation->arity;
        stack[size] = step.operation->compute(stack + size);
      } else {
        stack[size] = step.number;
      }
      ++size;
    }
    return stack[0];
  }

  /// The node of this number: what is computed from numbers of the program is one of them. So is
  /// what does not depend on its members, as `pow(T(a), 0.0)`.
  constexpr int record_in(graph_builder& graph) const {
    int nodes[most_steps]{};
    double numbers[most_steps]{};  // of the nodes that are literals
    int size = 0;
    for (int i = 0; i < count; ++i) {
      pending_step const& step = steps[i];
      bool is_number = true;
      double number = step.number;
      if (step.operation != nullptr) {
        size -= step.operation->arity;
        for (int k = size; k < size + step.operation->arity; ++k)
          is_number = is_number && is_literal(graph, nodes[k]);
        if (is_number) number = step.operation->compute(numbers + size);
      }
      nodes[size] = is_number ? make_literal(graph, step.type, number).id
                              : step.operation->record(graph, nodes + size);
      numbers[size] =
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

  static constexpr int record(graph_builder& graph, int const* operands) {
    return record_node<Op>(graph, {operands, arity}, Typed::attributes);
  }
  template <std::size_t... Index>
  static constexpr double compute(double const* operands, std::index_sequence<Index...>) {
    return static_cast<double>(
        plain_front::apply<Op, Attributes...>(static_cast<Numbers>(operands[Index])...));
  }
  static constexpr double compute(double const* operands) {
    return compute(operands, std::make_index_sequence<arity>{});
  }
  static constexpr pending_operation operation{record, compute, arity, Typed::result()};
};

/// A number in another scalar type.
template <class From, class To>
struct pending_conversion {
  static constexpr int record(graph_builder& graph, int const* operands) {
    return convert_to(symbol{&graph, operands[0]}, scalar_type_of<To>).id;
  }
  static constexpr double compute(double const* operands) {
    return static_cast<double>(static_cast<To>(static_cast<From>(operands[0])));
  }
  static constexpr pending_operation operation{record, compute, 1, scalar_type_of<To>};
};

}  // namespace typegrad
