// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/run_step.hpp>

namespace typegrad {

/// The runs and branches of one side, or of the whole program, one after the other.
struct run_range {
  int first_run = 0;
  int last_run = 0;
  int first_branch = 0;
  int last_branch = 0;
};
/// A run, or where `branch` is not negative a branch.
struct run_piece {
  int run = 0;
  int branch = -1;
};
template <class Program, run_range Range>
struct run_pieces {
  run_piece items[Range.last_run - Range.first_run + 1]{};
  int count = 0;

  constexpr run_pieces() {
    int branch = Range.first_branch;
    for (int run = Range.first_run; run < Range.last_run;) {
      if (branch < Range.last_branch && Program::schedule.branches[branch].first == run) {
        plan_branch const& next = Program::schedule.branches[branch];
        items[count++] = {run, branch};
        run = next.last();
        branch += 1 + next.then_branches + next.else_branches;
      } else {
        items[count++] = {run++, -1};
      }
    }
  }
};

/// A small selection, one side of which is taken.
template <class Program, int Node, int Which, class Context, index_t... Position>
TYPEGRAD_INLINE constexpr void take_side(Context const& c,
                                         std::integer_sequence<index_t, Position...>) {
  constexpr int taken = Program::flat.operand(Node, Which);
  [[maybe_unused]] auto* const to = memory_of<Program, Node>(c);
  ((to[Position] = static_cast<element_t<Program, Node>>(
        read<Program, taken, position_in_operand<Program>(taken, Node, Position)>(c))),
   ...);
}
template <class Program, int First, int Which, class Context, int... Index>
TYPEGRAD_INLINE constexpr void take_sides(Context const& c, std::integer_sequence<int, Index...>) {
  (take_side<Program, Program::schedule.steps[Program::schedule.runs[First + Index].first].node,
             Which>(
       c,
       element_sequence<Program,
                        Program::schedule.steps[Program::schedule.runs[First + Index].first].node>),
   ...);
}

template <class Program, run_range Range, class Context>
TYPEGRAD_INLINE constexpr void run_side(Context const& c);

/// Runs one side of a branch, and gives its selections what they take from there.
template <class Program, int Branch, class Context>
TYPEGRAD_INLINE constexpr void run_branch(Context const& c) {
  constexpr auto const& branch = Program::schedule.branches[Branch];
  constexpr int middle = branch.first + branch.then_count;
  constexpr int end = middle + branch.else_count;
  constexpr int inner = Branch + 1 + branch.then_branches;
  constexpr auto selected = std::make_integer_sequence<int, branch.selected_count>{};
  if (read<Program, branch.mask, 0>(c)) {
    run_side<Program, run_range{branch.first, middle, Branch + 1, inner}>(c);
    take_sides<Program, end, 1>(c, selected);
  } else {
    run_side<Program, run_range{middle, end, inner, inner + branch.else_branches}>(c);
    take_sides<Program, end, 2>(c, selected);
  }
}

template <class Program, run_range Range>
inline constexpr run_pieces<Program, Range> pieces_of{};

template <class Program, int Run, int Branch, class Context>
TYPEGRAD_INLINE constexpr void run_piece_of(Context const& c) {
  if constexpr (Branch >= 0) run_branch<Program, Branch>(c);
  else run_together<Program, Run>(c);
}
template <class Program, run_range Range, int First, class Context, int... Index>
TYPEGRAD_INLINE constexpr void run_pieces_of(Context const& c,
                                             std::integer_sequence<int, Index...>) {
  (run_piece_of<Program, pieces_of<Program, Range>.items[First + Index].run,
                pieces_of<Program, Range>.items[First + Index].branch>(c),
   ...);
  constexpr int count = pieces_of<Program, Range>.count;
  if constexpr (constexpr int next = First + sizeof...(Index); next < count)
    run_pieces_of<Program, Range, next>(
        c, std::make_integer_sequence<int,
                                      (count - next < longest_run ? count - next : longest_run)>{});
}
template <class Program, run_range Range, class Context>
TYPEGRAD_INLINE constexpr void run_side(Context const& c) {
  run_pieces_of<Program, Range, 0>(c, std::make_integer_sequence<int, 0>{});
}

}  // namespace typegrad
