// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/operation_object.hpp>
#include <typegrad/run/run_copy.hpp>

#include <utility>

namespace typegrad {

/// Where each element of a joined result comes from: an operand and a position in it, or nowhere
/// (zero).
template <class Program, int Node>
struct join_sources {
  static constexpr int size = static_cast<int>(Program::flat.shape_of(Node).size());
  int operand[size > 0 ? size : 1]{};
  index_t position[size > 0 ? size : 1]{};
  constexpr join_sources() {
    for (int i = 0; i < size; ++i) operand[i] = -1;
    for (int which = 0; which < Program::flat.nodes[Node].operand_count; ++which) {
      shape const& own = Program::flat.shape_of(Program::flat.operand(Node, which));
      strided_view const region = Program::flat.nodes[Node].op->region(
          which, Program::flat.shape_of(Node), Program::flat.attributes_of(Node));
      for (index_t i = 0; i < own.size(); ++i) {
        index_t const at = follow(region, own, i);
        operand[at] = which;
        position[at] = i;
      }
    }
  }
};
template <class Program, int Node>
inline constexpr join_sources<Program, Node> join_table{};

template <class Program, int Node, int Index, class Context>
TYPEGRAD_INLINE constexpr auto joined_element(Context const& c) {
  using number_type = element_t<Program, Node>;
  constexpr int which = join_table<Program, Node>.operand[Index];
  if constexpr (which < 0) return number_type{};
  else
    return static_cast<number_type>(read<Program, Program::flat.operand(Node, which),
                                         join_table<Program, Node>.position[Index]>(c));
}

template <class Program, int Node, class Context, int... Index>
TYPEGRAD_INLINE constexpr void write_join(Context const& c, std::integer_sequence<int, Index...>) {
  [[maybe_unused]] auto* const to = memory_of<Program, Node>(c);
  ((to[Index] = joined_element<Program, Node, Index>(c)), ...);
}

/// Where the operands of a join go.
template <class Program, int Node>
struct join_numbers {
  using program = Program;
  static constexpr bool is_open = has_open_numbers<Program>(Node);
  static constexpr int operands = Program::flat.nodes[Node].operand_count;

  index_t size;
  index_t covered;
  strided_view regions[operands];

  template <class Source>
  constexpr explicit join_numbers(Source const& source)
      : join_numbers(source, std::make_integer_sequence<int, operands>{}) {}

 private:
  template <class Source, int... Which>
  constexpr join_numbers(Source const& source, std::integer_sequence<int, Which...>)
      : size(source.template shape_of<Node>().size()),
        covered((index_t{0} + ... +
                 source.template shape_of<Program::flat.operand(Node, Which)>().size())),
        regions{} {
    auto const words = source.template attributes_of<Node>();
    for (int which = 0; which < operands; ++which)
      regions[which] = operation_at<Program::flat.nodes[Node].op>::region(
          which, source.template shape_of<Node>(), words);
  }
};

/// The elements that no operand writes, where they are few runs of a result that is not large: only
/// these are cleared. A Hessian of ten numbers, a band of 28 in 100, takes 18 ns in place of 29.
template <class Program, int Node>
struct join_gaps {
  static constexpr int room = 16;
  int first[room]{};
  int size[room]{};
  int count = 0;
  bool are_few = true;

  constexpr join_gaps() {
    for (int i = 0; i < join_table<Program, Node>.size && are_few; ++i) {
      if (join_table<Program, Node>.operand[i] >= 0) continue;
      if (count == 0 || first[count - 1] + size[count - 1] != i) {
        are_few = count < room;
        if (!are_few) return;
        first[count++] = i;
      }
      ++size[count - 1];
    }
  }
};
template <class Program, int Node, class Number, int... Gap>
TYPEGRAD_INLINE constexpr void clear_gaps([[maybe_unused]] Number* to,
                                          std::integer_sequence<int, Gap...>) {
  [[maybe_unused]] constexpr join_gaps<Program, Node> gaps{};
  (clear_numbers(to + gaps.first[Gap], gaps.size[Gap]), ...);
}
/// Whether the gaps of a join are worth a list.
template <class Program, int Node>
constexpr bool has_few_gaps() {
  using numbers = join_numbers<Program, Node>;
  if constexpr (!numbers::is_open && Program::flat.shape_of(Node).size() <= 1024)
    return join_gaps<Program, Node>{}.are_few;
  else return false;
}

/// Writes zeros where no operand goes.
template <class Program, int Node, class Context, class Number>
TYPEGRAD_INLINE constexpr void clear_join(Context const& c, Number* to) {
  auto const found = find_numbers<join_numbers<Program, Node>>(c);
  if constexpr (has_few_gaps<Program, Node>())
    clear_gaps<Program, Node>(to,
                              std::make_integer_sequence<int, join_gaps<Program, Node>{}.count>{});
  else if (found.value.covered < found.value.size) clear_numbers(to, found.value.size);
}

/// Puts operand `Which` in its place, unless it has been computed there.
template <class Program, int Node, int Which, class Number, class Context, class Found>
TYPEGRAD_INLINE constexpr void copy_into_join(Context const& c, Found const& found, Number* to) {
  constexpr int operand = Program::flat.operand(Node, Which);
  if constexpr (Program::schedule.places[operand].base != Node)
    copy_to_view<Program, operand>(c, find_numbers<node_numbers<Program, operand>>(c), to,
                                   found.value.regions[Which]);
}

template <class Program, int Node, class Context, int... Which>
TYPEGRAD_INLINE constexpr void run_join(Context const& c, std::integer_sequence<int, Which...>) {
  auto* const to = memory_of<Program, Node>(c);
  auto const found = find_numbers<join_numbers<Program, Node>>(c);
  clear_join<Program, Node>(c, to);
  (copy_into_join<Program, Node, Which>(c, found, to), ...);
}

}  // namespace typegrad
