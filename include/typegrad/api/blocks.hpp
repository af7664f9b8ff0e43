// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/named_call.hpp>
#include <typegrad/api/transform/evaluate.hpp>
#include <typegrad/transform/jacobian_sweeps.hpp>

namespace typegrad {

/// A functor `bool operator()(T const* first, T const* second, ..., T* residuals)` as a function of
/// arrays that gives the residuals and what the functor returned.
template <class Functor, int Residuals>
struct function_of_blocks {
  [[no_unique_address]] Functor f;

  template <class Number, std::size_t... Sizes>
  constexpr auto operator()(std::array<Number, Sizes> const&... x) const {
    using answer = std::remove_cvref_t<decltype(Number{} < Number{})>;
    results<std::array<Number, static_cast<std::size_t>(Residuals)>, answer> made{};
    made.second = answer(static_cast<bool>(callable(f)(x.data()..., made.first.data())));
    return made;
  }
};

/// The same with the Jacobians of the blocks at `Wrt`, one behind another, each row by row.
template <class Functor, int Residuals, class Wrt, int... Sizes>
struct jacobians_of_blocks;
template <class Functor, int Residuals, int... Wrt, int... Sizes>
struct jacobians_of_blocks<Functor, Residuals, wrt_positions<Wrt...>, Sizes...> {
  using is_transform = void;
  using function = function_of_blocks<Functor, Residuals>;
  static constexpr int sizes[sizeof...(Sizes)] = {Sizes...};
  static constexpr int columns = (0 + ... + sizes[Wrt]);
  [[no_unique_address]] function f;

  template <class... Blocks>
  constexpr auto operator()(Blocks const&... x) const {
    auto& graph = graph_of_arguments(x...);
    named_call<function, std::remove_cvref_t<decltype(graph)>, wrt_positions<Wrt...>> call{graph,
                                                                                           f};
    auto const y = call(x...);
    growing_array<int> const residuals = leaf_nodes(graph, y.first);
    jacobian_sweeps sweeps{graph, residuals, call.names, Residuals < columns};
    sweeps.run(graph);
    growing_array<int> nodes;
    for (int block = 0; block < call.argument_count; ++block)
      for (int row = 0; row < Residuals; ++row)
        for (int column = call.first[block]; column < call.first[block + 1]; ++column)
          nodes.push_back(
              sweeps.made[sweeps.reverse ? row * columns + column : column * Residuals + row]);
    using number = std::remove_cvref_t<decltype(y.first[0])>;
    using jacobians = std::array<number, static_cast<std::size_t>(Residuals * columns)>;
    return results<std::remove_cvref_t<decltype(y)>, jacobians>{
        y, value_from_nodes<jacobians>(graph, nodes.data())};
  }
};

/// Whether a functor can be traced; where not, the reason is given.
template <class Function, class... Blocks>
constexpr auto can_be_function_of_blocks() {
  if constexpr (!decltype(holds_data<Function, false>())::value) {
    return std::false_type{};
  } else {
    constexpr bool called = CallableWithSomeMembers<Function, Blocks...>;
    static_assert(
        called,
        "typegrad: blocks<...>(f) calls f while compiling: write constexpr before its "
        "operator() and before what it calls, or, with GCC, compile with "
        "-fimplicit-constexpr; at run time tg::compile takes functions that are not constexpr");
    if constexpr (!called) {
      static_cast<void>(Traceable<Function, Blocks...>);  // here the compiler says why
      return std::false_type{};
    } else {
      using value =
          decltype(std::declval<evaluated<Function> const&>()(std::declval<Blocks const&>()...));
      return std::bool_constant<!is_refused<value>>{};
    }
  }
}

/// What `blocks<Residuals, Sizes...>(f)` gives: a functor as a function of blocks of numbers.
template <class Functor, int Residuals, int... Sizes>
struct block_function {
  static_assert(Residuals > 0 && sizeof...(Sizes) > 0 && ((Sizes > 0) && ...),
                "typegrad: blocks<residuals, sizes...>(f) needs the number of residuals and the "
                "size of each block, all positive");
  using function = function_of_blocks<Functor, Residuals>;
  template <class Number, int Size>
  using block = std::array<Number, static_cast<std::size_t>(Size)>;
  using all_blocks = resolved_wrt<wrt_all, sizeof...(Sizes)>;

  /// The program of the residuals, and with positions of blocks those of their Jacobians too.
  template <class Number, int... Wrt>
  struct program_of {
    using type = compiled<jacobians_of_blocks<Functor, Residuals, wrt_positions<Wrt...>, Sizes...>,
                          block<Number, Sizes>...>;
  };
  template <class Number>
  struct program_of<Number> {
    using type = compiled<evaluated<function>, block<Number, Sizes>...>;
  };
  template <class Number, int... Wrt>
  using program = typename program_of<Number, Wrt...>::type;

  static constexpr int sizes[sizeof...(Sizes)] = {Sizes...};
  [[no_unique_address]] Functor f;

  /// The residuals, for `tg::jacobian` and the like.
  template <class Number>
  constexpr block<Number, Residuals> operator()(block<Number, Sizes> const&... x) const {
    return function{f}(x...).first;
  }

  /// Residuals and Jacobians where the pointers say, as `ceres::CostFunction::Evaluate` has them:
  /// `blocks[i]` are the numbers of block i, `jacobians[i]` the derivatives of the residuals by
  /// them, row by row. `jacobians`, and each of them, may be null: these are not computed. Returns
  /// what the functor returned.
  template <Scalar Number>
  bool operator()(Number const* const* blocks, Number* residuals,
                  std::type_identity_t<Number>* const* jacobians = nullptr) const {
    if constexpr (decltype(can_be_function_of_blocks<function, block<Number, Sizes>...>())::value)
      return choose(all_blocks{}, blocks, residuals, jacobians);
    else return false;
  }

 private:
  template <class Number, int... Index>
  bool choose(wrt_positions<Index...> all, Number const* const* blocks, Number* residuals,
              Number* const* jacobians) const {
    int wanted = 0;
    if (jacobians != nullptr) wanted = (0 + ... + (jacobians[Index] != nullptr ? 1 : 0));
    if (wanted == 0) return run(wrt_positions<>{}, blocks, residuals, jacobians);
    if (wanted == sizeof...(Index)) return run(all, blocks, residuals, jacobians);
    bool done = true;
    if constexpr (sizeof...(Index) > 1)
      ((jacobians[Index] != nullptr
            ? static_cast<void>(done = run(wrt_positions<Index>{}, blocks, residuals, jacobians))
            : static_cast<void>(0)),
       ...);
    return done;
  }
  /// Points at `Count` numbers, one by one: GCC would make vectors of pointers of a loop, store
  /// them and load them again (73 ns in place of 84 for a residual of bundle adjustment).
  template <int Count, class Pointer>
  TYPEGRAD_INLINE static Pointer* point_at(Pointer* pointers, Pointer first) {
    if constexpr (Count <= 128) {
      return point_at_each(pointers, first, std::make_integer_sequence<int, Count>{});
    } else {
      for (int i = 0; i < Count; ++i) pointers[i] = first + i;
      return pointers + Count;
    }
  }
  template <class Pointer, int... Index>
  TYPEGRAD_INLINE static Pointer* point_at_each(Pointer* pointers, Pointer first,
                                                std::integer_sequence<int, Index...>) {
    ((pointers[Index] = first + Index), ...);
    return pointers + sizeof...(Index);
  }
  template <class Number, int... Wrt>
  [[gnu::flatten]] bool run(wrt_positions<Wrt...>, Number const* const* blocks, Number* residuals,
                            [[maybe_unused]] Number* const* jacobians) const {
    using code = program<Number, Wrt...>;
    constexpr scalar_type type = scalar_type_of<Number>;
    typename code::inputs in;
    typename code::outputs out;
    auto* input = of_type<type>(in);
    int which = 0;
    ((input = point_at<Sizes>(input, blocks[which++])), ...);
    [[maybe_unused]] auto* output = point_at<Residuals>(of_type<type>(out), residuals);
    ((output = point_at<Residuals * sizes[Wrt]>(output, jacobians[Wrt])), ...);
    bool done = false;
    out.boolean[0] = &done;
    code::run_at(in, out, f);
    return done;
  }
};

/// A functor as Ceres has them, `template <class T> constexpr bool operator()(T const* camera, T
/// const* point, T* residuals) const`, as a function of blocks of numbers: `blocks<2, 9, 3>(f)` for
/// 2 residuals of blocks of 9 and 3. It gives residuals and Jacobians as
/// `ceres::CostFunction::Evaluate` does, without Ceres, without heap and at the cost of
/// straight-line code; with `std::array`s for blocks it is a function that transforms take.
///
/// cost      Jacobians one sweep for each residual or for each number of the blocks, whichever are
///           fewer. A program for residuals, one for all Jacobians, one for each block: where some
///           are null, those of the others are run
/// errors    functors that cannot be called while compiling, and those of functions with data
template <int Residuals, int... Sizes, class Functor>
constexpr auto blocks(Functor const& f) {
  return block_function<Functor, Residuals, Sizes...>{f};
}

}  // namespace typegrad
