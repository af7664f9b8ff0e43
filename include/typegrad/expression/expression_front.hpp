// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/expression/expression.hpp>
#include <typegrad/expression/graph_key.hpp>
#include <typegrad/op/exact_double.hpp>

namespace typegrad {

struct expression_front;

template <Scalar Number>
constexpr word literal_bits(Number value) {
  return encode_literal(scalar_type_of<Number>, exact_double(value));
}
template <class Source, Scalar Number>
constexpr auto constant_expression(Number) {
  return expression<graph<literal<Number, literal_bits(Source::value)>>, Number>{};
}
template <class Source, class Number, index_t... Extents>
constexpr auto constant_expression(tensor<Number, Extents...> const&) {
  using value = tensor<Number, Extents...>;
  return []<std::size_t... Index>(std::index_sequence<Index...>) {
    return expression<graph<literal<value, literal_bits(Source::value.data()[Index])...>>, value>{};
  }(std::make_index_sequence<static_cast<std::size_t>(value::size())>{});
}

template <class Graph, class Value>
struct operand_traits<expression<Graph, Value>> {
  using front = expression_front;
  using scalar = typename typed_operand<Value>::scalar;
  static constexpr shape extents = typed_operand<Value>::extents;
  /// A number or tensor of numbers that functions pass beside an expression.
  template <class Source>
  static constexpr auto constant() {
    return constant_expression<Source>(Source::value);
  }
};

/// The operand by which an expression's shape and type are found: strong as a traced value, or a
/// weak number.
template <class Value>
struct operand_of_expression;
template <class Graph, class Value>
struct operand_of_expression<expression<Graph, Value>> {
  using type = std::conditional_t<is_literal_expression<expression<Graph, Value>>, Value,
                                  traced_type<Value>>;
};

template <class Value>
inline constexpr auto literal_value = 0;
template <class Type, word Bits>
inline constexpr Type literal_value<expression<graph<literal<Type, Bits>>, Type>> =
    static_cast<Type>(decode_literal(scalar_type_of<Type>, Bits));

template <class Op, word... Attributes>
struct operation_with_attributes {
  using type = with<Op, Attributes...>;
};
template <class Op>
struct operation_with_attributes<Op> {
  using type = Op;
};

template <class Value>
struct graph_of_expression;
template <class Graph, class Value>
struct graph_of_expression<expression<Graph, Value>> {
  using type = graph_named<Graph>;
};
/// The graph of an expression as a type: `graph<named_input<"x", double>, node<ops::sin, 0>>`.
template <class Element>
using graph_of = typename graph_of_expression<std::remove_cvref_t<Element>>::type;

/// What `Op` with attributes `A...` gives over expressions.
template <class Op, class Attributes, class... Values>
struct applied_expression {
  using type = refused;
};
template <class Op, word... Attributes, Expression... Values>
struct applied_expression<Op, std::integer_sequence<word, Attributes...>, Values...> {
  using answer = typed_answer<Op, std::integer_sequence<word, Attributes...>,
                              typename operand_of_expression<Values>::type...>;

  /// Operations on literals alone are computed on the spot.
  static constexpr bool is_number =
      (is_literal_expression<Values> && ...) && Op::kind == operation_kind::element_wise;

  template <bool Fits>
  static constexpr auto make() {
    if constexpr (!Fits) {
      return refused{};
    } else if constexpr (is_number) {
      constexpr auto value = apply<Op, Attributes...>(literal_value<Values>...);
      using number = std::remove_const_t<decltype(value)>;
      return expression<graph<literal<number, literal_bits(value)>>, number>{};
    } else {
      using applied = applied_graph<typename operation_with_attributes<Op, Attributes...>::type,
                                    Op::commutative, typename graph_of_expression<Values>::type...>;
      return expression<typename key_of_graph<typename applied::type>::type,
                        typename answer::template value<plain_number>>{};
    }
  }
  using type = decltype(make<static_cast<bool>(answer::answer)>());
};

template <class Function, class... Values>
struct called_expression;

/// Typed expressions: the call becomes a node of the expression's type.
struct expression_front {
  static constexpr int precedence = 4;

  template <class Op, class Attributes, class... Values>
  using answer = typename applied_expression<Op, Attributes, Values...>::answer;
  template <class Op, class... Values>
  using result = typename applied_expression<Op, std::integer_sequence<word>, Values...>::type;

  /// A call of a function object, for operations that are functions themselves.
  template <class Function, Expression... Values>
  static constexpr auto call(Values const&...) {
    return typename called_expression<Function, Values...>::type{};
  }

  template <class Op, word... Attributes, class... Values>
  static constexpr auto apply(Values const&...) {
    if constexpr (!(Expression<Values> && ...)) {
      static_assert((Expression<Values> && ...),
                    "typegrad: a number in a typed expression is a literal, 0.5_c, or a variable, "
                    "tg::var<\"a\", double>");
      return refused{};
    } else {
      static_assert(!Op::unique,
                    "typegrad: an operation with side effects or random numbers has no place in a "
                    "typed expression");
      return typename applied_expression<Op, std::integer_sequence<word, Attributes...>,
                                         Values...>::type{};
    }
  }
};

}  // namespace typegrad
