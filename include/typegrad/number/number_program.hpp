// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/tracing.hpp>
#include <typegrad/math/number_type.hpp>
#include <typegrad/number/lacking_function.hpp>
#include <typegrad/run/program.hpp>

namespace typegrad {

/// `Value` with `Change::of<Number>` for each type of real numbers in it: in tensors, arrays,
/// pairs, tuples, `results` and structs over their scalar.
template <class Value, class Change>
struct with_numbers_changed {
  using type = Value;
};
template <class Value, class Change>
  requires(std::is_floating_point_v<Value> || NumberType<Value>)
struct with_numbers_changed<Value, Change> {
  using type = typename Change::template of<Value>;
};
template <class Number, index_t... Extents, class Change>
struct with_numbers_changed<tensor<Number, Extents...>, Change> {
  using type = tensor<typename with_numbers_changed<Number, Change>::type, Extents...>;
};
template <Holder Value, class Change>
struct with_numbers_changed<Value, Change> {
  template <class Member>
  using changed = with_numbers_changed<Member, Change>;
  using type = typename holder<Value>::template with<changed>;
};
template <PlainStruct Value, class Change>
  requires TemplateOverScalar<Value>
struct with_numbers_changed<Value, Change> {
  using parameter = scalar_parameter<Value>;
  using type = typename parameter::template with<
      typename with_numbers_changed<typename parameter::scalar, Change>::type>;
};

/// In a graph numbers of any type are doubles: its constants are rounded once, to `Number`.
template <class Number>
struct numbers_to_real {
  template <class Real>
  using of = double;
};
template <class Number>
struct real_to_numbers {
  template <class Real>
  using of = Number;
};

/// The type of numbers in `Values...`, void where they have C++'s alone.
template <class... Values>
struct number_type_of {
  using type = void;
};
template <class First, class... Rest>
  requires(sizeof...(Rest) > 0)
struct number_type_of<First, Rest...> {
  using of_first = typename number_type_of<First>::type;
  using type = typename std::conditional_t<std::is_void_v<of_first>, number_type_of<Rest...>,
                                           number_type_of<First>>::type;
};
template <NumberType Number>
struct number_type_of<Number> {
  using type = Number;
};
template <class Number, index_t... Extents>
struct number_type_of<tensor<Number, Extents...>> : number_type_of<Number> {};
template <Holder Value>
struct number_type_of<Value> : holder<Value>::template members<number_type_of> {};
template <PlainStruct Value>
  requires(TemplateOverScalar<Value> && !is_tensor<Value>)
struct number_type_of<Value> : number_type_of<typename scalar_parameter<Value>::scalar> {};

template <class... Values>
concept HasNumberType = !std::is_void_v<typename number_type_of<Values...>::type>;
template <class Value>
  requires HasNumberType<Value>
inline constexpr bool holds_number_type<Value> = true;

/// `Function` with derivatives as their rules have them: in fixed point a reciprocal, or a product
/// of literals, has lost more digits than what is made of it.
template <class Function>
struct as_written : Function {
  using Function::operator();
  static constexpr bool rounds_as_written = true;
};

/// Whether the function below `Function` refuses something where it is traced.
template <class Function, class... Traced>
concept RefusedWhenTraced = requires(Function const& f, Traced const&... x) {
  requires is_refused<std::remove_cvref_t<decltype(f(x...))>>;
};
/// Whether a function can be a program in the arithmetic of `Number`; where not, the reason is
/// given.
template <class Number, class Function, class... Values>
constexpr auto runs_in_numbers() {
  static_assert(is_stateless<Function>,
                "typegrad: a function of numbers of your own type must not have data of its own; "
                "give it as an argument");
  if constexpr (!is_stateless<Function>) return std::false_type{};
  else
    return std::bool_constant<!RefusedWhenTraced<typename called_function<Function>::type,
                                                 traced_argument<typename with_numbers_changed<
                                                     Values, numbers_to_real<Number>>::type>...>>{};
}

/// What a program is that cannot be: its mistake has been told.
struct refused_program {
  using result_type = refused;
  static constexpr index_t workspace_bytes = 0;
  static constexpr std::size_t alignment = 1;
  static constexpr refused run(auto&&...) { return {}; }
};

/// The function `Function` in the arithmetic of `Number`, a type of numbers that is not C++'s: the
/// graph and the plan are those of doubles, what runs are the operators of `Number`.
template <class Number, class Function, class... Values>
struct number_program : refused_program {};
template <class Number, class Function, class... Values>
  requires(decltype(runs_in_numbers<Number, Function, Values...>())::value)
struct number_program<Number, Function, Values...> {
  using number = Number;
  /// What stands for the real numbers of the graph.
  struct real_numbers {
    using float32 = Number;
    using float64 = Number;
  };
  using code = compiled<as_written<Function>,
                        typename with_numbers_changed<Values, numbers_to_real<Number>>::type...>;
  using result_type =
      typename with_numbers_changed<typename code::result_type, real_to_numbers<Number>>::type;

  static constexpr auto const& flat = code::flat;
  static constexpr auto const& leaves = code::leaves;
  static constexpr auto const& results = code::results;
  static constexpr plan_limits limits = code::limits;
  static constexpr auto const& schedule = code::schedule;
  using registers = registers_of<code::schedule, real_numbers>;
  using workspace = compiled_memory<number_program>;
  using inputs = inputs_of<code::leaves, real_numbers>;
  using outputs = outputs_of<code::results, real_numbers>;
  static constexpr index_t workspace_bytes = static_cast<index_t>(sizeof(workspace));
  static constexpr std::size_t alignment = alignof(workspace);

  /// The result, computed in a workspace on the stack.
  TYPEGRAD_ONE_FUNCTION static constexpr result_type run(Values const&... x) {
    static_assert(workspace_bytes <= TYPEGRAD_MAX_STACK_BYTES,
                  "typegrad: the workspace must fit into TYPEGRAD_MAX_STACK_BYTES: call "
                  "tg::program<...>::run(memory, x...) with memory of your own");
    workspace memory;
    result_type result{};
    run_into(memory, into(result), x...);
    return result;
  }
  /// The result, computed in `workspace_bytes` bytes of the caller, aligned to `alignment`.
  template <BytesOfCaller Memory>
  TYPEGRAD_ONE_FUNCTION static result_type run(Memory&& memory, Values const&... x) {
    result_type result{};
    run_into(workspace_in<workspace>(memory), into(result), x...);
    return result;
  }
  /// The same, and the result is written where `into(y...)` says.
  template <BytesOfCaller Memory, class... Results>
  TYPEGRAD_ONE_FUNCTION static void run(Memory&& memory, into_results<Results...> result,
                                        Values const&... x) {
    TYPEGRAD_ASSERT(!(... || result.overlaps(x)));
    run_into(workspace_in<workspace>(memory), result, x...);
  }

 private:
  template <class Pointers, class Leaves, class... All>
  TYPEGRAD_INLINE static constexpr void point(Pointers& pointers, Leaves const& list, All&... x) {
    int next = 0;
    auto const add = [&](auto& leaf) {
      auto* const first = first_element(leaf);
      using element = std::remove_cvref_t<decltype(*first)>;
      static_assert(std::is_same_v<element, Number> || std::is_integral_v<element>,
                    "typegrad: real numbers among the arguments are all of one type of numbers");
      int const number = list.number[next];
      if constexpr (!std::is_same_v<element, Number>)
        of_type<scalar_type_of<element>>(pointers)[number] = first;
      else if (list.type[next] == scalar_type::float32) pointers.float32[number] = first;
      else pointers.float64[number] = first;
      ++next;
    };
    (for_each_leaf(x, add), ...);
  }
  template <class... Results>
  TYPEGRAD_INLINE static constexpr void run_into(workspace& memory,
                                                 into_results<Results...> const& result,
                                                 Values const&... x) {
    static_assert(std::is_same_v<typename into_results<Results...>::result_type, result_type>,
                  "typegrad: into(y...) needs the result of the program, or each of its results");
    if constexpr (lacking_function<number_program>::name != nullptr) {
      using error [[maybe_unused]] =
          decltype(refusal<typename lacking_function<number_program>::error>.correct());
    } else {
      registers values;
      inputs in;
      outputs out;
      point(in, code::leaves, x...);
      result.pass_to([&](auto&... y) { point(out, code::results, y...); });
      run_program<number_program>(
          context<registers, fixed_workspace<workspace>, inputs, outputs, no_open_numbers>{
              values, {memory}, in, out, {}});
    }
  }
};

/// What a call of a transform with such numbers runs.
template <class Function, class... Values>
struct call_with_number_type {
  using number = typename number_type_of<Values...>::type;

  static constexpr auto run(Values const&... x) {
    // asked here, too: few steps lie between the call and the error
    if constexpr (!decltype(runs_in_numbers<number, Function, Values...>())::value)
      return refused{};
    else return number_program<number, Function, Values...>::run(x...);
  }
};

template <class Function, class... Values>
  requires HasNumberType<std::remove_cvref_t<Values>...>
struct program<Function, Values...>
    : number_program<typename number_type_of<std::remove_cvref_t<Values>...>::type, Function,
                     std::remove_cvref_t<Values>...> {};

}  // namespace typegrad
