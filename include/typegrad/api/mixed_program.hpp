// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/mixed_arguments.hpp>
#include <typegrad/dynamic/dynamic_graph.hpp>
#include <typegrad/dynamic/run_time_program.hpp>
#include <typegrad/run/program.hpp>

#include <memory>

namespace typegrad {

template <>
struct mistakes_of_graph<dynamic_graph> {
  [[noreturn]] static void throw_mistake(sentence const& words) { throw shape_error(words.text); }
};

/// What a number of type `T` is in a function whose graph is recorded at run time.
template <class T>
using recorded = traced<T, dynamic_graph>;

/// Memory at a multiple of 64 bytes that only grows.
class growing_memory {
 public:
  std::byte* at_least(index_t bytes) {
    if (bytes > bytes_) {
      memory_.reset(static_cast<std::byte*>(::operator new(static_cast<std::size_t>(bytes), std::align_val_t{64})));
      bytes_ = bytes;
    }
    return memory_.get();
  }

 private:
  struct release {
    void operator()(std::byte* memory) const { ::operator delete(memory, std::align_val_t{64}); }
  };
  std::unique_ptr<std::byte, release> memory_;
  index_t bytes_ = 0;
};

/// The function `F` for arguments of types `X...` of which some leave extents open.
///
/// The types are checked while compiling. A thread records the graph when it meets a set of extents for the first time,
/// plans it with the passes of the static mode and keeps the 32 that it used last, and one workspace for all of them.
template <class F, class... X>
struct mixed_program {
  using graph_type = dynamic_graph;
  using traced_result = std::remove_cvref_t<decltype(std::declval<F const&>()(std::declval<traced_type_in<X, graph_type> const&>()...))>;
  using result_type = plain_type<traced_result>;
  static constexpr std::size_t alignment = 64;
  static constexpr int most_recordings = 32;
  static constexpr int leaves = leaves_of_arguments<X...>;

  /// How many graphs this thread recorded.
  static int recordings() { return kept().recorded; }

  /// What `run(memory, x...)` needs for arguments with these extents.
  /// errors    shape_error where extents do not fit
  static index_t workspace_bytes(X const&... x) { return find(shapes_of_arguments(x...)).workspace_bytes(); }

  /// The result, computed in memory that the thread keeps.
  static result_type run(X const&... x) {
    run_time_program const& program = find(shapes_of_arguments(x...));
    return run_in(program, kept().memory.at_least(program.workspace_bytes()), x...);
  }
  /// The result, computed in the caller's memory: `workspace_bytes(x...)` bytes, aligned to `alignment`.
  static result_type run(std::byte* memory, X const&... x) {
    TYPEGRAD_ASSERT(reinterpret_cast<std::uintptr_t>(memory) % alignment == 0);
    return run_in(find(shapes_of_arguments(x...)), memory, x...);
  }

 private:
  struct recording {
    growing_array<index_t> open;
    std::unique_ptr<run_time_program> program;
  };
  struct recordings_of_thread {
    recording recent[most_recordings]{};  ///< the last used first
    int count = 0;
    int recorded = 0;
    growing_memory memory;
  };
  static recordings_of_thread& kept() {
    thread_local recordings_of_thread all;
    return all;
  }

  static run_time_program const& find(argument_shapes<leaves> const& shapes) {
    recordings_of_thread& all = kept();
    int place = 0;
    while (place < all.count && !same_extents(all.recent[place].open, shapes.open_extents())) ++place;
    if (place == all.count) {
      recording made{{}, record(shapes)};  // may throw, then nothing was changed
      for (index_t const extent : shapes.open_extents()) made.open.push_back(extent);
      ++all.recorded;
      if (all.count < most_recordings) ++all.count;
      else --place;
      all.recent[place] = std::move(made);
    }
    for (; place > 0; --place) std::swap(all.recent[place], all.recent[place - 1]);
    return *all.recent[0].program;
  }
  static bool same_extents(growing_array<index_t> const& a, list_view<index_t> b) {
    bool same = a.size() == b.count;
    for (int i = 0; same && i < b.count; ++i) same = a[i] == b[i];
    return same;
  }

  static std::unique_ptr<run_time_program> record(argument_shapes<leaves> const& shapes) {
    graph_type graph;
    auto const result = call(graph, shapes.shapes, std::make_integer_sequence<int, sizeof...(X)>{});
    if (graph.mistaken) throw shape_error("x(i, j, ...): every index must lie in [0, extent) of its axis");
    growing_array<int> outputs;
    for_each_leaf(result, [&](auto const& leaf) {
      using scalar = typename typed_operand<std::remove_cvref_t<decltype(leaf)>>::scalar;
      outputs.push_back(convert_to(symbol_in(graph, node_of_leaf(graph, leaf)), scalar_type_of<scalar>).id);
    });
    return std::make_unique<run_time_program>(graph, list_view<int>{outputs.data(), outputs.size()});
  }
  template <int... I>
  static auto call(graph_type& graph, shape const* shapes, std::integer_sequence<int, I...>) {
    constexpr int counts[] = {count_leaves<traced_type_in<X, graph_type>>()..., 0};
    int first[sizeof...(X) + 1]{};
    for (int i = 0; i < static_cast<int>(sizeof...(X)); ++i) first[i + 1] = first[i] + counts[i];
    if constexpr (requires { typename F::is_transform; }) graph.fresh_inputs = first[sizeof...(X)];
    return F{}(make_open_input<X>(graph, first[I], shapes)...);
  }

  static result_type run_in(run_time_program const& program, std::byte* memory, X const&... x) {
    void const* inputs[leaves + 1];
    int next = 0;
    auto const add_input = [&](auto const& leaf) { inputs[next++] = first_element(leaf); };
    (for_each_leaf(x, add_input), ...);
    void* outputs[count_leaves<traced_result>() + 1];
    result_type result{};
    next = 0;
    for_each_leaf(result, [&](auto& leaf) {
      using leaf_type = std::remove_cvref_t<decltype(leaf)>;
      if constexpr (has_open_leaves<leaf_type>) leaf = leaf_type(program.output_shape(next), uninitialized_t{});
      outputs[next++] = first_element(leaf);
    });
    program.run(inputs, outputs, memory);
    return result;
  }
};

/// The same as a type of its own: `tg::program<decltype(tg::grad(f)), tg::tensor<float, tg::dyn, 4>>`, with
/// `workspace_bytes(x...)` and `run(memory, x...)`.
template <class F, class... X>
  requires(has_open_leaves<std::remove_cvref_t<X>> || ...)
struct program<F, X...> : mixed_program<F, std::remove_cvref_t<X>...> {};

}  // namespace typegrad
