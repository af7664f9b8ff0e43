// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/written_out.hpp>

namespace typegrad {

/// One number from one or two registers. A function per operation, not per node.
template <class Op, int Operands, class T>
TYPEGRAD_INLINE constexpr void run_scalar(T* registers, int result, int a, int b) {
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
template <class P>
constexpr scalar_code scalar_code_of(int step) {
  int const node = P::schedule.steps[step].node;
  int const first = P::flat.nodes[node].first_operand;
  int const count = P::flat.nodes[node].operand_count;
  int const a = P::schedule.places[P::flat.operands[first]].scalar;
  return {node, count, P::schedule.places[node].index, a,
          count > 1 ? P::schedule.places[P::flat.operands[first + 1]].scalar : a};
}
template <class P, int First, int Count>
struct scalar_codes {
  scalar_code items[Count]{};
  constexpr scalar_codes() {
    for (int i = 0; i < Count; ++i) items[i] = scalar_code_of<P>(First + i);
  }
};

/// A run of steps on numbers as straight-line code.
template <class P, int First, class T, int... I>
TYPEGRAD_INLINE constexpr void run_scalars(T* registers, std::integer_sequence<int, I...>) {
  constexpr scalar_codes<P, First, sizeof...(I)> codes{};
  (run_scalar<operation_at<P::flat.nodes[codes.items[I].node].op>, codes.items[I].operand_count>(
       registers, codes.items[I].result, codes.items[I].a, codes.items[I].b),
   ...);
}

/// Copies numbers of the arguments and of the code into their registers.
template <class P, class Context, int... I>
TYPEGRAD_INLINE constexpr void load_scalars(Context const& c, std::integer_sequence<int, I...>) {
  ((of_type<P::flat.nodes[P::schedule.loads[I]].type>(
        c.registers)[P::schedule.places[P::schedule.loads[I]].scalar] =
        read<P, P::schedule.loads[I], 0>(c)),
   ...);
}

}  // namespace typegrad
