// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/operand_mistake.hpp>

namespace typegrad {

/// A literal is weak: it takes the type of what it meets, unless it is a fraction among integers.
template <Scalar Value>
constexpr scalar_type weak_type(scalar_type met) {
  if (is_real(met)) return met;
  return std::is_integral_v<Value> ? promote(met, scalar_type::int32) : scalar_type::float64;
}

/// The scalar type and shape that `Op` gives for operands of these types, known while compiling.
template <class Op, class Attributes, class... Values>
struct typed_answer;
template <class Op, word... Attributes, class... Values>
struct typed_answer<Op, std::integer_sequence<word, Attributes...>, Values...> {
  static constexpr word attribute_words[sizeof...(Attributes) + 1] = {Attributes..., 0};
  static constexpr list_view<word> attributes{attribute_words, sizeof...(Attributes)};
  static constexpr int count = sizeof...(Values);

  static constexpr scalar_type met() {
    scalar_type type = scalar_type::boolean;
    ((type = Scalar<Values>
                 ? type
                 : promote(type, scalar_type_of<typename typed_operand<Values>::scalar>)),
     ...);
    return type;
  }
  template <class Result>
  static constexpr scalar_type type_of_operand() {
    if constexpr (Scalar<Result> && !(Scalar<Values> && ...)) return weak_type<Result>(met());
    else return scalar_type_of<typename typed_operand<Result>::scalar>;
  }
  static constexpr shape_result fit() {
    shape const shapes[] = {typed_operand<Values>::extents...};
    return Op::shape({shapes, count}, attributes);
  }
  static constexpr scalar_type result() {
    scalar_type const types[] = {type_of_operand<Values>()...};
    return result_type<Op>({types, count}, attributes);
  }
  static constexpr shape_result answer = fit();
  using scalar = scalar_t<result()>;

  template <template <class> class Number, std::size_t... Axis>
  static auto value_of(std::index_sequence<Axis...>) {
    if constexpr (sizeof...(Axis) == 0) return type_identity<Number<scalar>>{};
    else return type_identity<tensor<Number<scalar>, answer.value.extents[Axis]...>>{};
  }
  /// The type of the result over `Number<scalar>`: a number for rank 0, else a tensor of them.
  template <template <class> class Number>
  using value = typename decltype(value_of<Number>(
      std::make_index_sequence<static_cast<std::size_t>(answer ? answer.value.rank : 0)>{}))::type;
};

/// The type that a call gives, or `refused` where it makes no sense.
template <bool Fits, template <class> class Number, class Answer>
struct typed_result_of {
  using type = typename Answer::template value<Number>;
};
template <template <class> class Number, class Answer>
struct typed_result_of<false, Number, Answer> {
  using type = refused;
};
template <template <class> class Number, class Answer>
using typed_result =
    typename typed_result_of<static_cast<bool>(Answer::answer), Number, Answer>::type;

template <class Number>
using plain_number = Number;

template <scalar_type... Type>
struct scalar_type_list {
  static constexpr scalar_type types[] = {Type...};
};

/// Computes an operation on the spot. Defined by `api/`; declared here, because numbers are in no
/// namespace.
template <class Op, word... Attributes, class... Values>
constexpr auto evaluate_operation(Values const&... x);
template <class Op, class Encoded, class... Values>
constexpr auto evaluate_encoded(Values const&... x);
template <class Op, class Rule, class Value>
constexpr auto evaluate_looked_up(Value const& x);

/// Numbers and tensors of numbers: the operation is computed on the spot.
struct plain_front {
  static constexpr int precedence = 0;

  template <class Op, class Attributes, class... Values>
  using answer = typed_answer<Op, Attributes, Values...>;
  template <class Op, class... Values>
  using result =
      typed_result<plain_number, typed_answer<Op, std::integer_sequence<word>, Values...>>;

  template <class Op, word... Attributes, class... Values>
  static constexpr auto apply(Values const&... x) {
    if constexpr ((Scalar<Values> && ...) && Op::kind == operation_kind::element_wise) {
      static_assert(sizeof...(Values) > 0);
      using list_of = scalar_type_list<scalar_type_of<Values>...>;
      constexpr list_view<scalar_type> list{list_of::types, sizeof...(Values)};
      constexpr scalar_type result = result_type<Op>(
          list,
          typed_answer<Op, std::integer_sequence<word, Attributes...>, Values...>::attributes);
      using compute = scalar_t<compute_type<Op>(list, result)>;
      return static_cast<scalar_t<result>>(Op::forward(static_cast<compute>(x)...));
    } else {
      return evaluate_operation<Op, Attributes...>(x...);
    }
  }
  template <class Op, class Encoded, class... Values>
  static constexpr auto apply_encoded(Values const&... x) {
    return evaluate_encoded<Op, Encoded>(x...);
  }
  template <class Op, class Rule, class Value>
  static constexpr auto apply_looked_up(Value const& x) {
    return evaluate_looked_up<Op, Rule>(x);
  }
};

/// The words of an operation's attributes, made from what a call says and the shapes of its
/// operands.
template <int Capacity>
struct encoded_attributes {
  word words[Capacity > 0 ? Capacity : 1]{};
  int count = 0;
  char const* relation = nullptr;  ///< what should hold, where the call asks for the impossible

  constexpr void append(word value) { words[count++] = value; }
  constexpr list_view<word> list() const { return {words, count}; }
};

/// The call of `Op` as words, with the numbers among the template arguments of `Encoded`:
/// "sum<5>(a)".
template <class Op, class Encoded>
constexpr sentence call_of(int operands) {
  if constexpr (requires { Encoded::name; })
    return words_of_call(Encoded::name, numbers_among_arguments(name_of_type<Encoded>()), operands);
  else if constexpr (requires { Encoded::call; }) return sentence{}.add(Encoded::call);
  else if constexpr (requires { Op::call; }) return sentence{}.add(Op::call);
  else return words_of_call(Op::name, numbers_among_arguments(name_of_type<Encoded>()), operands);
}

/// A function of several operations on one operand of which some extents are looked up.
/// `Rule::result` is its shape for the type, `Rule::relation_of(shape)` what must hold,
/// `Rule::record(x)` records it of a value of any shape; the words of a mistake are those of `Op`
/// with `Rule`. The scalar type is that of the operand, or `Rule::scalar`.
template <class Op, class Rule, OpenOperand Value>
constexpr auto apply_looked_up(Value const& x) {
  return joint_front<Value>::type::template apply_looked_up<Op, Rule>(x);
}

/// Applies `Op` with the attributes `Encoded::value`, or, to operands whose shapes are looked up,
/// with those that `Encoded::encode(shapes...)` gives.
template <class Op, class Encoded, class... Values>
constexpr auto apply_encoded(Values const&... x) {
  if constexpr ((is_refused<Values> || ...)) {
    return refused{};
  } else if constexpr ((Recordable<Values> || ...)) {
    auto const encoded = Encoded::encode(extents_of(x)...);
    if (encoded.relation != nullptr)
      require_fit(encoded.relation, call_of<Op, Encoded>(sizeof...(Values)), x...);
    return record<Op>(encoded.list(), x...);
  } else if constexpr (Encoded::value.relation != nullptr) {
    using error [[maybe_unused]] =
        decltype(refusal<operand_mistake<Op, Encoded, Values...>>.correct());
    return refused{};
  } else if constexpr ((OpenOperand<Values> || ...)) {
    return joint_front<Values...>::type::template apply_encoded<Op, Encoded>(x...);
  } else {
    return [&]<std::size_t... Index>(std::index_sequence<Index...>) {
      return apply<Op, Encoded::value.words[Index]...>(x...);
    }(std::make_index_sequence<static_cast<std::size_t>(Encoded::value.count)>{});
  }
}

}  // namespace typegrad
