// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/add_in_place.hpp>
#include <typegrad/run/loop_step.hpp>
#include <typegrad/run/run_opaque.hpp>
#include <typegrad/run/run_product.hpp>
#include <typegrad/run/run_repetition.hpp>
#include <typegrad/run/run_scalars.hpp>
#include <typegrad/transform/make_plan.hpp>

namespace typegrad {

template <class Program, int Node>
inline constexpr auto element_sequence =
    std::make_integer_sequence<index_t, Program::flat.shape_of(Node).size()>{};

template <class Program, int Node, class Context>
TYPEGRAD_INLINE constexpr void run_whole(Context const& c) {
  constexpr operation_kind kind = Program::flat.nodes[Node].op->kind;
  constexpr bool known = !has_open_numbers<Program>(Node);
  constexpr bool small = known && Program::schedule.places[Node].written_out;
  if constexpr (kind == operation_kind::contraction) {
    if constexpr (small) write_product<Program, Node>(c, element_sequence<Program, Node>);
    else if constexpr (known && Program::schedule.places[Node].turns != product_loop::none)
      run_turns<Program, Node>(c);
    else run_product<Program, Node>(c);
  } else if constexpr (kind == operation_kind::join) {
    if constexpr (is_written_early<Program, Node>())
      write_late_operands<Program, Node>(
          c, std::make_integer_sequence<int, late_operands_of<Program, Node>.count>{});
    else if constexpr (small)
      write_join<Program, Node>(
          c,
          std::make_integer_sequence<int, static_cast<int>(Program::flat.shape_of(Node).size())>{});
    else
      run_join<Program, Node>(
          c, std::make_integer_sequence<int, Program::flat.nodes[Node].operand_count>{});
  } else if constexpr (kind == operation_kind::repetition) {
    run_repetition<Program, Node>(c);
  } else {
    run_opaque<Program, Node>(
        c, std::make_integer_sequence<int, Program::flat.nodes[Node].operand_count>{});
  }
}

template <class Program, int Step, class Context>
TYPEGRAD_INLINE constexpr void run_step(Context const& c) {
  constexpr step_kind kind = Program::schedule.steps[Step].kind;
  constexpr int node = Program::schedule.steps[Step].node;
  if constexpr (kind == step_kind::elements && Program::schedule.places[node].summand >= 0) {
    add_in_place<Program, node>(c,
                                std::make_integer_sequence<int, added_to<Program, node>.count>{});
  } else if constexpr (kind == step_kind::elements) {
    write_elements<Program, node>(c, element_sequence<Program, node>);
  } else if constexpr (kind == step_kind::combine) {
    combine_elements<Program, node>(
        c, std::make_integer_sequence<
               int,
               static_cast<int>(Program::flat.shape_of(Program::flat.operand(node, 0)).size())>{});
  } else if constexpr (kind == step_kind::loop) {
    loop_step<Program, Step, Context>::run(
        c, std::make_integer_sequence<int, Program::schedule.steps[Step].member_count>{});
  } else if constexpr (kind == step_kind::whole) {
    run_whole<Program, node>(c);
  } else if constexpr (Program::schedule.steps[Step].output < 0 ||
                       !is_written_early<Program, node>()) {
    run_copy<Program, Step>(c);
  }
}

template <class Program, int Run, class Context>
TYPEGRAD_INLINE constexpr void run_together(Context const& c) {
  constexpr step_run run = Program::schedule.runs[Run];
  using steps = std::make_integer_sequence<int, run.count>;
  if constexpr (run.scalar && WritesEarly<Program>)
    run_early_scalars<Program, run.first>(&of_type<run.type>(c.registers)[0],
                                          &of_type<run.type>(c.inputs)[0],
                                          &of_type<run.type>(c.outputs)[0], steps{});
  else if constexpr (run.scalar)
    run_scalars<Program, run.first>(&of_type<run.type>(c.registers)[0], steps{});
  else run_step<Program, run.first>(c);
}

}  // namespace typegrad
