// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/tracing.hpp>
#include <typegrad/c_text/casadi_source.hpp>
#include <typegrad/ops.hpp>
#include <typegrad/run/program.hpp>

namespace typegrad {

/// A graph of a program in arrays that grow.
template <class Graph>
growing_graph c_graph(Graph const& graph) {
  growing_graph made;
  made.sizes = graph.sizes;
  auto const copy = [](auto& to, auto const* from, int count) {
    to.resize(count);
    for (int i = 0; i < count; ++i) to[i] = from[i];
  };
  copy(made.nodes, graph.nodes, graph.sizes.nodes);
  copy(made.operands, graph.operands, graph.sizes.operands);
  copy(made.attributes, graph.attributes, graph.sizes.attributes);
  copy(made.shapes, graph.shapes, graph.sizes.shapes);
  copy(made.outputs, graph.outputs, graph.sizes.outputs);
  return made;
}

template <class Program, int Node>
void add_c_operation(c_operations& operations) {
  constexpr operation const* op = Program::flat.nodes[Node].op;
  if constexpr (op->kind == operation_kind::element_wise || op->kind == operation_kind::reduction ||
                op->kind == operation_kind::opaque)
    if constexpr (has_c_text<operation_at<op>>) operations[op] = &c_operation_of<operation_at<op>>;
}

/// The leaves of arguments.
template <class Code>
struct c_arguments;
template <class Function, class... Values>
struct c_arguments<compiled<Function, Values...>> {
  static void append(std::vector<c_argument>& to) {
    auto const add = [&](auto const& leaf) {
      using traits = operand_traits<std::remove_cvref_t<decltype(leaf)>>;
      to.push_back({scalar_type_of<typename traits::scalar>, traits::extents});
    };
    auto const add_all = [&](auto const& x) { for_each_leaf(x, add); };
    (add_all(traced_type<Values>{}), ...);
  }
};

/// What a program is as a function in C.
template <class Program>
c_request c_request_of() {
  using code = typename Program::code;
  static_assert(
      !requires { code::open_graph; },
      "typegrad: write_c<program>(out, name): a function in C has arguments of known "
      "extents, which tg::dyn is not");
  static_assert(code::leaves.size == code::arguments.size,
                "typegrad: write_c<program>(out, name): the function must not have data of its "
                "own; give it as an argument");
  c_request made{c_graph(code::flat), {}, {}, {}};
  c_arguments<code>::append(made.arguments);
  growing_array<char const*> names;
  Program::input_names::append(names);
  for (std::size_t i = 0; i < made.arguments.size(); ++i)
    if (char const* const name = names[static_cast<int>(i)]; name != nullptr)
      made.arguments[i].meaning = name;
  for (int k = 0; k < made.graph.sizes.outputs; ++k)
    made.results.push_back(
        {code::results.type[k], without_table(made.graph.shape_of(made.graph.outputs[k]))});
  [&]<int... Node>(std::integer_sequence<int, Node...>) {
    static_cast<void>(
        std::initializer_list<int>{(add_c_operation<code, Node>(made.operations), 0)...});
  }(std::make_integer_sequence<int, code::flat.sizes.nodes>{});
  return made;
}

/// Writes a program as a function in C99 that calls nothing but the functions of math.h:
/// `tg::write_c<program>(file, "step")` writes `void step(...)`, with its declaration before it.
/// Numbers are arguments by value, tensors arrays in row-major order; results are written where
/// the caller says. What it works in, where it takes more than local variables, is a `struct
/// step_work` of the caller, so that it allocates nothing and can run in several threads. With
/// `tg::c_interface::casadi` it has the symbols of CasADi's functions instead.
///
/// errors    `std::invalid_argument` for an operation that has no formula in C
template <class Program>
void write_c(std::ostream& out, std::string const& name,
             c_interface interface = c_interface::plain) {
  out << c_text(c_request_of<Program>(), name, interface);
}
/// Writes the declaration of such a function: the header beside it.
template <class Program>
void write_c_header(std::ostream& out, std::string const& name) {
  c_request const request = c_request_of<Program>();
  out << c_source(request, name).declaration();
}

}  // namespace typegrad
