// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply.hpp>

namespace typegrad {

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

/// A function of several operations on one operand whose type tells at least its rank.
/// `Rule::result` is its shape for the type, `Rule::relation_of(shape)` what must hold,
/// `Rule::record(x)` records it of a value of any shape; the words of a mistake are those of `Op`
/// with `Rule`. The scalar type is that of the operand, `Rule::scalar` or
/// `Rule::scalar_of<that of the operand>`.
template <class Op, class Rule, class Value>
constexpr auto apply_looked_up(Value const& x) {
  return joint_front<Value>::type::template apply_looked_up<Op, Rule>(x);
}

/// What a call says, for an operand of this type: its result is `Rule::result_of(shape)`.
template <class Rule, class Value>
struct recorded_for : Rule {
  static constexpr shape_result result = Rule::result_of(typed_operand<Value>::extents);
  static constexpr char const* relation = result.relation;
  static constexpr char const* relation_of(shape const& from) {
    return Rule::result_of(from).relation;
  }
};

/// A function of several operations on one operand of any kind: `Rule::result_of(shape)` is the
/// shape of its result, `Rule::record(x)` records it.
template <class Op, class Rule, class Value>
constexpr auto apply_recorded(Value const& x) {
  if constexpr (is_refused<Value>) {
    return refused{};
  } else if constexpr (Recordable<Value>) {
    require_fit(Rule::result_of(x.extents()).relation, call_of<Op, Rule>(1), x);
    return Rule::record(x);
  } else {
    using rule = recorded_for<Rule, Value>;
    if constexpr (rule::relation != nullptr) return refuse<Op, rule, Value>();
    else return apply_looked_up<Op, rule>(x);
  }
}

/// What a call says, `Rule::encode(shapes...)`, for operands whose types tell their shapes.
template <class Rule, class... Values>
struct encoded_for : Rule {
  static constexpr auto value = Rule::encode(typed_operand<Values>::extents...);
};

template <class Op, class Encoded, class... Values>
constexpr auto apply_known(Values const&... x) {
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

/// Applies `Op` with the attributes that `Rule::encode(shapes...)` gives for the shapes of the
/// operands: while compiling where their types tell them, else where they are looked up.
template <class Op, class Rule, class... Values>
constexpr auto apply_encoded(Values const&... x) {
  if constexpr (requires { Rule::value; }) return apply_known<Op, Rule>(x...);
  else return apply_known<Op, encoded_for<Rule, Values...>>(x...);
}

/// Operands whose type tells the shape, and to which an axis is told by the type of the call.
template <class Value>
concept ShapedByType = Operand<Value> && !Recordable<Value>;

/// What `sum(x, 0)` gives of such an operand: one sentence.
template <class Value>
constexpr refused refuse_axis_argument() {
  static_assert(!ShapedByType<Value>,
                "typegrad: where the type of x tells its shape, an axis is a template argument: "
                "sum<0>(x) for sum(x, 0)");
  return {};
}

}  // namespace typegrad
