// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/join.hpp>
#include <typegrad/run/loop.hpp>
#include <typegrad/run/opaque.hpp>
#include <typegrad/run/product.hpp>
#include <typegrad/run/scalar_step.hpp>
#include <typegrad/transform/make_plan.hpp>

namespace typegrad {

template <class P, int Node>
inline constexpr auto element_sequence =
    std::make_integer_sequence<index_t, P::flat.shape_of(Node).size()>{};

template <class P, int Node, class Context>
TYPEGRAD_INLINE constexpr void run_whole(Context const& c) {
  constexpr operation_kind kind = P::flat.nodes[Node].op->kind;
  constexpr bool small = is_unrolled_whole(P::flat, Node);
  if constexpr (kind == operation_kind::contraction) {
    if constexpr (small) write_product<P, Node>(c, element_sequence<P, Node>);
    else run_product<P, Node>(c);
  } else if constexpr (kind == operation_kind::join) {
    if constexpr (small)
      write_join<P, Node>(
          c, std::make_integer_sequence<int, static_cast<int>(P::flat.shape_of(Node).size())>{});
    else run_join<P, Node>(c, std::make_integer_sequence<int, P::flat.nodes[Node].operand_count>{});
  } else {
    run_opaque<P, Node>(c, std::make_integer_sequence<int, P::flat.nodes[Node].operand_count>{});
  }
}

/// The elements of a node in row-major order, to an output or to the memory of a view without
/// strides.
template <class P, int S, class Context>
TYPEGRAD_INLINE constexpr void run_copy(Context const& c) {
  constexpr step current = P::schedule.steps[S];
  constexpr int source = current.output >= 0 ? current.node : P::flat.operand(current.node, 0);
  constexpr shape extents = P::flat.shape_of(source);
  if constexpr (current.output >= 0) {
    constexpr scalar_type to_type = P::result_type_of(current.output);
    auto* const to = of_type<to_type>(c.outputs)[P::result_number(current.output)];
    if constexpr (extents.size() <= unrolled_result_limit)
      copy_elements<P, source>(c, to, element_sequence<P, source>);
    else copy_to_view<P, source>(c, to, contiguous_view(extents));
  } else {
    auto* const to = memory_of<P, current.node>(c);
    if constexpr (extents.size() <= unroll_limit)
      copy_elements<P, source>(c, to, element_sequence<P, source>);
    else copy_to_view<P, source>(c, to, contiguous_view(extents));
  }
}

/// A step whose numbers depend on extents that are known only when the program is called. Defined
/// in `open_step.hpp`.
template <class P, int S, class Context>
TYPEGRAD_INLINE constexpr void run_open_step(Context const& c);
template <class P>
constexpr bool is_open_step(int s) {
  if constexpr (OpenProgram<P>) return P::is_open_step(s);
  else return (void)s, false;
}

template <class P, int S, class Context>
TYPEGRAD_INLINE constexpr void run_step(Context const& c) {
  constexpr step_kind kind = P::schedule.steps[S].kind;
  constexpr int node = P::schedule.steps[S].node;
  if constexpr (is_open_step<P>(S)) {
    run_open_step<P, S>(c);
  } else if constexpr (kind == step_kind::elements) {
    write_elements<P, node>(c, element_sequence<P, node>);
  } else if constexpr (kind == step_kind::combine) {
    combine_elements<P, node>(
        c,
        std::make_integer_sequence<int, static_cast<int>(
                                            P::flat.shape_of(P::flat.operand(node, 0)).size())>{});
  } else if constexpr (kind == step_kind::loop) {
    loop_step<P, S, Context>::run(c);
  } else if constexpr (kind == step_kind::whole) {
    run_whole<P, node>(c);
  } else {
    run_copy<P, S>(c);
  }
}

template <class P, int R, class Context>
TYPEGRAD_INLINE constexpr void run_together(Context const& c) {
  constexpr step_run run = P::schedule.runs[R];
  if constexpr (run.scalar)
    run_scalars<P, run.first>(&of_type<run.type>(c.registers)[0],
                              std::make_integer_sequence<int, run.count>{});
  else run_step<P, run.first>(c);
}

template <class P, int First, class Context, int... I>
TYPEGRAD_INLINE constexpr void run_block(Context const& c, std::integer_sequence<int, I...>) {
  (run_together<P, First + I>(c), ...);
}
/// All runs, in blocks that a fold of clang can hold.
template <class P, int First, class Context>
TYPEGRAD_INLINE constexpr void run_all(Context const& c) {
  constexpr int count = P::schedule.run_count - First;
  if constexpr (count <= longest_run) {
    run_block<P, First>(c, std::make_integer_sequence<int, count>{});
  } else {
    run_block<P, First>(c, std::make_integer_sequence<int, longest_run>{});
    run_all<P, First + longest_run>(c);
  }
}

/// The whole program, from arguments to results.
template <class P, class Context>
TYPEGRAD_INLINE constexpr void run_program(Context const& c) {
  load_scalars<P>(c, std::make_integer_sequence<int, P::schedule.load_count>{});
  run_all<P, 0>(c);
}

}  // namespace typegrad
