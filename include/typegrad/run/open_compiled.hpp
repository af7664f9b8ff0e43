// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/work_space.hpp>
#include <typegrad/run/argument_extents.hpp>
#include <typegrad/run/compiled.hpp>
#include <typegrad/run/open_numbers.hpp>
#include <typegrad/run/open_plan.hpp>

#include <cstdint>

namespace typegrad {

/// The function `Function` for arguments of types `Values...` of which some leave extents open.
///
/// A call finds the numbers that depend on its extents, unless they are those of the call before; a
/// thread keeps these numbers and one workspace.
template <class Function, class... Values>
  requires(has_open_leaves<Values> || ...)
struct compiled<Function, Values...> : open_plan<Function, Values...> {
  using plan = open_plan<Function, Values...>;
  using numbers = open_numbers<plan>;
  using result_type = typename plan::result_type;
  static constexpr std::size_t alignment = 64;

  /// What `run(memory, x...)` needs for arguments with these extents.
  /// errors    shape_error where extents do not fit
  static index_t workspace_bytes(Values const&... x) { return find_numbers(x...).workspace_bytes; }

  /// The result, computed in memory that the thread keeps.
  /// errors    shape_error where extents do not fit
  static result_type run(Values const&... x)
    requires is_stateless<Function>
  {
    numbers const& found = find_numbers(x...);
    return run_with(kept().memory.of(found.workspace_bytes), found, x...);
  }
  /// The result, computed in the caller's memory: `workspace_bytes(x...)` bytes, aligned to
  /// `alignment`.
  static result_type run(std::byte* memory, Values const&... x)
    requires is_stateless<Function>
  {
    TYPEGRAD_ASSERT(reinterpret_cast<std::uintptr_t>(memory) % alignment == 0);
    return run_with(memory, find_numbers(x...), x...);
  }
  /// The same of a function with data, which is the first argument.
  static result_type run(Function const& f, Values const&... x)
    requires(!is_stateless<Function>)
  {
    numbers const& found = find_numbers(x...);
    return run_with(kept().memory.of(found.workspace_bytes), found, x..., f);
  }
  static result_type run(std::byte* memory, Function const& f, Values const&... x)
    requires(!is_stateless<Function>)
  {
    TYPEGRAD_ASSERT(reinterpret_cast<std::uintptr_t>(memory) % alignment == 0);
    return run_with(memory, find_numbers(x...), x..., f);
  }

 private:
  using registers = registers_of<plan::schedule>;
  using inputs = inputs_of<plan::leaves>;
  using outputs = outputs_of<plan::results>;

  struct numbers_of_thread {
    numbers found;
    bool known = false;
    work_space memory;
  };
  static numbers_of_thread& kept() {
    static thread_local numbers_of_thread mine;
    return mine;
  }

  static numbers const& find_numbers(Values const&... x) {
    numbers_of_thread& mine = kept();
    argument_extents<plan> given(mine.found.factors);
    int argument = 0;
    auto const add = [&](auto const& leaf) {
      given.add(leaf, argument, static_cast<int>(sizeof...(Values)));
    };
    ((for_each_leaf(x, add), ++argument), ...);
    if (mine.known && !given.changed) return mine.found;
    mine.known = false;  // until every call fits
    for (int i = 0; i < plan::extents.sizes.factors; ++i) mine.found.factors[i] = given.axes[i];
    mine.found.close();
    shape operands[8];
    char const* relation = nullptr;
    if (int const wrong = mine.found.find_mistake(relation, operands); wrong >= 0) {
      call_check const& check = plan::extents.checks[wrong];
      throw shape_error(words_of_mistake(check.words(), relation, {operands, check.shown}).text);
    }
    mine.found.find_places();
    mine.known = true;
    return mine.found;
  }

#if !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"  // as in `compiled`
#endif
  /// `f`: the function, when it has data.
  template <class... Data>
  TYPEGRAD_ONE_FUNCTION static result_type run_with(std::byte* memory, numbers const& found,
                                                    Values const&... x, Data const&... f) {
    result_type result{};
    if constexpr (has_open_leaves<result_type>) make_room(result, found);
    registers values;
    inputs in;
    outputs out;
    point_at_leaves(in, x...);
    (members_of_program<plan, Data, plan::arguments.size>::point_at(in, f), ...);
    point_at_extents(in, found);
    point_at_leaves(out, result);
    run_program<plan>(context<registers, open_workspace, inputs, outputs, numbers>{
        values, {memory, found.places}, in, out, found});
    return result;
  }
#if !defined(__clang__)
#pragma GCC diagnostic pop
#endif
  /// Apart from the flattened program: it allocates.
  [[gnu::noinline]] static void make_room(result_type& result, numbers const& found) {
    int output = 0;
    for_each_leaf(result, [&](auto& leaf) {
      using leaf_type = std::remove_cvref_t<decltype(leaf)>;
      if constexpr (has_open_leaves<leaf_type>)
        leaf = leaf_type(found.shapes[plan::open_shapes.of_output[output]], uninitialized_t{});
      ++output;
    });
  }
  /// The extents that the program computes with are inputs behind those of the arguments.
  static void point_at_extents(inputs& pointers, numbers const& found) {
    for (int k = 0; k < plan::extents.sizes.counts; ++k) {
      int const number = plan::leaves.number[plan::arguments_and_members.size + k];
      if (plan::extents.counts[k].type == scalar_type::float64)
        pointers.float64[number] = &found.float64[k];
      else if (plan::extents.counts[k].type == scalar_type::float32)
        pointers.float32[number] = &found.float32[k];
      else pointers.int64[number] = &found.int64[k];
    }
  }
};

}  // namespace typegrad
