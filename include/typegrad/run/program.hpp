// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/costs.hpp>
#include <typegrad/graph/graph_text.hpp>
#include <typegrad/op/lift_graph.hpp>
#include <typegrad/run/compiled.hpp>
#include <typegrad/shape/extent_text.hpp>
#include <typegrad/trace/leaf_names.hpp>

#include <string_view>

namespace typegrad {

/// The names of a program's inputs: the types of its arguments know them.
template <class... X>
struct names_of_arguments {
  static constexpr void append(growing_array<char const*>& names) {
    (leaf_names<X>::append(names), ...);
  }
};

/// The graph of a program as it is shown: open extents, if it has any, as numbers in its table, and
/// the texts of these.
template <class P>
constexpr auto const& shown_graph() {
  if constexpr (requires { P::symbolic; }) return P::symbolic;
  else return P::flat;
}
template <class P>
constexpr integer_names names_of_extents() {
  if constexpr (requires { P::extents; })
    return names_of_extents(P::extents, P::extents.sizes.extents);
  else return {};
}

template <class P, class Names>
constexpr text_writer write_program() {
  growing_array<char const*> names;
  Names::append(names);
  integer_names const extents = names_of_extents<P>();
  auto const& graph = shown_graph<P>();
  return graph_text(graph, {graph.outputs, graph.sizes.outputs}, {names.data(), names.size()},
                    &extents);
}
/// The text of a program's graph. A constant of its own, so that only programs whose text is read
/// have one.
template <class P, class Names>
struct text_of_program {
  static constexpr int size = write_program<P, Names>().chars.size();
  static constexpr constant_text<size> text{write_program<P, Names>()};
};

/// The function `F` for arguments of types `X...` as a type of its own: its graph, its costs and
/// its code.
///
///     using program = tg::program<decltype(tg::grad(f)), tg::tensor<double, 2, 3>>;
///     static_assert(program::workspace_bytes <= 512);
template <class F, class... X>
struct program : compiled<F, std::remove_cvref_t<X>...> {
  using code = compiled<F, std::remove_cvref_t<X>...>;
  using input_names = names_of_arguments<std::remove_cvref_t<X>...>;

  /// The graph as a type: `graph<input<0, double>, node<ops::sin, 0>, outputs<1>>`.
  using graph = lifted_graph<code>;

  /// Inputs and operations; literals are not counted.
  static constexpr int node_count = count_nodes(code::flat);
  /// Arithmetic operations of one run.
  static constexpr index_t flops = flops_of(code::flat);
  /// One line for each node, `%4 = matmul(%0, %1)  float64 (2, 4)`, then the results.
  static constexpr std::string_view text{text_of_program<code, input_names>::text.chars,
                                         text_of_program<code, input_names>::size};
};
template <class F, class... X>
struct program<F const, X...> : program<F, X...> {};

}  // namespace typegrad
