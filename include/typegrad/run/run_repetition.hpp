// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/compiled_memory.hpp>
#include <typegrad/run/read.hpp>

#include <utility>

namespace typegrad {

template <class Program, class Context>
TYPEGRAD_INLINE constexpr void run_program(Context const& c);

/// An operand whose elements do not stand in a row, copied.
template <class Program, int Operand>
inline constexpr bool is_in_a_row =
    is_contiguous(Program::schedule.places[Operand].view, Program::flat.shape_of(Operand));
template <class Part, class Program, int Which,
          bool Open = is_open_node<Program>(Part::template operand<Which>)>
struct operand_in_a_row {
  static constexpr int node = Part::template operand<Which>;
  static constexpr index_t size = is_in_a_row<Program, node> ? 1 : Part::template size<Which>;
  // Objects of their own: the graph is not read at run time.
  static constexpr shape extents = Program::flat.shape_of(node);
  static constexpr strided_view view = Program::schedule.places[node].view;
  element_t<Program, node> copy[size > 0 ? size : 1];

  template <class Context>
  TYPEGRAD_INLINE constexpr element_t<Program, node> const* point(Context const& c) {
    auto const* const memory = memory_of<Program, Program::schedule.places[node].base>(c);
    if constexpr (is_in_a_row<Program, node>) {
      return memory + view.offset;
    } else {
      for (index_t i = 0; i < size; ++i) copy[i] = memory[follow(view, extents, i)];
      return copy;
    }
  }
  TYPEGRAD_INLINE constexpr auto const* row(element_t<Program, node> const* rows, index_t turn) {
    return rows + turn * Part::template row_size<Which>;
  }
};
/// One whose number of rows, or where they stand, is known only now: a row is copied as it is read.
template <class Part, class Program, int Which>
struct operand_in_a_row<Part, Program, Which, true> {
  static constexpr int node = Part::template operand<Which>;
  static constexpr bool has_rows = is_open(Program::open_graph.shape_of(node));
  static constexpr index_t size =
      has_rows ? Part::template row_size<Which> : Part::template size<Which>;
  strided_view view;
  shape extents;
  element_t<Program, node> copy[size > 0 ? size : 1];

  template <class Context>
  TYPEGRAD_INLINE constexpr element_t<Program, node> const* point(Context const& c) {
    view = c.numbers.template view_of<node>();
    extents = c.numbers.template shape_of<node>();
    auto const* const memory = memory_of<Program, Program::schedule.places[node].base>(c);
    return has_rows ? memory : row(memory, 0);
  }
  TYPEGRAD_INLINE constexpr auto const* row(element_t<Program, node> const* memory, index_t turn) {
    for (index_t i = 0; i < size; ++i) copy[i] = memory[follow(view, extents, turn * size + i)];
    return copy;
  }
};
template <class Part, class Program, class Which>
struct operands_in_a_row;
template <class Part, class Program, int... Which>
struct operands_in_a_row<Part, Program, std::integer_sequence<int, Which...>>
    : operand_in_a_row<Part, Program, Which>... {};

template <class From, class To>
TYPEGRAD_INLINE constexpr void copy_numbers(From const* from, To* to, index_t count) {
  for (index_t i = 0; i < count; ++i) to[i] = static_cast<To>(from[i]);
}

/// Runs a repetition: its part once for each turn, as straight-line code over the carried values.
template <class Program, int Node>
struct repetition_run {
  using part = repeated_part<Program, Node>;
  static constexpr repetition_layout layout = part::layout;
  using result_number = element_t<Program, Node>;
  template <int Count>
  using each = std::make_integer_sequence<int, Count>;

  typename part::workspace& memory;
  typename part::carried_values& now;
  typename part::carried_values& next;
  typename part::row_values rows;
  operands_in_a_row<part, Program, each<layout.visible()>> operands;
  typename part::inputs in;
  typename part::outputs out;
  int number;

  TYPEGRAD_INLINE constexpr repetition_run(typename part::workspace& workspace,
                                           typename part::carried_values& first,
                                           typename part::carried_values& second)
      : memory(workspace), now(first), next(second) {}

  template <int Which>
  TYPEGRAD_INLINE constexpr auto* carried(typename part::carried_values& values) {
    return of_type<part::template type<Which>>(values) + part::carried.offset[Which];
  }
  /// Points input `Input` of the part, which has the type of operand `Which`.
  template <int Input, int Which>
  TYPEGRAD_INLINE constexpr void point(auto const* elements) {
    of_type<part::template type<Which>>(in)[part::leaves.number[Input]] = elements;
  }
  template <int Which, class Context>
  TYPEGRAD_INLINE constexpr auto const* given(Context const& c) {
    return operand<Which>().point(c);
  }
  template <int Row>
  static constexpr int row_operand = layout.first_result() + layout.carried + Row;
  template <int Row>
  static constexpr bool row_is_result =
      part::template type<row_operand<Row>> == Program::flat.nodes[Node].type;

  template <class Context, int... Carried, int... Sequence, int... Captured, int... Row>
  TYPEGRAD_INLINE constexpr void run(Context const& c, std::integer_sequence<int, Carried...>,
                                     std::integer_sequence<int, Sequence...>,
                                     std::integer_sequence<int, Captured...>,
                                     std::integer_sequence<int, Row...>) {
    result_number* const result = memory_of<Program, Node>(c);
    (copy_numbers(given<Carried>(c), carried<Carried>(now), part::template size<Carried>), ...);
    (point<Carried, Carried>(carried<Carried>(now)), ...);
    (point<layout.parameters() + Captured, layout.first_captured() + Captured>(
         given<layout.first_captured() + Captured>(c)),
     ...);
    if constexpr (layout.numbered)
      point<layout.carried + layout.sequences, layout.first_result() - 1>(&number);
    ((of_type<part::template type<Carried>>(out)[part::results.number[Carried]] =
          carried<Carried>(next)),
     ...);
    [[maybe_unused]] bool goes_on = true;
    if constexpr (layout.ends_early)
      out.boolean[part::results.number[layout.carried + layout.rows]] = &goes_on;
    [[maybe_unused]] auto const rows_of = pointers(given<layout.carried + Sequence>(c)...);

    index_t const whole = whole_turns(c);
    index_t turns = whole;
    if constexpr (layout.counted) {
      auto const asked = static_cast<index_t>(*given<layout.visible() - 1>(c));
      turns = asked < 0 ? 0 : asked < turns ? asked : turns;
      (clear<Row>(result, whole), ...);
    } else if constexpr (layout.ends_early) {
      (clear<Row>(result, whole), ...);
    }
    index_t turn = 0;
    for (; turn < turns; ++turn) {
      index_t const row = layout.backwards ? turns - 1 - turn : turn;
      number = static_cast<int>(row);
      (point<layout.carried + Sequence, layout.carried + Sequence>(
           operand<layout.carried + Sequence>().row(row_pointer<Sequence>(rows_of), row)),
       ...);
      (point_at_row<Row>(result, row, whole), ...);
      // before the next values are there: else both would be held
      if constexpr (!layout.ends_early) (keep_carried<Carried>(result, row, whole), ...);
      run_turn(c);
      if constexpr (layout.ends_early) {
        if (!goes_on) break;
        (keep_carried<Carried>(result, row, whole), ...);
      }
      (keep_row<Row>(result, row, whole), ...);
      (copy_numbers(carried<Carried>(next), carried<Carried>(now), part::template size<Carried>),
       ...);
    }
    (copy_numbers(carried<Carried>(now), result + part::template begin_of_carried<Carried>,
                  part::template size<Carried>),
     ...);
    if constexpr (layout.ends_early)
      result[part::begin_of_rows + whole * part::each_row] = static_cast<result_number>(turn);
  }

 private:
  /// How many turns there may be.
  template <class Context>
  TYPEGRAD_INLINE static constexpr index_t whole_turns([[maybe_unused]] Context const& c) {
    if constexpr (is_open_node<Program>(Node))
      return static_cast<index_t>(c.numbers.template attributes_of<Node>().words[0]);
    else return layout.turns;
  }
  template <int Row>
  TYPEGRAD_INLINE static constexpr index_t begin_of_row(index_t whole) {
    return part::begin_of_rows + whole * part::template before_row<Row>;
  }
  template <int Carried>
  TYPEGRAD_INLINE constexpr void keep_carried([[maybe_unused]] result_number* result,
                                              [[maybe_unused]] index_t row,
                                              [[maybe_unused]] index_t whole) {
    if constexpr (layout.keeps(Carried))
      copy_numbers(carried<Carried>(now),
                   result + part::begin_of_rows + (layout.ends_early ? 1 : 0) +
                       whole * (part::each_row + part::template before_kept<Carried>)+row *
                           part::template size<Carried>,
                   part::template size<Carried>);
  }
  template <class... Numbers>
  struct pointer_list {};
  template <class First, class... Rest>
  struct pointer_list<First, Rest...> {
    First const* first;
    pointer_list<Rest...> rest;
  };
  TYPEGRAD_INLINE static constexpr pointer_list<> pointers() { return {}; }
  template <class First, class... Rest>
  TYPEGRAD_INLINE static constexpr pointer_list<First, Rest...> pointers(First const* first,
                                                                         Rest const*... rest) {
    return {first, pointers(rest...)};
  }
  template <int Which, class List>
  TYPEGRAD_INLINE static constexpr auto const* row_pointer(List const& list) {
    if constexpr (Which == 0) return list.first;
    else return row_pointer<Which - 1>(list.rest);
  }
  template <int Which>
  TYPEGRAD_INLINE constexpr auto& operand() {
    return static_cast<operand_in_a_row<part, Program, Which>&>(operands);
  }
  template <int Row>
  TYPEGRAD_INLINE constexpr auto* own_row() {
    return of_type<part::template type<row_operand<Row>>>(rows) + part::rows.offset[Row];
  }
  /// A row is written where the result is, or converted to the result's type.
  template <int Row>
  TYPEGRAD_INLINE constexpr void point_at_row(result_number* result, index_t row, index_t whole) {
    constexpr int number_of_row = part::results.number[layout.carried + Row];
    constexpr index_t size = part::template size<row_operand<Row>>;
    if constexpr (row_is_result<Row> && !layout.ends_early)
      of_type<part::template type<row_operand<Row>>>(out)[number_of_row] =
          result + begin_of_row<Row>(whole) + row * size;
    else of_type<part::template type<row_operand<Row>>>(out)[number_of_row] = own_row<Row>();
  }
  template <int Row>
  TYPEGRAD_INLINE constexpr void keep_row([[maybe_unused]] result_number* result,
                                          [[maybe_unused]] index_t row,
                                          [[maybe_unused]] index_t whole) {
    constexpr index_t size = part::template size<row_operand<Row>>;
    if constexpr (!row_is_result<Row> || layout.ends_early)
      copy_numbers(own_row<Row>(), result + begin_of_row<Row>(whole) + row * size, size);
  }
  template <int Row>
  TYPEGRAD_INLINE constexpr void clear(result_number* result, index_t whole) {
    index_t const size = whole * part::template size<row_operand<Row>>;
    for (index_t i = 0; i < size; ++i) result[begin_of_row<Row>(whole) + i] = result_number{};
  }
#if !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"  // as in `compiled`
#endif
  template <class Context>
  TYPEGRAD_INLINE constexpr void run_turn(Context const&) {
    typename part::registers values;
    run_program<part>(context<typename part::registers, fixed_workspace<typename part::workspace>,
                              typename part::inputs, typename part::outputs, no_open_numbers>{
        values, {memory}, in, out, {}});
  }
#if !defined(__clang__)
#pragma GCC diagnostic pop
#endif
};

template <class Program, int Node, class Carries, class Context>
TYPEGRAD_INLINE constexpr void run_repetition_in(Context const& c,
                                                 repetition_memory<Program, Node>& memory,
                                                 Carries& carries) {
  using turns = repetition_run<Program, Node>;
  turns all(memory.workspace, carries.now, carries.next);
  all.run(c, std::make_integer_sequence<int, turns::layout.carried>{},
          std::make_integer_sequence<int, turns::layout.sequences>{},
          std::make_integer_sequence<int, turns::layout.captured>{},
          std::make_integer_sequence<int, turns::layout.rows>{});
}
/// Few carried values are local variables, which become registers.
template <class Program, int Node, class Context>
TYPEGRAD_INLINE constexpr void run_repetition_in(Context const& c,
                                                 repetition_memory<Program, Node>& memory) {
  if constexpr (repetition_memory<Program, Node>::holds_carries) {
    run_repetition_in<Program, Node>(c, memory, memory.carried);
  } else {
    two_carries<repeated_part<Program, Node>> carried;
    run_repetition_in<Program, Node>(c, memory, carried);
  }
}
/// Runs a repetition with memory of the program's workspace, or of the stack where that is not
/// known while compiling.
template <class Program, int Node, class Context>
TYPEGRAD_INLINE constexpr void run_repetition(Context const& c) {
  if constexpr (requires { c.workspace.slots.repetitions; }) {
    run_repetition_in<Program, Node>(c, c.workspace.slots.repetitions.template of<Node>());
  } else {
    repetition_memory<Program, Node> memory;
    run_repetition_in<Program, Node>(c, memory);
  }
}

}  // namespace typegrad
