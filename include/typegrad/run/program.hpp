// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/flops_of.hpp>
#include <typegrad/graph/graph_text.hpp>
#include <typegrad/op/lifted_graph.hpp>
#include <typegrad/run/compiled.hpp>
#include <typegrad/shape/extent_writer.hpp>
#include <typegrad/trace/leaf_names.hpp>
#include <typegrad/trace/takes_data.hpp>
#include <typegrad/transform/flops_of_turns.hpp>

#include <string_view>

namespace typegrad {

/// The names of a program's inputs: the types of its arguments know them.
template <class... Values>
struct names_of_arguments {
  static constexpr void append(growing_array<char const*>& names) {
    (leaf_names<Values>::append(names), ...);
  }
};

/// The graph of a program as it is shown: open extents, if it has any, as numbers in its table, and
/// the texts of these.
template <class Program>
constexpr auto const& shown_graph() {
  if constexpr (requires { Program::open_graph; }) return Program::open_graph;
  else return Program::flat;
}
template <class Program>
constexpr integer_names names_of_extents() {
  if constexpr (requires { Program::extents; })
    return names_of_extents(Program::extents, Program::extents.sizes.extents);
  else return {};
}

template <class Program, class Names>
constexpr text_writer write_program() {
  growing_array<char const*> names;
  Names::append(names);
  integer_names const extents = names_of_extents<Program>();
  auto const& graph = shown_graph<Program>();
  return graph_text(graph, {graph.outputs, graph.sizes.outputs}, {names.data(), names.size()},
                    &extents);
}
/// The text of a program's graph. A constant of its own, so that only programs whose text is read
/// have one.
template <class Program, class Names>
struct text_of_program {
  static constexpr int size = write_program<Program, Names>().chars.size();
  static constexpr constant_text<size> text{write_program<Program, Names>()};
};

/// The function `Function` for arguments of types `Values...` as a type of its own: its graph, its
/// costs and its code.
///
///     using program = tg::program<decltype(tg::grad(f)), tg::tensor<double, 2, 3>>;
///     static_assert(program::workspace_bytes <= 512);
template <class Function, class... Values>
struct program : compiled<Function, std::remove_cvref_t<Values>...> {
  /// Asked for its message: a call of a transform asks the same, `run` does not.
  using data = decltype(takes_data<Function, std::remove_cvref_t<Values>...>());
  using code = compiled<Function, std::remove_cvref_t<Values>...>;
  using input_names = names_of_arguments<std::remove_cvref_t<Values>...>;

  /// The graph as a type: `graph<input<0, double>, node<ops::sin, 0>, outputs<1>>`.
  using graph = lifted_graph<code>;

  /// Inputs and operations; literals are not counted.
  static constexpr int node_count = count_nodes(code::flat);
  /// Arithmetic operations of one run.
  static constexpr index_t flops = flops_of_turns(code::flat);
  /// One line for each node, `%4 = matmul(%0, %1)  float64 (2, 4)`, then the results.
  static constexpr std::string_view text{text_of_program<code, input_names>::text.chars,
                                         text_of_program<code, input_names>::size};
};
template <class Function, class... Values>
struct program<Function const, Values...> : program<Function, Values...> {};

}  // namespace typegrad
