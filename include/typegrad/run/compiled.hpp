// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>
#include <typegrad/run/run_step.hpp>
#include <typegrad/tensor/uninitialized.hpp>
#include <typegrad/trace/trace_program.hpp>

#include <cstdint>
#include <new>

namespace typegrad {

/// The numbers of leaves of a list of types: per scalar type, and each leaf's number within its own
/// type.
template <int Leaves>
struct leaf_list {
  scalar_type type[Leaves > 0 ? Leaves : 1]{};
  int number[Leaves > 0 ? Leaves : 1]{};
  int count[scalar_type_count]{};
};

template <class... Values>
constexpr auto list_leaves() {
  leaf_list<(0 + ... + count_leaves<traced_type<Values>>())> list{};
  int i = 0;
  auto const add = [&](auto const& leaf) {
    list.type[i] =
        scalar_type_of<typename operand_traits<std::remove_cvref_t<decltype(leaf)>>::scalar>;
    list.number[i] = list.count[static_cast<int>(list.type[i])]++;
    ++i;
  };
  auto const add_all = [&](auto const& x) { for_each_leaf(x, add); };
  (add_all(traced_type<Values>{}), ...);
  return list;
}

/// First element of a leaf: a number is its own.
template <class Leaf>
TYPEGRAD_INLINE constexpr auto* first_element(Leaf& leaf) {
  if constexpr (requires { leaf.data(); }) return leaf.data();
  else return &leaf;
}

/// Words for errors.
template <index_t Bytes>
struct bytes_of_workspace {
  static constexpr sentence words = sentence{}.add("it takes ").add_number(Bytes).add(" bytes");
};
template <index_t Bytes>
struct bytes_of_stack {
  static constexpr sentence words = sentence{}.add_number(Bytes).add(" are allowed");
};

template <index_t Bytes>
using workspace_mistake = mistake<
    "typegrad: the workspace must fit into TYPEGRAD_MAX_STACK_BYTES: call "
    "tg::program<...>::run(memory, x...) with memory of your own",
    bytes_of_workspace<Bytes>, bytes_of_stack<TYPEGRAD_MAX_STACK_BYTES>>;

/// The function `Function` for arguments of types `Values...` as a program: its graph, its plan and
/// its code.
///
/// Everything in it is known while compiling; `run` is straight-line code and loops over plain
/// arrays, without heap, tape or virtual calls.
template <class Function, class... Values>
struct compiled {
  static_assert(paths_of_program<Function, Values...>::are_few);
  using traced_graph = traced_program<Function, Values...>;
  static constexpr auto flat = fitted<traced_graph::graph.sizes>(traced_graph::graph);
  using result_type = plain_type<traced_result<Function, Values...>>;

  static constexpr auto leaves = list_leaves<Values...>();
  static constexpr auto results = list_leaves<result_type>();
  static constexpr int leaf_number(int leaf) { return leaves.number[leaf]; }
  static constexpr int result_number(int output) { return results.number[output]; }
  static constexpr scalar_type result_type_of(int output) { return results.type[output]; }

  static constexpr auto schedule = make_plan(flat, results.type);
  using registers =
      typegrad::slots<schedule.registers[0], schedule.registers[1], schedule.registers[2],
                      schedule.registers[3], schedule.registers[4]>;
  using workspace = typegrad::slots<
      static_cast<int>(schedule.workspace[0]), static_cast<int>(schedule.workspace[1]),
      static_cast<int>(schedule.workspace[2]), static_cast<int>(schedule.workspace[3]),
      static_cast<int>(schedule.workspace[4])>;
  /// What `run(memory, x...)` needs; at least one byte, so that it can be the length of an array.
  static constexpr index_t workspace_bytes = static_cast<index_t>(sizeof(workspace));
  static constexpr std::size_t alignment = alignof(workspace);

  using inputs = typegrad::leaf_pointers<leaves.count[0], leaves.count[1], leaves.count[2],
                                         leaves.count[3], leaves.count[4]>;
  using outputs = typegrad::result_pointers<results.count[0], results.count[1], results.count[2],
                                            results.count[3], results.count[4]>;

  /// Points at the leaves of the arguments, in order.
  TYPEGRAD_INLINE static constexpr void point_at_inputs(inputs& pointers, Values const&... x) {
    int count[scalar_type_count]{};
    auto const add = [&](auto const& leaf) {
      auto const* const first = first_element(leaf);
      constexpr scalar_type type = scalar_type_of<std::remove_cvref_t<decltype(*first)>>;
      of_type<type>(pointers)[count[static_cast<int>(type)]++] = first;
    };
    (for_each_leaf(x, add), ...);
  }
  TYPEGRAD_INLINE static constexpr void point_at_outputs(outputs& pointers, result_type& result) {
    int count[scalar_type_count]{};
    for_each_leaf(result, [&](auto& leaf) {
      auto* const first = first_element(leaf);
      constexpr scalar_type type = scalar_type_of<std::remove_cvref_t<decltype(*first)>>;
      of_type<type>(pointers)[count[static_cast<int>(type)]++] = first;
    });
  }

  TYPEGRAD_INLINE static constexpr void run_into(workspace& memory, result_type& result,
                                                 Values const&... x) {
    registers values;
    inputs in;
    outputs out;
    point_at_inputs(in, x...);
    point_at_outputs(out, result);
    run_program<compiled>(
        context<registers, fixed_workspace<workspace>, inputs, outputs, no_open_numbers>{
            values, {memory}, in, out, {}});
  }

  /// The result, computed in a workspace on the stack.
  [[gnu::flatten]] static constexpr result_type run(Values const&... x) {
    if constexpr (workspace_bytes > TYPEGRAD_MAX_STACK_BYTES) {
      using error [[maybe_unused]] =
          decltype(refusal<workspace_mistake<workspace_bytes>>.correct());
    }
    workspace memory;
    result_type result = uninitialized<result_type>();
    run_into(memory, result, x...);
    return result;
  }

  /// The result, computed in the caller's memory: `workspace_bytes` bytes, aligned to `alignment`,
  /// an array or a pointer to the first. Nothing in them lives on.
  template <class Memory>
    requires std::is_convertible_v<Memory, std::byte*>
  [[gnu::flatten]] static result_type run(Memory&& memory, Values const&... x) {
    using array = std::remove_reference_t<Memory>;
    static_assert(!std::is_array_v<array> || sizeof(array) >= sizeof(workspace),
                  "typegrad: run(memory, x...) needs workspace_bytes bytes of memory");
    std::byte* const bytes = memory;
    TYPEGRAD_ASSERT(reinterpret_cast<std::uintptr_t>(bytes) % alignment == 0);
    workspace* const space = ::new (static_cast<void*>(bytes)) workspace;
    result_type result = uninitialized<result_type>();
    run_into(*space, result, x...);
    return result;
  }
};

}  // namespace typegrad
