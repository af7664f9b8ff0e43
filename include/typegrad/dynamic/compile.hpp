// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/compiled_result.hpp>
#include <typegrad/op/path_results.hpp>

#include <array>

namespace typegrad {

/// What stands for an argument of `compile`: a shape, for float64, or a tensor of the shape and
/// scalar type.
template <class Value>
struct argument_example;
template <>
struct argument_example<shape> {
  using scalar = double;
  static shape const& extents(shape const& x) { return x; }
};
template <class Number>
struct argument_example<dynamic_tensor<Number>> {
  using scalar = Number;
  static shape const& extents(dynamic_tensor<Number> const& x) { return x.shape(); }
};
template <class Number, index_t... Extents>
struct argument_example<tensor<Number, Extents...>> {
  using scalar = Number;
  static shape extents(tensor<Number, Extents...> const& x) { return x.shape(); }
};
template <class Number>
struct argument_example<variable<Number>> {
  using scalar = Number;
  static shape const& extents(variable<Number> const& x) { return x.extents(); }
};

/// A program made of listed values, with the numbers of its inputs among the arguments of a call.
struct listed_program {
  run_time_program program;
  growing_array<int> argument_of{};  ///< per input: the argument, -1 for what the function captured
  growing_array<node_pointer> captured{};  ///< per input
  growing_array<shape> shapes{};           ///< per input

  mutable growing_array<void const*> elements{};  ///< of the inputs of the call that is being made

  void const* const* given(void const* const* arguments) const {
    elements.count = 0;
    for (int i = 0; i < argument_of.count; ++i) {
      if (argument_of[i] >= 0) {
        elements.push_back(arguments[argument_of[i]]);
        continue;
      }
      evaluate_value(*captured[i]);
      if (!(captured[i]->extents == shapes[i]))
        throw shape_error(
            sentence{}
                .add(
                    "compile(f, shapes...): a variable that f captured must keep its shape; it is ")
                .add(words_of(captured[i]->extents))
                .add(", it was ")
                .add(words_of(shapes[i]))
                .text);
      elements.push_back(std::as_const(*captured[i]->value).data());
    }
    return elements.data();
  }
};

/// A function of variables, traced once for arguments of fixed shapes: planned programs for its
/// values and gradients. What it captured is read at each call. One thread at a time calls it.
template <class Result, class... Types>
class compiled_function {
 public:
  using result_type = typename compiled_result<Result>::type;
  using gradients_type = results<dynamic_tensor<Types>...>;

  template <class Function>
  compiled_function(Function&& function, std::array<shape, sizeof...(Types)> const& extents)
      : extents_(extents) {
    call(function, std::index_sequence_for<Types...>{});
    values_ = list_program<dynamic_graph>(request_kind::values);
  }

  /// The function's value: a tensor for each variable that it returned.
  ///
  /// errors    `shape_error` for an argument of another shape than the function was compiled for
  result_type operator()(dynamic_tensor<Types> const&... x) const {
    check_shapes(x...);
    int next = 0;
    result_type y = compiled_result<Result>::make(values_.program, next);
    void* room[compiled_result<Result>::count + 1];
    void** to = room;
    compiled_result<Result>::point(y, to);
    run(values_, room, x...);
    return y;
  }

  /// Value and gradients with respect to all arguments, of a function that returns one variable; of
  /// one that is no number, the gradients of the sum of its elements.
  auto value_and_grad(dynamic_tensor<Types> const&... x) const {
    check_shapes(x...);
    plan_gradients();
    using gradients = compiled_result<results<variable<Types>...>>;
    int next = 0;
    results<result_type, gradients_type> both{
        compiled_result<Result>::make(gradients_.program, next),
        gradients::make(gradients_.program, next)};
    void* room[compiled_result<Result>::count + gradients::count + 1];
    void** to = room;
    compiled_result<Result>::point(both.first, to);
    gradients::point(both.second, to);
    run(gradients_, room, x...);
    return both;
  }
  gradients_type grad(dynamic_tensor<Types> const&... x) const {
    return value_and_grad(x...).second;
  }

  run_time_program const& program() const { return values_.program; }
  /// The program of `value_and_grad`.
  run_time_program const& program_of_gradients() const {
    plan_gradients();
    return gradients_.program;
  }

 private:
  template <class Function, std::size_t... Index>
  void call(Function&& function, std::index_sequence<Index...>) {
    auto const placeholder = [&](auto zero, shape const& extents) {
      node_pointer made(new value_node);
      made->type = scalar_type_of<decltype(zero)>;
      made->extents = extents;
      arguments_.push_back(made);
      return variable<decltype(zero)>(made);
    };
    std::tuple<variable<Types>...> const x{placeholder(Types{}, extents_[Index])...};
    asked_masks masks;
    asked_masks_scope const scope(masks);
    do {
      compiled_result<Result>::append(std::apply(function, x), outputs_);
      paths_.add(masks.path);
    } while (masks.next());
    masks_ = masks.nodes;
    for (int i = compiled_result<Result>::count; i < outputs_.count; ++i)
      require_equal_shapes(outputs_[i % compiled_result<Result>::count]->extents,
                           outputs_[i]->extents);
  }
  static void require_equal_shapes(shape const& a, shape const& b) {
    shape const both[] = {a, b};
    if (!(a == b))
      throw shape_error(words_of_mistake(sentence{}.add("compile(f, shapes...)"),
                                         "both sides of a branch must give the same shapes",
                                         {both, 2})
                            .text);
  }

  void plan_gradients() const {
    if (gradients_.argument_of.count == 0 && gradients_.program.output_count() == 0)
      gradients_ = list_program<dynamic_graph>(request_kind::gradients);
  }

  template <class Graph>
  static void append_gradients(Graph& graph, int output, growing_array<int> const& wrt,
                               growing_array<int>& results) {
    shape const extents = graph.shape_of(output);
    int const one = intern_literal(graph, graph.node(output).type, extents, 1.0);
    growing_array<int> const adjoints =
        differentiate(graph, {&output, 1}, {&one, 1}, {wrt.data(), wrt.size()});
    for (int k = 0; k < wrt.size(); ++k) {
      scalar_type const type = graph.node(wrt[k]).type;
      int const adjoint = or_zero(graph, adjoints[k], wrt[k]);
      results.push_back(graph.node(adjoint).type == type
                            ? adjoint
                            : convert_to(symbol_in(graph, adjoint), type).id);
    }
  }

  template <class Graph>
  listed_program list_program(request_kind request) const {
    value_list list(request);
    growing_array<int> places;
    for (node_pointer const& output : outputs_) places.push_back(list.add(*output));
    growing_array<int> places_of_masks;
    for (node_pointer const& mask : masks_) places_of_masks.push_back(list.add(*mask));
    for (node_pointer const& argument : arguments_) list.add(*argument);
    Graph graph;
    growing_array<int> const ids = rebuild_values(list, graph);
    growing_array<int> wrt;
    for (node_pointer const& argument : arguments_) wrt.push_back(ids[list.add(*argument)]);
    // Each path is differentiated by itself.
    path_results paths = paths_;
    for (int i = 0; i < paths.masks.count; ++i)
      paths.masks[i] = ids[places_of_masks[paths.masks[i]]];
    for (int path = 0; path < paths.count; ++path) {
      int const first = path * compiled_result<Result>::count;
      for (int k = 0; k < compiled_result<Result>::count; ++k)
        paths.outputs.push_back(ids[places[first + k]]);
      if (request == request_kind::gradients)
        append_gradients(graph, ids[places[first]], wrt, paths.outputs);
    }
    graph.path.select = select_nodes<Graph>;
    growing_array<int> results;
    paths.join(graph, results);
    listed_program made{run_time_program(graph, {results.data(), results.size()}), {}, {}, {}, {}};
    for (int i = 0; i < list.entries.count; ++i) {
      if (!list.is_given(i)) continue;
      int argument = -1;
      for (int k = 0; k < arguments_.count; ++k)
        if (arguments_[k].get() == list.entries[i].node) argument = k;
      made.argument_of.push_back(argument);
      made.captured.push_back(argument < 0 ? node_pointer(list.entries[i].node) : node_pointer());
      made.shapes.push_back(list.extents_of_given(i));
    }
    return made;
  }

  void run(listed_program const& listed, void* const* to, dynamic_tensor<Types> const&... x) const {
    void const* const arguments[] = {x.data()..., nullptr};
    listed.program.run(listed.given(arguments), to, memory_.of(listed.program.workspace_bytes()));
  }

  void check_shapes(dynamic_tensor<Types> const&... x) const {
    std::size_t next = 0;
    auto const check = [&](shape const& given) {
      std::size_t const i = next++;
      if (given == extents_[i]) return;
      throw shape_error(
          sentence{}
              .add(
                  "compile(f, shapes...): arguments must have the shapes that f was compiled for; ")
              .add(words_of_operand(static_cast<int>(i), given))
              .add(", not ")
              .add(words_of(extents_[i]))
              .text);
    };
    (check(x.shape()), ...);
  }

  std::array<shape, sizeof...(Types)> extents_;
  growing_array<node_pointer> arguments_;
  growing_array<node_pointer> outputs_;  ///< of all paths, one after the other
  path_results paths_;
  growing_array<node_pointer> masks_;
  listed_program values_;
  mutable listed_program gradients_;
  mutable work_space memory_;
};

/// Traces `f`, any callable that takes variables, for arguments of these shapes: `compile(f,
/// shape{2, 3}, shape{})`. A tensor in place of a shape says the scalar type as well. `f` runs
/// once for each path through the branches that ask for its arguments, at most 64; a loop or a
/// branch of its own becomes part of the program, what it captured may differ from call to call.
///
/// errors    what the calls in `f` throw; `std::logic_error` where `f` reads the value of an
///           argument
template <class Function, class... Values>
auto compile(Function&& f, Values const&... arguments) {
  using result = std::remove_cvref_t<decltype(f(
      std::declval<variable<typename argument_example<Values>::scalar> const&>()...))>;
  return compiled_function<result, typename argument_example<Values>::scalar...>(
      f, {argument_example<Values>::extents(arguments)...});
}

}  // namespace typegrad
