// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/operation.hpp>
#include <typegrad/shape/extent.hpp>

namespace typegrad {

/// The attributes of a repetition as numbers: how its operands and its result are arranged.
///
/// Operands: the first values of what it carries from turn to turn; sequences, of which a turn
/// reads one row; values around it that its part reads, the same at every turn; the count of turns,
/// where that is known only when it runs. These are `visible`: the rest says what the part is,
/// nodes of the same graph: its parameters (carried, rows, the number of the turn), and what it
/// makes of them (carried, rows, whether the turn counts). Nodes that depend on a parameter are
/// computed by the repetition, turn by turn; what does not depend on one is computed once, before.
///
/// Result: everything in one row of numbers: the carried values after the last turn, the rows of
/// all turns, the number of turns where it may end early, and those carried values before each turn
/// that it `keeps`.
struct repetition_layout {
  index_t turns = 0;
  bool backwards = false;   ///< from the last row to the first
  word kept = 0;            ///< a bit for each carried value of which those before each turn stay
  bool ends_early = false;  ///< at the first turn whose condition does not hold
  bool counted = false;     ///< the last visible operand is the count of turns, at most `turns`
  bool numbered = false;    ///< a turn knows its number
  bool keeps_functions = false;  ///< derivatives keep what dear functions give
  int carried = 0;
  int sequences = 0;
  int captured = 0;
  int rows = 0;
  int serial = 0;      ///< repetitions of one function have parameters of different serials
  int generation = 0;  ///< the derivative of a repetition has more parameters, of the next one

  static constexpr int word_count = 9;
  struct words {
    word items[word_count];
    constexpr list_view<word> list() const { return {items, word_count}; }
  };

  constexpr repetition_layout() = default;
  constexpr explicit repetition_layout(list_view<word> from)
      : turns(static_cast<index_t>(from[0])),
        backwards((from[1] & 1) != 0),
        kept(from[8]),
        ends_early((from[1] & 4) != 0),
        counted((from[1] & 8) != 0),
        numbered((from[1] & 16) != 0),
        keeps_functions((from[1] & 32) != 0),
        carried(static_cast<int>(from[2])),
        sequences(static_cast<int>(from[3])),
        captured(static_cast<int>(from[4])),
        rows(static_cast<int>(from[5])),
        serial(static_cast<int>(from[6])),
        generation(static_cast<int>(from[7])) {}
  constexpr words encode() const {
    word const flags = (backwards ? 1 : 0) + (ends_early ? 4 : 0) + (counted ? 8 : 0) +
                       (numbered ? 16 : 0) + (keeps_functions ? 32 : 0);
    return {{turns, flags, carried, sequences, captured, rows, serial, generation, kept}};
  }

  /// Carried value number `i`; those from 62 on are kept together.
  constexpr bool keeps(int i) const { return (kept >> (i < 62 ? i : 62) & 1) != 0; }
  constexpr void keep(int i) { kept |= word{1} << (i < 62 ? i : 62); }

  constexpr int first_captured() const { return carried + sequences; }
  constexpr int visible() const { return carried + sequences + captured + (counted ? 1 : 0); }
  constexpr int first_parameter() const { return visible(); }
  constexpr int parameters() const { return carried + sequences + (numbered ? 1 : 0); }
  constexpr int first_result() const { return first_parameter() + parameters(); }
  constexpr int results() const { return carried + rows + (ends_early ? 1 : 0); }
};

/// A value that a repetition gives to its part. Attributes: the serial, the generation, a number.
inline constexpr operation parameter_node{.name = "parameter",
                                          .identity = hash_of("parameter"),
                                          .kind = operation_kind::parameter,
                                          .describe = [](text_writer&, list_view<word>) {}};

/// The operands that a node reads where it stands: what the part of a repetition is made of are
/// none.
template <class Graph>
constexpr int visible_operands(Graph const& graph, int id) {
  if (graph.nodes[id].op->kind != operation_kind::repetition) return graph.nodes[id].operand_count;
  return repetition_layout(graph.attributes_of(id)).visible();
}

}  // namespace typegrad
