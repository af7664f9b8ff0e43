// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/run_branch.hpp>

namespace typegrad {

template <class Program, int First, class Context, int... Index>
TYPEGRAD_INLINE constexpr void run_block(Context const& c, std::integer_sequence<int, Index...>) {
  (run_together<Program, First + Index>(c), ...);
}
/// All runs, in blocks that a fold of clang can hold.
template <class Program, int First, class Context>
TYPEGRAD_INLINE constexpr void run_all(Context const& c) {
  constexpr int count = Program::schedule.run_count - First;
  if constexpr (count <= longest_run) {
    run_block<Program, First>(c, std::make_integer_sequence<int, count>{});
  } else {
    run_block<Program, First>(c, std::make_integer_sequence<int, longest_run>{});
    run_all<Program, First + longest_run>(c);
  }
}

/// The whole program, from arguments to results.
template <class Program, class Context>
TYPEGRAD_INLINE constexpr void run_program(Context const& c) {
  if constexpr (WritesEarly<Program>)
    clear_early_results<Program>(c, std::make_integer_sequence<int, Program::flat.sizes.outputs>{});
  load_scalars<Program>(c, std::make_integer_sequence<int, Program::schedule.load_count>{});
  if constexpr (Program::schedule.branch_count == 0) run_all<Program, 0>(c);
  else
    run_side<Program, run_range{0, Program::schedule.run_count, 0, Program::schedule.branch_count}>(
        c);
}

}  // namespace typegrad
