// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/mixed_arguments.hpp>
#include <typegrad/kernel/large_product.hpp>
#include <typegrad/run/open_program.hpp>
#include <typegrad/run/open_text.hpp>

#include <cstdint>
#include <memory>

namespace typegrad {

/// Memory at a multiple of 64 bytes that only grows.
class growing_memory {
 public:
  std::byte* at_least(index_t bytes) {
    if (bytes > bytes_) {
      memory_.reset(static_cast<std::byte*>(
          ::operator new(static_cast<std::size_t>(bytes), std::align_val_t{64})));
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

/// The function `Function` for arguments of types `Values...` of which some leave extents open.
///
/// The graph is made and planned while compiling. A call finds the numbers that depend on its
/// extents, unless they are those of the call before; a thread keeps these numbers and one
/// workspace.
template <class Function, class... Values>
struct mixed_program {
  using code = open_compiled<Function, Values...>;
  using result_type = typename code::result_type;
  static constexpr std::size_t alignment = code::alignment;

  /// What `run(memory, x...)` needs for arguments with these extents.
  /// errors    shape_error where extents do not fit
  static index_t workspace_bytes(Values const&... x) { return find_numbers(x...).workspace_bytes; }

  /// The result, computed in memory that the thread keeps.
  /// errors    shape_error where extents do not fit
  static result_type run(Values const&... x) {
    typename code::closed const& numbers = find_numbers(x...);
    return code::run(kept().memory.at_least(numbers.workspace_bytes), numbers, x...);
  }
  /// The result, computed in the caller's memory: `workspace_bytes(x...)` bytes, aligned to
  /// `alignment`.
  static result_type run(std::byte* memory, Values const&... x) {
    TYPEGRAD_ASSERT(reinterpret_cast<std::uintptr_t>(memory) % alignment == 0);
    return code::run(memory, find_numbers(x...), x...);
  }

 private:
  struct numbers_of_thread {
    typename code::closed numbers;
    bool known = false;
    growing_memory memory;
  };
  static numbers_of_thread& kept() {
    static thread_local numbers_of_thread mine;
    return mine;
  }

  static typename code::closed const& find_numbers(Values const&... x) {
    numbers_of_thread& mine = kept();
    argument_extents<code> given(mine.numbers.factors);
    int argument = 0;
    auto const add = [&](auto const& leaf) {
      given.add(leaf, argument, static_cast<int>(sizeof...(Values)));
    };
    ((for_each_leaf(x, add), ++argument), ...);
    if (mine.known && !given.changed) return mine.numbers;
    mine.known = false;  // until every call fits
    for (int i = 0; i < code::extents.sizes.factors; ++i) mine.numbers.factors[i] = given.axes[i];
    mine.numbers.close();
    shape operands[8];
    char const* relation = nullptr;
    if (int const wrong = mine.numbers.find_mistake(relation, operands); wrong >= 0) {
      call_check const& check = code::extents.checks[wrong];
      throw shape_error(words_of_mistake(check.words(), relation, {operands, check.shown}).text);
    }
    mine.numbers.find_places();
    mine.known = true;
    return mine.numbers;
  }
};

/// The same as a type of its own: its graph and its code.
///
///     using program = tg::program<decltype(tg::grad(f)), tg::tensor<float, tg::dyn_named<"batch">,
///     4>>;
///     program::run(memory, x);  // of program::workspace_bytes(x) bytes
template <class Function, class... Values>
  requires(has_open_leaves<std::remove_cvref_t<Values>> || ...)
struct program<Function, Values...> : mixed_program<Function, std::remove_cvref_t<Values>...> {
  using code = open_compiled<Function, std::remove_cvref_t<Values>...>;
  using input_names = names_of_open_inputs<code, std::remove_cvref_t<Values>...>;

  /// The graph as a type, in which open extents are names and `dyn`.
  using graph = lifted_graph<graph_of_names<code>>;

  /// Inputs, extents that are computed with among them, and operations; literals are not counted.
  static constexpr int node_count = count_nodes(code::symbolic);
  /// One line for each node, `%4 = matmul(%0, %1)  float64 (batch, 4)`, then the results.
  static constexpr std::string_view text{text_of_program<code, input_names>::text.chars,
                                         text_of_program<code, input_names>::size};
};

/// Values that exist at run time say what is wrong by an exception.
template <class Number, index_t... Extents>
  requires Scalar<Number> && (has_open<Extents...>)
struct operand_traits<tensor<Number, Extents...>> {
  using front = plain_front;
  using scalar = Number;
  static constexpr shape extents = make_shape(Extents...);
  [[noreturn]] static void throw_mistake(sentence const& words) { throw shape_error(words.text); }
};

}  // namespace typegrad
