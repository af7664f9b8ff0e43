// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/tracing.hpp>
#include <typegrad/op/exact_double.hpp>

namespace typegrad {

template <class Function>
struct evaluated : transformed<evaluated<Function>> {
  using function = Function;
  [[no_unique_address]] Function f;

  template <class... Values>
  constexpr auto trace(Values const&... x) const {
    return callable(f)(x...);
  }
};

/// The function itself as a program: traced, fused and planned.
template <class Function>
constexpr auto evaluate(Function const& f) {
  return transform_of<evaluated<Function>>(f);
}

/// Whether each name among the extents of a result is that of an extent of an operand.
template <class... Values>
constexpr bool has_names(shape const& result) {
  bool all = true;
  for (int axis = 0; axis < result.rank; ++axis) {
    bool known = !is_named(result.extents[axis]);
    auto const look = [&](shape const& operand) {
      for (int own = 0; own < operand.rank; ++own)
        known = known || operand.extents[own] == result.extents[axis];
    };
    (look(typed_operand<Values>::extents), ...);
    all = all && known;
  }
  return all;
}
template <class Answer, class... Values>
constexpr bool knows_names() {
  constexpr bool known = has_names<Values...>(Answer::answer.value);
  static_assert(known,
                "typegrad: a name of an extent must be one of an operand, or, within a function, "
                "of an argument");
  return known;
}

/// One operation as a function.
template <class Op, word... Attributes>
struct operation_call {
  template <class... Values>
  constexpr auto operator()(Values const&... x) const {
    return apply<Op, Attributes...>(x...);
  }
};

/// A number in the type that it takes among its fellow operands; a tensor as it is.
template <class Answer, class Value>
constexpr auto weak_operand(Value const& x) {
  if constexpr (Scalar<Value>)
    return weak_value<scalar_t<Answer::scalars::template of<Value>()>>(x);
  else return x;
}

/// The same of an operation whose attributes follow from the shapes of its operands.
template <class Op, class Encoded>
struct encoded_call {
  template <class... Values>
  constexpr auto operator()(Values const&... x) const {
    return apply_encoded<Op, Encoded>(x...);
  }
};
template <class Op, class Encoded, class... Values>
constexpr auto evaluate_encoded(Values const&... x) {
  return compiled<encoded_call<Op, Encoded>, Values...>::run(x...);
}

template <class Op, class Rule>
struct looked_up_call {
  template <class Value>
  constexpr auto operator()(Value const& x) const {
    return apply_looked_up<Op, Rule>(x);
  }
};
template <class Op, class Rule, class Value>
constexpr auto evaluate_looked_up(Value const& x) {
  return compiled<looked_up_call<Op, Rule>, Value>::run(x);
}

/// An operation on tensors of numbers, computed on the spot: a program of one node.
template <class Op, word... Attributes, class... Values>
constexpr auto evaluate_operation(Values const&... x) {
  using answer = typed_answer<Op, std::integer_sequence<word, Attributes...>, Values...>;
  if constexpr (!static_cast<bool>(answer::answer)) return refuse<Op, answer, Values...>();
  else if constexpr (!knows_names<answer, Values...>()) return refused{};
  else
    return compiled<operation_call<Op, Attributes...>, decltype(weak_operand<answer>(x))...>::run(
        weak_operand<answer>(x)...);
}

}  // namespace typegrad
