// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/name_of_type.hpp>
#include <typegrad/op/operation_defaults.hpp>
#include <typegrad/op/refusal.hpp>
#include <typegrad/op/shape_words.hpp>
#include <typegrad/op/typed_operand.hpp>

namespace typegrad {

/// The call of `Op` as words, with the numbers among the template arguments of `Encoded`,
/// "sum<5>(a)": by the `name` of `Encoded` where that is not the operation's, or as `call` says.
template <class Op, class Encoded>
constexpr sentence call_of(int operands) {
  if constexpr (requires { Encoded::name; })
    return words_of_call(Encoded::name, numbers_among_arguments(name_of_type<Encoded>()), operands);
  else if constexpr (requires { Encoded::call; }) return sentence{}.add(Encoded::call);
  else if constexpr (requires { Op::call; }) return sentence{}.add(Op::call);
  else return words_of_call(Op::name, numbers_among_arguments(name_of_type<Encoded>()), operands);
}

/// The call of an operation with operands that do not fit, see `refusal.hpp`. `Encoded` knows the
/// relation that should hold.
template <class Op, class Encoded, class... Values>
struct operand_mistake {
  static constexpr char const* find_reason() {
    if constexpr (requires { Encoded::value.relation; }) return Encoded::value.relation;
    else if constexpr (requires { Encoded::answer.relation; }) return Encoded::answer.relation;
    else return Encoded::relation;
  }
  static constexpr shape shapes[] = {typed_operand<Values>::extents...};
  static constexpr char const* reason = find_reason();
  static constexpr sentence call_words = call_of<Op, Encoded>(sizeof...(Values));
  static constexpr sentence words =
      words_of_mistake(call_words, reason, {shapes, sizeof...(Values)});

#if defined(__clang__) && __clang_major__ < 15
  using parts = call<Op, Values...>;  // this clang prints texts as lists of character codes
#elif defined(__clang__) && __cpp_static_assert < 202306L
  template <std::size_t... Index>
  static auto find_parts(std::index_sequence<Index...>) {
    constexpr sentence operands[] = {words_of_operand(Index, shapes[Index])...};
    return type_identity<call<fitted_text<call_words.length>(call_words),
                              fitted_text<operands[Index].length>(operands[Index])...>>{};
  }
  using parts = typename decltype(find_parts(std::make_index_sequence<sizeof...(Values)>{}))::type;
#endif
};

/// Values that exist at run time say what is wrong by an exception:
/// `operand_traits<X>::throw_mistake(words)`.
template <class Value>
concept ThrowsMistakes =
    requires(sentence const& words) { operand_traits<Value>::throw_mistake(words); };

/// `max(x, 1)` beside `sum(x, 1)`: an axis of a tensor whose rank is known at run time, or a
/// number.
template <class Tensor, class Number>
concept MayMeanAnAxis = Recordable<Tensor> && ThrowsMistakes<Tensor> &&
                        std::is_integral_v<Number> && !std::is_same_v<Number, bool>;

/// An operand whose type leaves extents open, `tensor<float, dyn, 4>`: `x.shape()` has them.
template <class Value>
concept OpenOperand = LibraryValue<Value> && requires {
  requires is_open(operand_traits<Value>::extents);
} && requires(Value const& x) { x.shape(); };

/// An operand whose shape is looked up, because its type does not tell all of it.
template <class Value>
concept ShapeIsLookedUp = Recordable<Value> || OpenOperand<Value>;

/// The shape of an operand: looked up where its type does not tell it.
template <class Value>
constexpr shape extents_of(Value const& x) {
  if constexpr (Recordable<Value>) return x.extents();
  else if constexpr (OpenOperand<Value>) return x.shape();
  else return (void)x, typed_operand<Value>::extents;
}

template <class First, class... Rest>
struct throwing_operand : throwing_operand<Rest...> {};
template <ThrowsMistakes First, class... Rest>
struct throwing_operand<First, Rest...> : operand_traits<First> {};

/// How mistakes are told that show when a user's rule is called. Here for graphs that are recorded
/// while compiling: the name of what is called is the message. Specialised with the graph of run
/// time.
[[noreturn]] inline void this_operation_has_no_backward(char const*) { __builtin_trap(); }
template <class Graph>
struct mistakes_of_graph {
  /// Not constexpr, so that the mistake is an error of the constant expression that makes it, and
  /// only there: without derivatives such an operation is legal.
  static constexpr auto no_backward = this_operation_has_no_backward;
  static constexpr void wrong_shapes(sentence const& words) { shapes_must_fit(words.text); }
};

/// Asks of a call whose shapes are looked up that `relation` is null, which means that they fit.
/// Otherwise values that exist at run time throw the words of the compile error; within a rule of
/// the library there is nobody to tell.
///
/// `call` is the call as words: `sentence{}.add("sum(a, {5})")`
template <class... Values>
constexpr void require_fit(char const* relation, sentence const& call, Values const&... x) {
  if (relation == nullptr) return;
  if constexpr ((ThrowsMistakes<Values> || ...)) {
    shape const shapes[] = {extents_of(x)...};
    throwing_operand<Values...>::throw_mistake(
        words_of_mistake(call, relation, {shapes, sizeof...(Values)}));
  } else {
    shapes_must_fit(relation);
  }
}

/// Refuses the call `Op(x...)`.
template <class Op, class Encoded, class... Values>
constexpr refused refuse() {
  using error [[maybe_unused]] =
      decltype(refusal<operand_mistake<Op, Encoded, Values...>>.correct());
  return {};
}

}  // namespace typegrad
