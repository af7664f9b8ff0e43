// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/recorded_calls.hpp>

namespace typegrad {

struct graph_builder;

/// Not constexpr: the name is the message.
inline void a_path_through_the_branches_of_a_function_does_not_end() {}

/// The answers that masks gave while a function was traced: one path through its branches.
///
/// A mask that is asked for the first time holds; once the function has returned, the last mask
/// that held is told not to, and the function is traced again, until none is left. Equal nodes are
/// one node, so that a mask that is asked again on a path has one answer and makes no path.
///
/// cost      the function is traced once for each path; what another path has recorded is looked
///           up. 64 paths with their gradient, a hundred calls of operations each, are what clang
///           evaluates by default (`-fconstexpr-steps`)
struct decided_path {
  static constexpr int most_paths = 64;
  static constexpr int most_questions = 50'000;  ///< before a loop on a mask is taken for endless

  growing_array<int> masks;
  growing_array<unsigned char> answers;
  int asked = 0;  ///< so many of them this trace has come to
  int questions = 0;
  int repetitions = 0;       ///< so many have been traced, so that each has parameters of its own
  int first_repetition = 0;  ///< before this path began
  recorded_calls calls;      ///< what was recorded since a mask was asked
  bool too_many = false;     ///< more than `most_paths`: a function without end, perhaps
  /// `select_by` of op/roles.hpp; what only a function with branches needs, which else is not
  /// compiled.
  int (*select)(graph_builder& graph, int mask, int a, int b) = nullptr;

  /// What the mask says on this path.
  constexpr bool ask(int mask) {
    if (++questions > most_questions) a_path_through_the_branches_of_a_function_does_not_end();
    for (int i = 0; i < asked; ++i)
      if (masks.items[i] == mask) return answers.items[i] != 0;
    if (asked < masks.count) {
      masks.items[asked] = mask;  // under the name that it has in this trace
      return answers.items[asked++] != 0;
    }
    if (masks.count + 1 >= most_paths) {  // each that holds stands for one more path
      too_many = true;
      return questions % 2 == 0;  // whatever it waits for, a loop comes to an end
    }
    masks.push_back(mask);
    answers.push_back(1);
    ++asked;
    return true;
  }

  /// Turns to the next path; false where none is left.
  constexpr bool next() {
    while (masks.count > 0 && answers.items[masks.count - 1] == 0) {
      --masks.count;
      --answers.count;
    }
    if (masks.count == 0) return false;
    answers.items[masks.count - 1] = 0;
    asked = questions = 0;
    repetitions = first_repetition;
    return true;
  }
};

}  // namespace typegrad
