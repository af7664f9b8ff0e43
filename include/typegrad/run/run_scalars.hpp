// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/write_elements.hpp>

namespace typegrad {

/// One number from one or two registers. A function per operation, not per node.
template <class Op, int Operands, class Number>
TYPEGRAD_INLINE_NUMBER constexpr void run_scalar(Number* registers, int result, int a, int b) {
  if constexpr (Operands == 1) registers[result] = Op::forward(registers[a]);
  else registers[result] = Op::forward(registers[a], registers[b]);
}

/// Which registers a step on numbers uses.
struct scalar_code {
  int node;
  int operand_count;
  int result;
  int a;
  int b;
};
template <class Program>
constexpr scalar_code scalar_code_of(int step) {
  int const node = Program::schedule.steps[step].node;
  int const first = Program::flat.nodes[node].first_operand;
  int const count = Program::flat.nodes[node].operand_count;
  int const a = Program::schedule.places[Program::flat.operands[first]].scalar;
  return {node, count, Program::schedule.places[node].index, a,
          count > 1 ? Program::schedule.places[Program::flat.operands[first + 1]].scalar : a};
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

/// A run of steps on numbers as straight-line code.
template <class Program, int First, class Number, int... Index>
TYPEGRAD_INLINE constexpr void run_scalars(Number* registers,
                                           std::integer_sequence<int, Index...>) {
  constexpr int count = sizeof...(Index);
  (run_scalar<
       operation_at<Program::flat.nodes[codes_of_run<Program, First, count>.items[Index].node].op>,
       codes_of_run<Program, First, count>.items[Index].operand_count>(
       registers, codes_of_run<Program, First, count>.items[Index].result,
       codes_of_run<Program, First, count>.items[Index].a,
       codes_of_run<Program, First, count>.items[Index].b),
   ...);
}

/// Copies numbers of the arguments and of the code into their registers.
template <class Program, class Context, int... Index>
TYPEGRAD_INLINE constexpr void load_scalars(Context const& c,
                                            std::integer_sequence<int, Index...>) {
  ((of_type<Program::flat.nodes[Program::schedule.loads[Index]].type>(
        c.registers)[Program::schedule.places[Program::schedule.loads[Index]].scalar] =
        read<Program, Program::schedule.loads[Index], 0>(c)),
   ...);
}

}  // namespace typegrad
