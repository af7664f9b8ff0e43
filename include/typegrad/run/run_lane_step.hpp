// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/lane_program.hpp>
#include <typegrad/run/run_step.hpp>

namespace typegrad {

/// All that the steps of a program in lanes see.
template <class Program>
struct lane_context {
  typename Program::registers& registers;
  typename Program::workspace& workspace;
  typename Program::inputs const& inputs;  ///< a row in each lane
  typename Program::outputs& outputs;
  typename Program::shared const& shared;  ///< pointers, as of the program for one row
};

/// The lanes of the node that owns them, from its first element.
template <class Program, int Base>
TYPEGRAD_INLINE inline auto* lanes_in_memory(lane_context<Program> const& c) {
  constexpr placement const& place = Program::schedule.places[Base];
  constexpr place_kind kind = place.kind;
  constexpr int index = place.index;
  constexpr index_t offset = place.offset;
  constexpr scalar_type type = Program::flat.nodes[Base].type;
  if constexpr (kind == place_kind::input)
    return of_type<type>(c.inputs) + Program::input_places.first[index];
  else if constexpr (kind == place_kind::registers) return of_type<type>(c.registers) + index;
  else if constexpr (kind == place_kind::output)
    return of_type<type>(c.outputs) + Program::output_places.first[index];
  else return of_type<type>(c.workspace) + offset;
}

template <class Program>
constexpr bool is_shared(int node) {
  return Program::schedule.places[node].kind == place_kind::input &&
         !Program::mapped.of[Program::schedule.places[node].index];
}

/// Element number `Position` of a node, in row-major order, of every row.
template <class Program, int Node, index_t Position>
TYPEGRAD_INLINE inline auto read_lanes(lane_context<Program> const& c) {
  using number = element_t<Program, Node>;
  constexpr place_kind kind = Program::schedule.places[Node].kind;
  constexpr int base = Program::schedule.places[Node].base;
  if constexpr (kind == place_kind::literal) {
    return splat<number, Program::width>(read<Program, Node, Position>(c));
  } else {
    constexpr index_t at = kind == place_kind::view ? follow(Program::schedule.places[Node].view,
                                                             Program::flat.shape_of(Node), Position)
                                                    : Position;
    if constexpr (Program::schedule.places[base].kind == place_kind::literal) {
      constexpr number value = literal_table<Program, base>.values[at];
      return splat<number, Program::width>(value);
    } else if constexpr (is_shared<Program>(base)) {
      constexpr int index = Program::schedule.places[base].index;
      return splat<number, Program::width>(
          of_type<Program::flat.nodes[base].type>(c.shared)[Program::leaves.number[index]][at]);
    } else {
      return lanes_in_memory<Program, base>(c)[at];
    }
  }
}

/// An element-wise node.
template <class Program, int Node, index_t Position, int... Index>
TYPEGRAD_INLINE inline void write_element_in_lanes(lane_context<Program> const& c,
                                                   std::integer_sequence<int, Index...>) {
  using op = operation_at<Program::flat.nodes[Node].op>;
  constexpr int width = Program::width;
  lanes_in_memory<Program, Node>(c)[Position] = convert_lanes<element_t<Program, Node>, width>(
      op::forward(as_lane_operand<op, compute_t<Program, Node>, width>(
          read_lanes<Program, Program::flat.operand(Node, Index),
                     position_in_operand<Program>(Program::flat.operand(Node, Index), Node,
                                                  Position)>(c))...));
}
template <class Program, int Node, index_t... Position>
TYPEGRAD_INLINE inline void write_elements_in_lanes(lane_context<Program> const& c,
                                                    std::integer_sequence<index_t, Position...>) {
  (write_element_in_lanes<Program, Node, Position>(
       c, std::make_integer_sequence<int, Program::flat.nodes[Node].operand_count>{}),
   ...);
}

/// A reduction.
template <class Program, int Node, int Index>
TYPEGRAD_INLINE inline void combine_element_in_lanes(lane_context<Program> const& c) {
  using op = operation_at<Program::flat.nodes[Node].op>;
  auto* const to = lanes_in_memory<Program, Node>(c) + targets_of<Program, Node>.target[Index];
  auto const x = convert_lanes<element_t<Program, Node>, Program::width>(
      read_lanes<Program, Program::flat.operand(Node, 0), Index>(c));
  if constexpr (targets_of<Program, Node>.first[Index]) *to = x;
  else *to = op::combine(*to, x);
}
template <class Program, int Node, int... Index>
TYPEGRAD_INLINE inline void combine_elements_in_lanes(lane_context<Program> const& c,
                                                      std::integer_sequence<int, Index...>) {
  if constexpr (sizeof...(Index) == 0) {
    using op = operation_at<Program::flat.nodes[Node].op>;
    constexpr index_t size = Program::flat.shape_of(Node).size();
    for (index_t i = 0; i < size; ++i)
      lanes_in_memory<Program, Node>(c)[i] = splat<element_t<Program, Node>, Program::width>(
          op::template identity<element_t<Program, Node>>());
  } else {
    (combine_element_in_lanes<Program, Node, Index>(c), ...);
  }
}

/// A product.
template <class Program, int Node, index_t Position, int... Each>
TYPEGRAD_INLINE inline auto product_in_lanes(lane_context<Program> const& c,
                                             std::integer_sequence<int, Each...>) {
  using number = element_t<Program, Node>;
  using terms = product_terms<Program, Node>;
  if constexpr (sizeof...(Each) == 0) {
    return splat<number, Program::width>(number{});
  } else {
    return (
        ... +
        (convert_lanes<number, Program::width>(
             read_lanes<Program, terms::left, terms_of<Program, Node>.in_left[Position][Each]>(c)) *
         convert_lanes<number, Program::width>(
             read_lanes<Program, terms::right, terms_of<Program, Node>.in_right[Position][Each]>(
                 c))));
  }
}
template <class Program, int Node, index_t... Position>
TYPEGRAD_INLINE inline void write_product_in_lanes(lane_context<Program> const& c,
                                                   std::integer_sequence<index_t, Position...>) {
  ((lanes_in_memory<Program, Node>(c)[Position] = product_in_lanes<Program, Node, Position>(
        c, std::make_integer_sequence<int, terms_of<Program, Node>.count[Position]>{})),
   ...);
}

template <class Program, int Node, int Index>
TYPEGRAD_INLINE inline auto joined_lanes(lane_context<Program> const& c) {
  using number = element_t<Program, Node>;
  constexpr int which = join_table<Program, Node>.operand[Index];
  if constexpr (which < 0) return splat<number, Program::width>(number{});
  else
    return convert_lanes<number, Program::width>(
        read_lanes<Program, Program::flat.operand(Node, which),
                   join_table<Program, Node>.position[Index]>(c));
}
template <class Program, int Node, int... Index>
TYPEGRAD_INLINE inline void write_join_in_lanes(lane_context<Program> const& c,
                                                std::integer_sequence<int, Index...>) {
  ((lanes_in_memory<Program, Node>(c)[Index] = joined_lanes<Program, Node, Index>(c)), ...);
}

template <int Width, class Number, int Elements>
struct rows_of_lanes {
  Number elements[Elements > 0 ? Elements : 1][Width];
  Number row[Elements > 0 ? Elements : 1];

  TYPEGRAD_INLINE void store(int element, lanes_of<Number, Width> const& x) {
    store_lanes<Number, Width, 1>(elements[element], x);
  }
  TYPEGRAD_INLINE void take(int lane) {
    for (int i = 0; i < Elements; ++i) row[i] = elements[i][lane];
  }
  TYPEGRAD_INLINE void put(int lane) {
    for (int i = 0; i < Elements; ++i) elements[i][lane] = row[i];
  }
};
template <class Program, int Node>
using rows_of_node = rows_of_lanes<Program::width, element_t<Program, Node>,
                                   static_cast<int>(Program::flat.shape_of(Node).size())>;

/// An opaque operation, row by row: its kernel takes numbers.
template <class Program, int Node, class Operands>
struct opaque_in_lanes;
template <class Program, int Node, int... Which>
struct opaque_in_lanes<Program, Node, std::integer_sequence<int, Which...>> {
  template <int Operand>
  static constexpr int node = Program::flat.operand(Node, Operand);
  template <int Operand>
  struct held {
    rows_of_node<Program, node<Operand>> rows;
  };
  struct all_operands : held<Which>... {};

  template <int Operand, index_t... Position>
  TYPEGRAD_INLINE static auto& fill(lane_context<Program> const& c, all_operands& all,
                                    std::integer_sequence<index_t, Position...>) {
    auto& rows = static_cast<held<Operand>&>(all).rows;
    (rows.store(static_cast<int>(Position), read_lanes<Program, node<Operand>, Position>(c)), ...);
    return rows;
  }
  template <int Operand>
  TYPEGRAD_INLINE static auto reading_of_row(all_operands& all, int lane) {
    auto& rows = static_cast<held<Operand>&>(all).rows;
    rows.take(lane);
    constexpr shape extents = Program::flat.shape_of(node<Operand>);
    return reading<element_t<Program, node<Operand>>>{rows.row, extents, contiguous_view(extents)};
  }
  TYPEGRAD_INLINE static void run(lane_context<Program> const& c) {
    using number = element_t<Program, Node>;
    constexpr shape extents = Program::flat.shape_of(Node);
    all_operands operands;
    (fill<Which>(c, operands, element_sequence<Program, node<Which>>), ...);
    rows_of_node<Program, Node> result;
    for (int lane = 0; lane < Program::width; ++lane) {
      operation_at<Program::flat.nodes[Node].op>::kernel(
          result.row, extents_of_result<Program, Node>{}, attribute_table<Program, Node>.list(),
          reading_of_row<Which>(operands, lane)...);
      result.put(lane);
    }
    for (index_t i = 0; i < extents.size(); ++i)
      lanes_in_memory<Program, Node>(c)[i] =
          load_lanes<number, Program::width, 1>(result.elements[i]);
  }
};

template <class Program, int Node>
TYPEGRAD_INLINE inline void run_whole_in_lanes(lane_context<Program> const& c) {
  constexpr operation_kind kind = Program::flat.nodes[Node].op->kind;
  if constexpr (kind == operation_kind::contraction) {
    write_product_in_lanes<Program, Node>(c, element_sequence<Program, Node>);
  } else if constexpr (kind == operation_kind::join) {
    write_join_in_lanes<Program, Node>(
        c,
        std::make_integer_sequence<int, static_cast<int>(Program::flat.shape_of(Node).size())>{});
  } else {
    opaque_in_lanes<
        Program, Node,
        std::make_integer_sequence<int, Program::flat.nodes[Node].operand_count>>::run(c);
  }
}

/// The elements of a node in row-major order, to an output or to the memory of a view without
/// strides.
template <class Program, int Step, index_t... Position>
TYPEGRAD_INLINE inline void copy_in_lanes(lane_context<Program> const& c,
                                          std::integer_sequence<index_t, Position...>) {
  constexpr int node = Program::schedule.steps[Step].node;
  constexpr int output = Program::schedule.steps[Step].output;
  if constexpr (output >= 0) {
    constexpr scalar_type type = Program::results.type[output];
    ((of_type<type>(c.outputs)[Program::output_places.first[output] + Position] =
          convert_lanes<scalar_t<type>, Program::width>(read_lanes<Program, node, Position>(c))),
     ...);
  } else {
    ((lanes_in_memory<Program, node>(c)[Position] =
          read_lanes<Program, Program::flat.operand(node, 0), Position>(c)),
     ...);
  }
}

template <class Program, int Step>
TYPEGRAD_INLINE inline void run_lane_step(lane_context<Program> const& c) {
  constexpr step_kind kind = Program::schedule.steps[Step].kind;
  constexpr int node = Program::schedule.steps[Step].node;
  if constexpr (kind == step_kind::elements)
    write_elements_in_lanes<Program, node>(c, element_sequence<Program, node>);
  else if constexpr (kind == step_kind::combine)
    combine_elements_in_lanes<Program, node>(
        c, std::make_integer_sequence<
               int,
               static_cast<int>(Program::flat.shape_of(Program::flat.operand(node, 0)).size())>{});
  else if constexpr (kind == step_kind::whole) run_whole_in_lanes<Program, node>(c);
  else copy_in_lanes<Program, Step>(c, element_sequence<Program, node>);
}

template <class Program, int First, int... Index>
TYPEGRAD_INLINE inline void run_lane_steps(lane_context<Program> const& c,
                                           std::integer_sequence<int, Index...>) {
  (run_lane_step<Program, First + Index>(c), ...);
  constexpr int next = First + static_cast<int>(sizeof...(Index));
  constexpr int left = Program::schedule.step_count - next;
  if constexpr (left > 0)
    run_lane_steps<Program, next>(
        c, std::make_integer_sequence<int, (left < longest_run ? left : longest_run)>{});
}

}  // namespace typegrad
