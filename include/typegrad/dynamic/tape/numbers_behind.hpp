// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/tape/number_tape.hpp>

namespace typegrad {

/// Which entries of a tape `numbers_behind` looks for.
enum class wanted_numbers : unsigned char {
  all,
  without_node,  ///< those that are no nodes, or no whole ones
};

/// An entry of a tape and what it was made of, in the order in which they were recorded.
inline growing_array<int> numbers_behind(number_tape& tape, int number, wanted_numbers wanted) {
  number_set set(number);
  growing_array<int> found;
  auto const add = [&](int each) {
    if (set.has(each) ||
        (wanted == wanted_numbers::without_node && tape.at(each).whole_node() != nullptr))
      return;
    set.add(each);
    found.push_back(each);
  };
  add(number);
  for (int i = 0; i < found.count; ++i) {
    int const each = found.items[i];
    tape_entry const entry = tape.at(each).entry;
    for (int k = 0; k < entry.operand_count(); ++k) add(each - entry.back(k));
  }
  found.count = 0;
  set.for_each([&](int each) { found.items[found.count++] = each; });
  return found;
}

/// Whether an entry was made of what has gradients.
inline bool has_history(number_tape& tape, int number) {
  for (int const each : numbers_behind(tape, number, wanted_numbers::all))
    if (tape.at(each).entry.is_variable()) return true;
  return false;
}

}  // namespace typegrad
