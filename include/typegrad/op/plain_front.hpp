// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/typed_answer.hpp>

namespace typegrad {

template <class Number>
using plain_number = Number;

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
      constexpr list_view<scalar_type> list = operand_scalars<Values...>::list;
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

template <class Number, index_t... Extents>
  requires Scalar<Number>
struct operand_traits<tensor<Number, Extents...>> {
  using front = plain_front;
  using scalar = Number;
  static constexpr shape extents = make_shape(Extents...);
};

}  // namespace typegrad
