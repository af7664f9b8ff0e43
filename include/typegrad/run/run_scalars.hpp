// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/early_results.hpp>
#include <typegrad/run/write_elements.hpp>

namespace typegrad {

/// One number from one or two registers. A function per operation, not per node.
template <class Op, int Operands, class Number>
TYPEGRAD_INLINE_NUMBER constexpr void run_scalar(Number* registers, int result, int a, int b) {
  if constexpr (Operands == 1) registers[result] = Op::forward(registers[a]);
  else registers[result] = Op::forward(registers[a], registers[b]);
}
/// The same from where its operands are, and into results too. Without optimization each of the
/// arguments is instructions: a third more for a program that has no use for it.
template <class Op, int Operands, int Written, class Number>
TYPEGRAD_INLINE_NUMBER constexpr void run_early_scalar(Number* result, Number const* a,
                                                       Number const* b, Number* const* outputs,
                                                       int output, int position,
                                                       int second_position) {
  if constexpr (Operands == 1) *result = Op::forward(*a);
  else *result = Op::forward(*a, *b);
  if constexpr (Written > 0) outputs[output][position] = *result;
  if constexpr (Written > 1) outputs[output][second_position] = *result;
}

/// Where a step on numbers finds one: in a register, or in an argument. One whose sine and cosine
/// are computed is in a register, because a compiler does not know that what is written in between
/// is not the argument, and would not compute both at once.
struct scalar_source {
  int argument;  ///< its number among those of its type, -1 for a register
  int number;
};
template <class Program>
constexpr scalar_source source_of(int id) {
  placement const& place = Program::schedule.places[id];
  if constexpr (WritesEarly<Program>) {
    placement const& base = Program::schedule.places[place.base];
    if (base.kind == place_kind::input && early_results_of<Program>.calls_of[id] < 2)
      return {Program::leaves.number[base.index],
              place.kind == place_kind::view ? static_cast<int>(place.view.offset) : 0};
  }
  return {-1, place.scalar};
}

/// What a step on numbers reads and writes.
struct scalar_code {
  int node;
  int operand_count;
  int result;
  scalar_source a;
  scalar_source b;
  int written;  ///< how often: see `early_results`
  int output;
  int positions[2];
};
template <class Program>
constexpr scalar_code scalar_code_of(int step) {
  int const node = Program::schedule.steps[step].node;
  int const first = Program::flat.nodes[node].first_operand;
  int const count = Program::flat.nodes[node].operand_count;
  scalar_code made{node,
                   count,
                   Program::schedule.places[node].index,
                   source_of<Program>(Program::flat.operands[first]),
                   source_of<Program>(Program::flat.operands[first + count - 1]),
                   0,
                   0,
                   {}};
  if constexpr (WritesEarly<Program>) {
    auto const& target = early_results_of<Program>.of_node[node];
    made.written = target.count;
    made.output = target.count > 0 ? target.output : 0;
    for (int i = 0; i < target.count; ++i) made.positions[i] = target.positions[i];
  }
  return made;
}
template <class Program, int First, int Count>
struct scalar_codes {
  scalar_code items[Count]{};
  constexpr scalar_codes() {
    for (int i = 0; i < Count; ++i) items[i] = scalar_code_of<Program>(First + i);
  }
};

// Not a local constant: a debug build would copy it at run time, as it does with every constexpr
// object in a function that is more than a number.
template <class Program, int First, int Count>
inline constexpr scalar_codes<Program, First, Count> codes_of_run{};

template <class Number>
TYPEGRAD_INLINE_NUMBER constexpr Number const* found_at(scalar_source const& source,
                                                        Number const* registers,
                                                        Number const* const* arguments) {
  return (source.argument < 0 ? registers : arguments[source.argument]) + source.number;
}

/// A run of steps on numbers as straight-line code.
template <class Program, int First, class Number, int... Index>
TYPEGRAD_INLINE constexpr void run_scalars(Number* registers,
                                           std::integer_sequence<int, Index...>) {
  constexpr int count = sizeof...(Index);
  (run_scalar<computed_operation<Program, codes_of_run<Program, First, count>.items[Index].node>,
              codes_of_run<Program, First, count>.items[Index].operand_count>(
       registers, codes_of_run<Program, First, count>.items[Index].result,
       codes_of_run<Program, First, count>.items[Index].a.number,
       codes_of_run<Program, First, count>.items[Index].b.number),
   ...);
}
/// The same of a program that writes its results early.
template <class Program, int First, class Number, int... Index>
TYPEGRAD_INLINE constexpr void run_early_scalars(Number* registers, Number const* const* arguments,
                                                 Number* const* outputs,
                                                 std::integer_sequence<int, Index...>) {
  constexpr int count = sizeof...(Index);
  (run_early_scalar<
       computed_operation<Program, codes_of_run<Program, First, count>.items[Index].node>,
       codes_of_run<Program, First, count>.items[Index].operand_count,
       codes_of_run<Program, First, count>.items[Index].written>(
       registers + codes_of_run<Program, First, count>.items[Index].result,
       found_at(codes_of_run<Program, First, count>.items[Index].a, registers, arguments),
       found_at(codes_of_run<Program, First, count>.items[Index].b, registers, arguments), outputs,
       codes_of_run<Program, First, count>.items[Index].output,
       codes_of_run<Program, First, count>.items[Index].positions[0],
       codes_of_run<Program, First, count>.items[Index].positions[1]),
   ...);
}

/// Copies a number of the arguments or of the code into its register.
template <class Program, int Node, class Context>
TYPEGRAD_INLINE constexpr void load_early_scalar(Context const& c) {
  if constexpr (source_of<Program>(Node).argument < 0)  // else it is read where it is
    of_type<Program::flat.nodes[Node].type>(c.registers)[Program::schedule.places[Node].scalar] =
        read<Program, Node, 0>(c);
}
template <class Program, class Context, int... Index>
TYPEGRAD_INLINE constexpr void load_scalars(Context const& c,
                                            std::integer_sequence<int, Index...>) {
  if constexpr (WritesEarly<Program>)
    (load_early_scalar<Program, Program::schedule.loads[Index]>(c), ...);
  else
    ((of_type<Program::flat.nodes[Program::schedule.loads[Index]].type>(
          c.registers)[Program::schedule.places[Program::schedule.loads[Index]].scalar] =
          read<Program, Program::schedule.loads[Index], 0>(c)),
     ...);
}

}  // namespace typegrad
