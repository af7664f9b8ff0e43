// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/compiled_programs.hpp>
#include <typegrad/meta/shared.hpp>

#include <array>

namespace typegrad {

/// What stands for an argument of `compile`: a shape, for float64, or a number or a tensor of the
/// shape and scalar type.
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
template <class Number>
struct argument_example<variable_part<Number>> : argument_example<variable<Number>> {};
template <class Number>
  requires std::is_floating_point_v<Number>
struct argument_example<Number> {
  using scalar = Number;
  static shape extents(Number) { return {}; }
};
template <class Value>
concept ExampleOfArgument = requires { typename argument_example<Value>::scalar; };

/// A function of variables, traced once for arguments of fixed shapes: planned programs for its
/// values and derivatives, each made when it is asked for first. What it captured is read at each
/// call.
///
/// A copy is cheap: it shares the programs and has a memory of its own to work in. Threads may call
/// at the same time when each has its own copy, and when nobody changes or reads anew meanwhile
/// what the function captured.
template <class Result, class... Types>
class compiled_function {
 public:
  using result_type = typename compiled_result<Result>::type;
  using gradients_type = results<dynamic_tensor<Types>...>;

  template <class Function>
  compiled_function(Function&& function, std::array<shape, sizeof...(Types)> const& extents)
      : extents_(extents) {
    for (shape const& each : extents) static_cast<void>(checked_size<double>(each));
    call(function, std::index_sequence_for<Types...>{});
    programs_->results = compiled_result<Result>::count;
    programs_->make_directions();
    programs_->of(compiled_request::values);
  }

  /// The function's value: a tensor for each variable that it returned.
  ///
  /// errors    `shape_error` for an argument of another shape than the function was compiled for
  result_type operator()(dynamic_tensor<Types> const&... x) const {
    return run<results<Result>>(compiled_request::values, x...).first;
  }
  result_type value(dynamic_tensor<Types> const&... x) const { return (*this)(x...); }

  /// Value and gradients with respect to all arguments, of a function that returns one variable; of
  /// one that is no number, the gradients of the sum of its elements.
  results<result_type, gradients_type> value_and_grad(dynamic_tensor<Types> const&... x) const {
    return run<results<Result, arguments>>(compiled_request::gradients, x...);
  }
  gradients_type grad(dynamic_tensor<Types> const&... x) const {
    return value_and_grad(x...).second;
  }

  /// The derivatives of each element of the one variable that the function returns with respect to
  /// each element of each argument, of shape (axes of the result..., axes of the argument...).
  ///
  /// cost      a sweep for each element of the result or of the arguments, whichever are fewer, in
  ///           one program
  gradients_type jacobian(dynamic_tensor<Types> const&... x) const {
    return value_and_jacobian(x...).second;
  }
  results<result_type, gradients_type> value_and_jacobian(dynamic_tensor<Types> const&... x) const {
    static_assert(compiled_result<Result>::count == 1,
                  "typegrad: jacobian(x...): the compiled function must return one variable");
    return run<results<Result, arguments>>(compiled_request::jacobians, x...);
  }

  /// Refused: a compiled function does not keep the function that it was traced from.
  template <class Asked = Result>
  refused hessian(dynamic_tensor<Types> const&...) const {
    static_assert(!std::is_same_v<Asked, Result>,
                  "typegrad: compile(f, ...) has no hessian: write tg::hessian(f)(x), or "
                  "tg::compile(tg::grad(f), ...).jacobian(x)");
    return {};
  }

  /// Value and tangent: the derivative along a direction. `x` are the arguments, then the direction
  /// of each.
  results<result_type, result_type> jvp(dynamic_tensor<Types> const&... x,
                                        dynamic_tensor<Types> const&... along) const {
    check_shapes(along...);
    return run<results<Result, Result>>(compiled_request::tangents, x..., along...);
  }

  /// Value and adjoints of all arguments for the adjoint `seed` of the one variable that the
  /// function returns.
  ///
  /// errors    a seed of another shape
  template <class Seed>
    requires(std::is_same_v<Seed, typename compiled_result<Result>::type>)
  results<result_type, gradients_type> vjp(dynamic_tensor<Types> const&... x,
                                           Seed const& seed) const {
    static_assert(compiled_result<Result>::count == 1,
                  "typegrad: vjp(x..., seed): the compiled function must return one variable");
    shape const both[] = {seed.shape(), programs_->outputs[0]->extents};
    if (!(both[0] == both[1]))
      throw shape_error(words_of_mistake(sentence{}.add("vjp(x..., a)"),
                                         "the seed must have the shape of the result b", {both, 2})
                            .text);
    return run<results<Result, arguments>>(compiled_request::adjoints, x..., seed);
  }

  /// What it was traced to, for whoever makes something else of it.
  compiled_programs<dynamic_graph> const& programs() const { return *programs_; }
  run_time_program const& program() const {
    return programs_->of(compiled_request::values).program;
  }
  /// The program of `value_and_grad`.
  run_time_program const& program_of_gradients() const {
    return programs_->of(compiled_request::gradients).program;
  }

 private:
  using arguments = results<variable<Types>...>;

  template <class Function, std::size_t... Index>
  void call(Function&& function, std::index_sequence<Index...>) {
    auto const placeholder = [&](auto zero, shape const& extents) {
      node_pointer made(new value_node);
      made->type = scalar_type_of<decltype(zero)>;
      made->extents = extents;
      programs_->arguments.push_back(made);
      return variable<decltype(zero)>(made);
    };
    std::tuple<variable<Types>...> const x{placeholder(Types{}, extents_[Index])...};
    asked_masks masks;
    asked_masks_scope const scope(masks);
    growing_array<node_pointer>& outputs = programs_->outputs;
    auto const add = [&](auto const& each) { outputs.push_back(each.node()); };
    do {
      Result const y = std::apply(function, x);
      for_each_of_result(y, add);
      programs_->paths.add(masks.path);
    } while (masks.next());
    programs_->masks = masks.nodes;
    for (int i = compiled_result<Result>::count; i < outputs.count; ++i)
      require_equal_shapes(outputs[i % compiled_result<Result>::count]->extents,
                           outputs[i]->extents);
  }
  static void require_equal_shapes(shape const& a, shape const& b) {
    shape const both[] = {a, b};
    if (!(a == b))
      throw shape_error(words_of_mistake(sentence{}.add("compile(f, shapes...)"),
                                         "both sides of a branch must give the same shapes",
                                         {both, 2})
                            .text);
  }

  /// What the program makes of these arguments, and of what comes behind them.
  template <class Made, class... Given>
  typename compiled_result<Made>::type run(compiled_request request, Given const&... x) const {
    check_first_shapes(std::index_sequence_for<Types...>{}, std::tie(x...));
    listed_program const& listed = programs_->of(request);
    int next = 0;
    typename compiled_result<Made>::type made = compiled_result<Made>::make(listed.program, next);
    void* room[compiled_result<Made>::count + 1];
    void** to = room;
    for_each_of_result(made, [&](auto& each) { *to++ = each.data(); });
    void const* const given[] = {x.data()..., nullptr};
    listed.give(given, elements_);
    listed.program.run(elements_.data(), room, memory_.of(listed.program.workspace_bytes()));
    return made;
  }

  template <std::size_t... Index, class All>
  void check_first_shapes(std::index_sequence<Index...>, All const& all) const {
    check_shapes(std::get<Index>(all)...);
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
  shared<compiled_programs<dynamic_graph>> programs_;
  mutable growing_array<void const*> elements_;  ///< of the inputs of the call that is being made
  mutable work_space memory_;
};

/// Traces `f`, any callable that takes variables, for arguments of these shapes: `compile(f,
/// shape{2, 3}, shape{})`. A tensor or a number in place of a shape says the scalar type as well.
/// `f` runs once for each path through the branches that ask for its arguments, at most 64; a loop
/// or a branch of its own becomes part of the program. Variables that it captured are read at each
/// call; plain numbers that it captured stay what they were when it was compiled.
///
/// errors    what the calls in `f` throw; `std::logic_error` where `f` reads the value of an
///           argument
template <class Function, class... Values>
auto compile(Function&& f, Values const&... arguments) {
  if constexpr ((ExampleOfArgument<Values> && ...)) {
    using result = std::remove_cvref_t<decltype(f(
        std::declval<variable<typename argument_example<Values>::scalar> const&>()...))>;
    return compiled_function<result, typename argument_example<Values>::scalar...>(
        f, {argument_example<Values>::extents(arguments)...});
  } else {
    static_assert((ExampleOfArgument<Values> && ...),
                  "typegrad: compile(f, examples...) needs a shape, a tensor or a number for each "
                  "argument: pass the members of a struct or tuple one by one, and put them "
                  "together within f");
  }
}

}  // namespace typegrad
