// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>
#include <typegrad/run/compiled_memory.hpp>
#include <typegrad/run/into.hpp>
#include <typegrad/run/member_list.hpp>
#include <typegrad/run/run_program.hpp>
#include <typegrad/tensor/uninitialized.hpp>
#include <typegrad/trace/trace_program.hpp>
#include <typegrad/transform/limits_of.hpp>

#include <cstdint>
#include <new>

namespace typegrad {

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

template <class Value>
concept PointsAtBytes =
    std::is_convertible_v<Value, std::byte*> || std::is_convertible_v<Value, unsigned char*>;
/// Memory that a caller gives: an array of `std::byte` or `unsigned char`, a pointer to the first,
/// or what has `data()` and `size()`, such as `std::array` and `std::span`.
template <class Memory>
concept BytesOfCaller = PointsAtBytes<Memory> || requires(Memory& memory) {
  { memory.data() } -> PointsAtBytes;
  memory.size();
};

/// A workspace in memory of the caller.
template <class Workspace, class Memory>
TYPEGRAD_INLINE inline Workspace& workspace_in(Memory&& memory) {
  using given = std::remove_reference_t<Memory>;
  static_assert(!std::is_array_v<given> || sizeof(given) >= sizeof(Workspace),
                "typegrad: run(memory, x...) needs workspace_bytes bytes of memory");
  if constexpr (PointsAtBytes<given&>) {
    TYPEGRAD_ASSERT(reinterpret_cast<std::uintptr_t>(+memory) % alignof(Workspace) == 0);
    return *::new (static_cast<void*>(memory)) Workspace;
  } else {
    TYPEGRAD_ASSERT(static_cast<index_t>(memory.size()) >= static_cast<index_t>(sizeof(Workspace)));
    return workspace_in<Workspace>(memory.data());
  }
}

/// The plan of a program. A side of a branch on tensors is stored until it is selected; where such
/// values do not fit on the stack both sides are computed, in one loop.
template <int Nodes, int Operands, int Attributes, int Shapes, int Outputs>
constexpr auto plan_on_stack(
    frozen_graph<Nodes, Operands, Attributes, Shapes, Outputs> const& graph,
    scalar_type const* output_types, plan_limits limits) {
  auto made = make_plan(graph, output_types, limits);
  if (made.branch_count > 0 && made.workspace_bytes() > TYPEGRAD_MAX_STACK_BYTES) {
    limits.sides = branches::never;
    made = make_plan(graph, output_types, limits);
  }
  return made;
}

/// The function `Function` for arguments of types `Values...` as a program: its graph, its plan and
/// its code.
///
/// Everything in it is known while compiling; `run` is straight-line code and loops over plain
/// arrays, without heap, tape or virtual calls.
template <class Function, class... Values>
struct compiled {
  static_assert(decltype(has_few_paths<Function, Values...>())::value);
  using traced_graph = traced_program<Function, Values...>;
  static constexpr auto flat = fitted<traced_graph::graph.sizes>(traced_graph::graph);
  using result_type = plain_type<traced_result<Function, Values...>>;

  static constexpr auto arguments = list_leaves<Values...>();
  static constexpr auto leaves = with_members<Function>(arguments, flat);
  static constexpr auto results = list_leaves<result_type>();
  static constexpr plan_limits limits = limits_of<Function>();
  static constexpr auto schedule = plan_within_limits<flat.sizes.nodes>(
      [] { return plan_on_stack(flat, results.type, limits); });
  static constexpr bool writes_early = TYPEGRAD_VECTOR_BYTES > 0 &&
                                       is_worth_writing_early(flat, schedule);
  using registers = registers_of<schedule>;
  using workspace = compiled_memory<compiled>;
  using inputs = inputs_of<leaves>;
  using outputs = outputs_of<results>;
  /// What `run(memory, x...)` needs; at least one byte, so that it can be the length of an array.
  static constexpr index_t workspace_bytes = static_cast<index_t>(sizeof(workspace));
  static constexpr std::size_t alignment = alignof(workspace);

 private:
#if !defined(__clang__)
#pragma GCC diagnostic push
// GCC does not see that what one branch computes is read under the same mask alone.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
  /// In place of a function that holds nothing.
  struct nothing_held {};

  /// The result, where `into(y...)` says. `data`: the function where it has some.
  template <class Data, class... Results>
  TYPEGRAD_INLINE static constexpr void run_into(workspace& memory,
                                                 into_results<Results...> const& result,
                                                 Data const& data, Values const&... x) {
    static_assert(std::is_same_v<typename into_results<Results...>::result_type, result_type>,
                  "typegrad: into(y...) needs the result of the program, or each of its results");
    inputs in;
    outputs out;
    point_at_leaves(in, x...);
    result.point(out);
    run_pointed(memory, in, out, data);
  }
  /// All pointers are there but those to the members of `data`.
  template <class Data>
  TYPEGRAD_INLINE static constexpr void run_pointed(workspace& memory, inputs& in,
                                                    outputs const& out,
                                                    [[maybe_unused]] Data const& data) {
    registers values;
    context<registers, fixed_workspace<workspace>, inputs, outputs, no_open_numbers> const all{
        values, {memory}, in, out, {}};
    if constexpr (!is_stateless<Function>) {
      using members = members_of_program<compiled, Function, arguments.size>;
      if (__builtin_is_constant_evaluated()) {
        copied_members<Data> const copy(data, members::list);
        copy.point_at(members::list, in);
        run_program<compiled>(all);
        return;
      }
      members::point_at(in, data);
    }
    run_program<compiled>(all);
  }

 public:
  /// The result, where the pointers say, which are those of all leaves of the arguments in order,
  /// on the stack. The members are those of `data`, the function or the one object that it wraps.
  template <class Data>
  TYPEGRAD_INLINE static constexpr void run_at(inputs& in, outputs const& out, Data const& data) {
    static_assert(sizeof(Function) == sizeof(Data));
    require_stack();
    workspace memory;
    run_pointed(memory, in, out, data);
  }
#if !defined(__clang__)
#pragma GCC diagnostic pop
#endif

  /// The result, computed in a workspace on the stack. A function with data is the first argument.
  TYPEGRAD_ONE_FUNCTION static constexpr result_type run(Values const&... x)
    requires is_stateless<Function>
  {
    require_stack();
    workspace memory;
    result_type result = uninitialized<result_type>();
    run_into(memory, into(result), nothing_held{}, x...);
    return result;
  }
  TYPEGRAD_ONE_FUNCTION static constexpr result_type run(Function const& f, Values const&... x)
    requires(!is_stateless<Function>)
  {
    require_stack();
    workspace memory;
    result_type result = uninitialized<result_type>();
    run_into(memory, into(result), f, x...);
    return result;
  }

  /// The result, computed in the caller's memory: `workspace_bytes` bytes, aligned to `alignment`,
  /// `std::byte` or `unsigned char`: an array, a pointer to the first, a `std::array` or a
  /// `std::span`. Nothing in them lives on.
  template <BytesOfCaller Memory>
    requires is_stateless<Function>
  TYPEGRAD_ONE_FUNCTION static result_type run(Memory&& memory, Values const&... x) {
    result_type result = uninitialized<result_type>();
    run_into(workspace_in<workspace>(memory), into(result), nothing_held{}, x...);
    return result;
  }
  template <BytesOfCaller Memory>
    requires(!is_stateless<Function>)
  TYPEGRAD_ONE_FUNCTION static result_type run(Memory&& memory, Function const& f,
                                               Values const&... x) {
    result_type result = uninitialized<result_type>();
    run_into(workspace_in<workspace>(memory), into(result), f, x...);
    return result;
  }

  /// The same, and what `run` would return is written where `into(y...)` says.
  template <BytesOfCaller Memory, class... Results>
    requires is_stateless<Function>
  TYPEGRAD_ONE_FUNCTION static void run(Memory&& memory, into_results<Results...> result,
                                        Values const&... x) {
    TYPEGRAD_ASSERT(!(... || result.overlaps(x)));
    run_into(workspace_in<workspace>(memory), result, nothing_held{}, x...);
  }
  template <BytesOfCaller Memory, class... Results>
    requires(!is_stateless<Function>)
  TYPEGRAD_ONE_FUNCTION static void run(Memory&& memory, into_results<Results...> result,
                                        Function const& f, Values const&... x) {
    TYPEGRAD_ASSERT(!(result.overlaps(f) || ... || result.overlaps(x)));
    run_into(workspace_in<workspace>(memory), result, f, x...);
  }
  template <class... Results>
    requires is_stateless<Function>
  TYPEGRAD_ONE_FUNCTION static void run(into_results<Results...> result, Values const&... x) {
    require_stack();
    workspace memory;
    TYPEGRAD_ASSERT(!(... || result.overlaps(x)));
    run_into(memory, result, nothing_held{}, x...);
  }
  template <class... Results>
    requires(!is_stateless<Function>)
  TYPEGRAD_ONE_FUNCTION static void run(into_results<Results...> result, Function const& f,
                                        Values const&... x) {
    require_stack();
    workspace memory;
    TYPEGRAD_ASSERT(!(result.overlaps(f) || ... || result.overlaps(x)));
    run_into(memory, result, f, x...);
  }

 private:
  static constexpr void require_stack() {
    if constexpr (workspace_bytes > TYPEGRAD_MAX_STACK_BYTES) {
      using error [[maybe_unused]] =
          decltype(refusal<workspace_mistake<workspace_bytes>>.correct());
    }
  }
};

}  // namespace typegrad
