// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/tracing.hpp>

namespace typegrad {

template <class F>
struct evaluated : transformed<evaluated<F>> {
  using function = F;

  template <class... X>
  static constexpr auto trace(X const&... x) {
    return F{}(x...);
  }
};

/// The function itself as a program: traced, fused and planned.
///
/// errors    `f` that captures
template <class F>
constexpr auto evaluate(F) {
  return transform_of<F, evaluated<F>>();
}

/// Whether each name among the extents of a result is that of an extent of an operand.
template <class... X>
constexpr bool has_names(shape const& result) {
  bool all = true;
  for (int axis = 0; axis < result.rank; ++axis) {
    bool known = !is_named(result.extents[axis]);
    auto const look = [&](shape const& operand) {
      for (int own = 0; own < operand.rank; ++own)
        known = known || operand.extents[own] == result.extents[axis];
    };
    (look(typed_operand<X>::extents), ...);
    all = all && known;
  }
  return all;
}
template <class Answer, class... X>
constexpr bool knows_names() {
  constexpr bool known = has_names<X...>(Answer::answer.value);
  static_assert(known,
                "typegrad: a name of an extent must be one of an operand, or, within a function, "
                "of an argument");
  return known;
}

/// One operation as a function.
template <class Op, word... A>
struct operation_call {
  template <class... X>
  constexpr auto operator()(X const&... x) const {
    return apply<Op, A...>(x...);
  }
};

/// A number in the type that it takes among its fellow operands; a tensor as it is.
template <class Answer, class X>
constexpr auto weak_operand(X const& x) {
  if constexpr (Scalar<X>) return static_cast<scalar_t<Answer::template type_of_operand<X>()>>(x);
  else return x;
}

/// The same of an operation whose attributes follow from the shapes of its operands.
template <class Op, class Encoded>
struct encoded_call {
  template <class... X>
  constexpr auto operator()(X const&... x) const {
    return apply_encoded<Op, Encoded>(x...);
  }
};
template <class Op, class Encoded, class... X>
constexpr auto evaluate_encoded(X const&... x) {
  return mixed_program<encoded_call<Op, Encoded>, X...>::run(x...);
}

template <class Op, class Rule>
struct looked_up_call {
  template <class X>
  constexpr auto operator()(X const& x) const {
    return apply_looked_up<Op, Rule>(x);
  }
};
template <class Op, class Rule, class X>
constexpr auto evaluate_looked_up(X const& x) {
  return mixed_program<looked_up_call<Op, Rule>, X>::run(x);
}

/// An operation on tensors of numbers, computed on the spot: a program of one node.
template <class Op, word... A, class... X>
constexpr auto evaluate_operation(X const&... x) {
  using answer = typed_answer<Op, std::integer_sequence<word, A...>, X...>;
  if constexpr (!static_cast<bool>(answer::answer)) return refuse<Op, answer, X...>();
  else if constexpr (!knows_names<answer, X...>()) return refused{};
  else if constexpr ((has_open_leaves<X> || ...))
    return mixed_program<operation_call<Op, A...>, decltype(weak_operand<answer>(x))...>::run(
        weak_operand<answer>(x)...);
  else
    return compiled<operation_call<Op, A...>, decltype(weak_operand<answer>(x))...>::run(
        weak_operand<answer>(x)...);
}

}  // namespace typegrad
