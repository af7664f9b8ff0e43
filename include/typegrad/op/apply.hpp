// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/exact_double.hpp>
#include <typegrad/op/make_operation.hpp>
#include <typegrad/op/operand_mistake.hpp>
#include <typegrad/op/plain_front.hpp>

namespace typegrad {

/// Symbols: the node is recorded. This is how rules are written.
template <class Graph>
struct symbol_front {
  using value = basic_symbol<Graph>;
  using rule_value = value;  ///< what derivative rules see for one
  static constexpr bool has_derivatives = true;
  static constexpr int precedence = 3;

  template <class Op, class... Values>
  using result = value;

  static constexpr value to_symbol(value, value x) { return x; }
  template <Scalar Number>
  static constexpr value to_symbol(value like, Number x) {
    return literal_like(like, exact_double(x));
  }
  template <class Number, index_t... Extents>
  static constexpr value to_symbol(value like, tensor<Number, Extents...> const& x) {
    return literal_tensor<Number>(like, make_shape(Extents...), x.data());
  }
  static constexpr value first_of(value x, auto const&...) { return x; }
  static constexpr value first_of(auto const&, auto const&... rest) { return first_of(rest...); }

  template <class Op, word... Attributes, class... Values>
  static constexpr value apply(Values const&... x) {
    if constexpr (sizeof...(Attributes) == 0 && (std::is_same_v<Values, value> && ...)) {
      int const ids[] = {x.id...};
      Graph& graph = *first_of(x...).graph;
      return {&graph, record_node<Op>(graph, {ids, sizeof...(Values)}, {})};
    }
    constexpr word attributes[sizeof...(Attributes) + 1] = {Attributes..., 0};
    return record<Op>(list_view<word>{attributes, sizeof...(Attributes)}, x...);
  }
  template <class Op, class... Values>
  static constexpr value record(list_view<word> attributes, Values const&... x) {
    value const like = first_of(x...);
    return typegrad::record<Op>(attributes, to_symbol(like, x)...);
  }
};
template <class Graph>
struct operand_traits<basic_symbol<Graph>> {
  using front = symbol_front<Graph>;
};

/// Something refused makes everything refused that it meets.
struct refused_front {
  static constexpr int precedence = 9;

  template <class Op, class... Values>
  using result = refused;

  template <class Op, word... Attributes, class... Values>
  static constexpr refused apply(Values const&...) {
    return {};
  }
};
template <>
struct operand_traits<refused> {
  using front = refused_front;
  using scalar = double;
  static constexpr shape extents{};
};

template <class Value>
struct front_of_operand {
  using type = plain_front;
};
template <LibraryValue Value>
struct front_of_operand<Value> {
  using type = typename operand_traits<Value>::front;
};

template <class Left, class Right>
using stronger_front = std::conditional_t<(Left::precedence >= Right::precedence), Left, Right>;

template <class Value, class... Rest>
struct joint_front {
  using type = typename front_of_operand<Value>::type;
};
template <class Value, class Result, class... Rest>
struct joint_front<Value, Result, Rest...> {
  using type = stronger_front<typename front_of_operand<Value>::type,
                              typename joint_front<Result, Rest...>::type>;
};

template <class Value>
struct operand_to_convert {
  using type = Value;
};
template <NumberToConvert Value>
struct operand_to_convert<Value> {
  using type = converted_number<Value>;
};
template <class Value>
using operand_of = typename operand_to_convert<Value>::type;

template <class Op, class... Values>
struct applied_to {};
template <class Op, class... Values>
  requires(NumberToConvert<Values> || ...)
struct applied_to<Op, Values...> : applied_to<Op, operand_of<Values>...> {};
template <class Op, class... Values>
  requires(Operand<Values> && ...) && (!NumberToConvert<Values> && ...)
struct applied_to<Op, Values...> {
  using type = typename joint_front<Values...>::type::template result<Op, Values...>;
};

/// What applying `Op` without attributes gives; no type where something is no operand. Clang (19)
/// forms the return type of `operator+` before it looks at the constraints, for every `+` that
/// names typegrad, strings included.
template <class Op, class... Values>
using applied = typename applied_to<Op, Values...>::type;

/// A struct that says what it is to the engine; what else `apply` takes is an operation of a user.
template <class Op>
concept LibraryOperation = requires { Op::kind; };

/// Applies the operation `Op` with attributes `A...` to operands of any kind: records it, computes
/// it, or makes an expression of it, as the operands ask. Every public function of `ops/` is one
/// call of this.
template <class Op, word... Attributes, Operand... Values>
  requires LibraryOperation<Op>
constexpr auto apply(Values const&... x) {
  using front = typename joint_front<Values...>::type;
  if constexpr ((NumberToConvert<Values> || ...)) {
    return apply<Op, Attributes...>(static_cast<operand_of<Values> const&>(x)...);
  } else if constexpr (requires {
                         typename front::template answer<
                             Op, std::integer_sequence<word, Attributes...>, Values...>;
                       }) {
    // Looked at here and not in the front, so that few steps lie between the user's line and the
    // error.
    using answer =
        typename front::template answer<Op, std::integer_sequence<word, Attributes...>, Values...>;
    if constexpr (answer::answer.relation == nullptr) {
      return front::template apply<Op, Attributes...>(x...);
    } else {
      using error [[maybe_unused]] =
          decltype(refusal<operand_mistake<Op, answer, Values...>>.correct());
      return refused{};
    }
  } else {
    return front::template apply<Op, Attributes...>(x...);
  }
}

}  // namespace typegrad
