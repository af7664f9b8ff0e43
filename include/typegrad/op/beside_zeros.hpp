// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/operation_defaults.hpp>
#include <typegrad/op/rewrites.hpp>

namespace typegrad {

// 0 x is 0 where x is finite and NaN elsewhere. Of a polynomial of sines and cosines it is known
// where that is: where one of the angles is not finite. A sum with another term that is NaN there
// does not need it: of sin(a) 0 + cos(a) b the function computes cos(a) b, and gives the same
// number as the plain call, but for the sign of a zero. What no other term covers stays, as
// 0 times the angle.

/// The bit of an argument of a sine; 0 for the 65th.
constexpr std::uint64_t bit_of_wave(number_ranges& ranges, int id) {
  for (int i = 0; i < ranges.waves.count; ++i)
    if (ranges.waves.items[i] == id) return std::uint64_t{1} << i;
  if (ranges.waves.count == 64) return 0;
  ranges.waves.push_back(id);
  return std::uint64_t{1} << (ranges.waves.count - 1);
}

constexpr number_range range_of_number(graph_builder& graph, int id) {
  node_record const& node = graph.nodes.items[id];
  number_range range{.core = id};
  if (node.shape_id != 0 || !is_real(node.type)) return range;
  number_range const* const of = graph.ranges.of.items;
  int const* const operands = graph.operands.items + node.first_operand;
  if (node.op->kind == operation_kind::literal) {
    double const value = decode_literal(node.type, graph.attributes.items[node.first_attribute]);
    range.bound = value < 0 ? -value : value;
    if (!(range.bound < number_range::largest)) range.bound = 0;
    else if (range.bound < 1) range.bound = 1;
  } else if (node.op->growth == growth_rule::wave) {
    range.waves = bit_of_wave(graph.ranges, operands[0]);
    range.bound = range.waves != 0 ? 1 : 0;
  } else if (node.op->growth != growth_rule::unknown) {
    double sum = 0, product = 1;
    bool bounded = true;
    for (int i = 0; i < node.operand_count; ++i) {
      double const one = of[operands[i]].bound;
      range.waves |= of[operands[i]].waves;
      bounded = bounded && one != 0;
      sum += one;
      product *= node.operand_count == 1 ? one * one : one;
    }
    range.bound = !bounded ? 0 : node.op->growth == growth_rule::sum ? sum : product;
    if (!(range.bound < number_range::largest)) range.bound = 0;
  }
  return range;
}

/// The ranges of all nodes.
constexpr number_range* ranges_of_numbers(graph_builder& graph) {
  for (int id = graph.ranges.of.count; id < graph.nodes.count; ++id)
    graph.ranges.of.push_back(range_of_number(graph, id));
  return graph.ranges.of.items;
}

/// `core`, and NaN where one of `waves` is not finite.
template <class Graph>
constexpr int with_waves(Graph& graph, int core, std::uint64_t waves) {
  basic_symbol<Graph> zero{};
  graph.ranges.at_rest = true;
  for (int i = 0; i < graph.ranges.waves.count; ++i) {
    if ((waves >> i & 1) == 0) continue;
    basic_symbol<Graph> const angle{&graph, graph.ranges.waves.items[i]};
    auto const one = angle * literal_like(angle, 0.0);
    zero = zero.id < 0 ? one : zero + one;
  }
  int const whole = (basic_symbol<Graph>{&graph, core} + zero).id;
  graph.ranges.at_rest = false;
  return whole;
}

/// What stands for a sum or product of numbers one of which is 0 or NaN, or has such a term; -1 for
/// nothing. Derivatives take a zero of the structure for zero.
template <class Graph>
constexpr int beside_zeros(Graph& graph, operation const& op, list_view<int> ids,
                           node_signature made) {
  if (graph.ranges.at_rest) return -1;
  number_range const* const ranges = ranges_of_numbers(graph);
  int cores[2]{};
  bool changed = false, zero = false, bounded = true;
  std::uint64_t waves = 0;
  for (int i = 0; i < ids.count; ++i) {
    number_range const& one = ranges[ids[i]];
    cores[i] = one.core;
    waves |= one.waves | one.beside;
    changed = changed || one.core != ids[i];
    bounded = bounded && one.bound != 0;
    zero = zero || basic_symbol<Graph>{&graph, one.core}.is_uniform(0.0);
  }
  zero = zero && op.growth == growth_rule::product;
  if (!(changed || zero) || (zero && !bounded && !graph.in_derivative)) return -1;
  int core = zero ? uniform_literal(graph, made, 0.0).id : op.record(graph, {cores, ids.count}, {});
  if (!has_signature(basic_symbol<Graph>{&graph, core}, made)) return -1;
  number_range const inner = ranges_of_numbers(graph)[core];
  core = inner.core;
  if (graph.in_derivative) return core;
  waves = (waves | inner.beside) & ~ranges_of_numbers(graph)[core].waves;
  if (waves == 0) return core;
  int const whole =
      zero ? graph.intern(op, made.type, made.shape_id, ids, {}) : with_waves(graph, core, waves);
  if (!has_signature(basic_symbol<Graph>{&graph, whole}, made)) return -1;
  number_range& range = ranges_of_numbers(graph)[whole];
  range = {inner.waves | waves, inner.bound, core, waves};
  return whole;
}
template <class Op, class Graph>
constexpr int beside_zeros(Graph& graph, int const* ids, node_signature made) {
  static_assert(Op::arity <= 2);
  return beside_zeros(graph, operation_in<Op, Graph>::object, {ids, Op::arity}, made);
}

}  // namespace typegrad
