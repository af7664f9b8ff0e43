// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/closed_extents.hpp>
#include <typegrad/run/compiled.hpp>
#include <typegrad/trace/trace_open_program.hpp>

namespace typegrad {

/// The inputs of a program: those of its arguments, then the extents that it computes with.
template <class Extents, int Leaves>
constexpr auto list_inputs(leaf_list<Leaves> const& arguments, Extents const& extents) {
  leaf_list<Leaves + Extents::room.counts> list{};
  for (int type = 0; type < scalar_type_count; ++type) list.count[type] = arguments.count[type];
  for (int i = 0; i < Leaves; ++i) {
    list.type[i] = arguments.type[i];
    list.number[i] = arguments.number[i];
  }
  for (int k = 0; k < extents.sizes.counts; ++k) {
    list.type[Leaves + k] = extents.counts[k].type;
    list.number[Leaves + k] = list.count[static_cast<int>(extents.counts[k].type)]++;
  }
  return list;
}

/// The function `Function` for arguments of types `Values...`, some of which leave extents open, as
/// a program: its graph, its plan and its code. Extents are symbols in the graph; their numbers are
/// looked up where the code needs them.
template <class Function, class... Values>
struct open_compiled {
  static_assert(paths_of_program<Function, Values...>::are_few);
  using traced_graph = traced_program<Function, Values...>;
  /// The graph, its open extents being numbers in the table `extents`.
  static constexpr auto symbolic = fitted<traced_graph::made.graph.sizes>(traced_graph::made.graph);
  static constexpr auto extents =
      fitted_extents<traced_graph::made.extents.sizes>(traced_graph::made.extents);
  /// The graph with typical extents, and with others: what is the same for both is known.
  static constexpr auto flat = typical_graph(symbolic, extents, 0);
  static constexpr auto other_flat = typical_graph(symbolic, extents, 1);
  using result_type = plain_type<traced_result<Function, Values...>>;

  static constexpr auto argument_leaves = list_leaves<Values...>();
  static constexpr auto leaves = list_inputs(argument_leaves, extents);
  static constexpr auto results = list_leaves<result_type>();
  static constexpr int leaf_number(int leaf) { return leaves.number[leaf]; }
  static constexpr int result_number(int output) { return results.number[output]; }
  static constexpr scalar_type result_type_of(int output) { return results.type[output]; }

  static constexpr auto typical_schedule = make_plan(flat, results.type);
  static constexpr auto other_schedule = make_plan(other_flat, results.type);
  static constexpr auto view_numbers = find_open_views(typical_schedule, other_schedule);
  /// Values in the workspace have a number in the place of an offset.
  static constexpr auto schedule = with_numbered_places(typical_schedule);
  static constexpr auto events = find_memory_events(flat, schedule);
  static constexpr auto symbolic_shapes = list_shapes(symbolic);

  using registers =
      typegrad::slots<schedule.registers[0], schedule.registers[1], schedule.registers[2],
                      schedule.registers[3], schedule.registers[4]>;
  using inputs = typegrad::leaf_pointers<leaves.count[0], leaves.count[1], leaves.count[2],
                                         leaves.count[3], leaves.count[4]>;
  using outputs = typegrad::result_pointers<results.count[0], results.count[1], results.count[2],
                                            results.count[3], results.count[4]>;
  using closed = closed_extents<open_compiled>;
  static constexpr std::size_t alignment = 64;

  static void point_at_inputs(inputs& pointers, closed const& numbers, Values const&... x) {
    int count[scalar_type_count]{};
    auto const add = [&](auto const& leaf) {
      auto const* const first = first_element(leaf);
      constexpr scalar_type type = scalar_type_of<std::remove_cvref_t<decltype(*first)>>;
      of_type<type>(pointers)[count[static_cast<int>(type)]++] = first;
    };
    (for_each_leaf(x, add), ...);
    for (int k = 0; k < extents.sizes.counts; ++k) {
      int const number = leaves.number[argument_count() + k];
      if (extents.counts[k].type == scalar_type::float64)
        pointers.float64[number] = &numbers.float64[k];
      else if (extents.counts[k].type == scalar_type::float32)
        pointers.float32[number] = &numbers.float32[k];
      else pointers.int64[number] = &numbers.int64[k];
    }
  }
  static constexpr int argument_count() { return (0 + ... + count_leaves<traced_type<Values>>()); }

  /// The result, computed in `closed::workspace_bytes` bytes of memory, aligned to `alignment`.
  [[gnu::flatten]] static result_type run(std::byte* memory, closed const& numbers,
                                          Values const&... x) {
    result_type result{};
    outputs to;
    make_results(result, to, numbers);
    registers values;
    inputs in;
    point_at_inputs(in, numbers, x...);
    run_program<open_compiled>(context<registers, open_workspace, inputs, outputs, closed>{
        values, {memory, numbers.places}, in, to, numbers});
    return result;
  }

 private:
  static void make_results(result_type& result, outputs& pointers, closed const& numbers) {
    int count[scalar_type_count]{};
    int output = 0;
    for_each_leaf(result, [&](auto& leaf) {
      using leaf_type = std::remove_cvref_t<decltype(leaf)>;
      if constexpr (has_open_leaves<leaf_type>)
        leaf = leaf_type(numbers.shapes[symbolic_shapes.of_output[output]], uninitialized_t{});
      auto* const first = first_element(leaf);
      constexpr scalar_type type = scalar_type_of<std::remove_cvref_t<decltype(*first)>>;
      of_type<type>(pointers)[count[static_cast<int>(type)]++] = first;
      ++output;
    });
  }
};

}  // namespace typegrad
