// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/open_loop.hpp>
#include <typegrad/run/run_step.hpp>

namespace typegrad {

/// A product of two nodes, batch by batch, into the node's memory.
template <class Program, int Node, class Context>
TYPEGRAD_INLINE void run_open_product(Context const& c) {
  using number_type = element_t<Program, Node>;
  constexpr int left = Program::flat.operand(Node, 0);
  constexpr int right = Program::flat.operand(Node, 1);
  shape const of_left = c.template shape_of<left>();
  shape const of_right = c.template shape_of<right>();
  product_axes const axes = axes_of_product(of_left, of_right, c.template shape_of<Node>());
  batched_view const a = batch_strides(of_left, c.template view_of<left>(), axes.batch, true);
  batched_view const b = batch_strides(of_right, c.template view_of<right>(), axes.batch, false);
  number_type const* const a_data = memory_of<Program, Program::schedule.places[left].base>(c);
  number_type const* const b_data = memory_of<Program, Program::schedule.places[right].base>(c);
  number_type* to = memory_of<Program, Node>(c);
  index_t const batches = axes.batch.size();
  for (index_t i = 0; i < batches; ++i, to += axes.m * axes.n) {
    matrix_reading<number_type> const x{a_data + follow(a.batch, axes.batch, i), a.row_stride,
                                        a.column_stride};
    matrix_reading<number_type> const y{b_data + follow(b.batch, axes.batch, i), b.row_stride,
                                        b.column_stride};
    product_kernel<number_type>::multiply(to, x, y, axes.m, axes.k, axes.n);
  }
}

/// Copies a node of any place, element by element, to where a view of other memory says.
template <class Program, int Source, class Number, class Context>
TYPEGRAD_INLINE void copy_to_open_view(Context const& c, Number* to, strided_view const& where) {
  constexpr placement const& place = Program::schedule.places[Source];
  shape const extents = c.template shape_of<Source>();
  if constexpr (Program::flat.shape_of(Source).rank == 0) {
    to[where.offset] = static_cast<Number>(read<Program, Source, 0>(c));
  } else {
    index_t const size = extents.size();
    constexpr int last = Program::flat.shape_of(Source).rank - 1;
    strided_view const view = c.template view_of<Source>();
    auto const* const from = memory_of<Program, place.base>(c);
    index_t const inner = extents.extents[last];
    for (index_t i = 0; i < size; i += inner) {
      auto const* const source = from + follow(view, extents, i);
      Number* const target = to + follow(where, extents, i);
      for (index_t j = 0; j < inner; ++j)
        target[j * where.strides[last]] = static_cast<Number>(source[j * view.strides[last]]);
    }
  }
}

template <class Program, int Node, class Context, int... Which>
TYPEGRAD_INLINE void run_open_join(Context const& c, std::integer_sequence<int, Which...>) {
  using op = operation_at<Program::flat.nodes[Node].op>;
  auto* const to = memory_of<Program, Node>(c);
  shape const extents = c.template shape_of<Node>();
  closed_words<Program, Node> const words(c.closed.factors);
  index_t const covered =
      (index_t{0} + ... + c.template shape_of<Program::flat.operand(Node, Which)>().size());
  if (index_t const size = extents.size(); covered < size)
    for (index_t i = 0; i < size; ++i) to[i] = {};
  (copy_to_open_view<Program, Program::flat.operand(Node, Which)>(
       c, to, op::region(Which, extents, words.list())),
   ...);
}

template <class Program, int Node, class Context, int... Which>
TYPEGRAD_INLINE void run_open_opaque(Context const& c, std::integer_sequence<int, Which...>) {
  using op = operation_at<Program::flat.nodes[Node].op>;
  op::kernel(
      memory_of<Program, Node>(c), c.template shape_of<Node>(),
      attribute_table<Program, Node>.list(),
      reading<element_t<Program, Program::flat.operand(Node, Which)>>{
          memory_of<Program, Program::schedule.places[Program::flat.operand(Node, Which)].base>(c),
          c.template shape_of<Program::flat.operand(Node, Which)>(),
          c.template view_of<Program::flat.operand(Node, Which)>()}...);
}

/// The elements of a node in row-major order, to an output or to the memory of a view without
/// strides.
template <class Program, int Step, class Context>
TYPEGRAD_INLINE void run_open_copy(Context const& c) {
  constexpr step current = Program::schedule.steps[Step];
  if constexpr (current.output >= 0) {
    auto* const to = of_type<Program::result_type_of(current.output)>(
        c.outputs)[Program::result_number(current.output)];
    copy_to_open_view<Program, current.node>(c, to,
                                             contiguous_view(c.template shape_of<current.node>()));
  } else {
    constexpr int source = Program::flat.operand(current.node, 0);
    copy_to_open_view<Program, source>(c, memory_of<Program, current.node>(c),
                                       contiguous_view(c.template shape_of<source>()));
  }
}

template <class Program, int Step, class Context>
TYPEGRAD_INLINE constexpr void run_open_step(Context const& c) {
  constexpr step_kind kind = Program::schedule.steps[Step].kind;
  constexpr int node = Program::schedule.steps[Step].node;
  [[maybe_unused]] constexpr auto operands =
      std::make_integer_sequence<int, Program::flat.nodes[node].operand_count>{};
  if constexpr (kind == step_kind::loop) open_loop_step<Program, Step, Context>::run(c);
  else if constexpr (kind == step_kind::copy) run_open_copy<Program, Step>(c);
  else if constexpr (Program::flat.nodes[node].op->kind == operation_kind::contraction)
    run_open_product<Program, node>(c);
  else if constexpr (Program::flat.nodes[node].op->kind == operation_kind::join)
    run_open_join<Program, node>(c, operands);
  else run_open_opaque<Program, node>(c, operands);
}

}  // namespace typegrad
