// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/graph_of_names.hpp>
#include <typegrad/run/open_compiled.hpp>

namespace typegrad {

/// The function `Function` for arguments of types `Values...` of which some leave extents open, as
/// a type of its own: its graph and its code.
///
///     using program = tg::program<decltype(tg::grad(f)), tg::tensor<float, tg::dyn_named<"batch">,
///     4>>;
///     program::run(memory, x);  // of program::workspace_bytes(x) bytes
template <class Function, class... Values>
  requires(has_open_leaves<std::remove_cvref_t<Values>> || ...)
struct program<Function, Values...> : compiled<Function, std::remove_cvref_t<Values>...> {
  using code = open_plan<Function, std::remove_cvref_t<Values>...>;
  using input_names = names_of_open_inputs<code, std::remove_cvref_t<Values>...>;

  /// The graph as a type, in which open extents are names and `dyn`.
  using graph = lifted_graph<graph_of_names<code>>;

  /// Inputs, extents that are computed with among them, and operations; literals are not counted.
  static constexpr int node_count = count_nodes(code::open_graph);
  /// One line for each node, `%4 = matmul(%0, %1)  float64 (batch, 4)`, then the results.
  static constexpr std::string_view text{text_of_program<code, input_names>::text.chars,
                                         text_of_program<code, input_names>::size};
};

/// Values that exist at run time say what is wrong by an exception.
template <class Number, index_t... Extents>
  requires Scalar<Number> && (has_open<Extents...>)
struct operand_traits<tensor<Number, Extents...>> {
  using front = plain_front;
  using scalar = Number;
  static constexpr shape extents = make_shape(Extents...);
  [[noreturn]] static void throw_mistake(sentence const& words) { throw shape_error(words.text); }
};

}  // namespace typegrad
