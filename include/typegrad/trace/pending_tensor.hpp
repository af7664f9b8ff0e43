// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/shape/strided_view.hpp>
#include <typegrad/trace/traced_tensor.hpp>

namespace typegrad {

// Operations on tensors of numbers that belong to no graph yet, see `pending_number`: each element
// of a result waits by itself, of an element-wise operation on those that it is made of.

/// The elements of an operand.
struct pending_elements {
  shape extents;
  growing_array<pending_number> items{};

  template <class Value>
  constexpr void push_back(Value const& x, pending_operation const& constant) {
    if constexpr (requires { x.is_pending(); }) {
      if (x.is_pending()) return items.push_back(x.steps());
      pending_number made{};
      made.add(constant, static_cast<double>(x.constant()));
      items.push_back(made);
    } else {
      pending_number made{};
      made.add(constant, static_cast<double>(x));
      items.push_back(made);
    }
  }
};
template <scalar_type Type, class Value>
constexpr pending_elements pending_elements_of(Value const& x) {
  pending_elements made{typed_operand<Value>::extents};
  if constexpr (requires { x.at(0); })
    for (int i = 0; i < made.extents.size(); ++i) made.push_back(x.at(i), pending_constant<Type>);
  else if constexpr (requires { x.data(); })
    for (int i = 0; i < made.extents.size(); ++i)
      made.push_back(x.data()[i], pending_constant<Type>);
  else made.push_back(x, pending_constant<Type>);
  return made;
}

/// Element `position` of what an operation gives for these operands.
constexpr pending_number apply_pending(pending_operation const& operation, shape const& result,
                                       list_view<pending_elements> operands, int position) {
  pending_number made{};
  auto const add = [&](pending_number const& x) {
    if (made.count + x.count >= pending_number::most_steps)
      an_argument_must_take_part_before_so_many_numbers_meet();
    made.add(x);
  };
  for (int i = 0; i < operands.count; ++i) {
    pending_elements const& x = operands[i];
    if (operation.is_of_tensors()) {
      for (pending_number const& each : x.items) add(each);
    } else {
      strided_view const own = contiguous_view(x.extents);
      add(x.items[static_cast<int>(
          follow(aligned_view(own, x.extents, result.rank), result, position))]);
    }
  }
  made.add(operation, position);
  return made;
}

/// `Op` on operands of types `Values...`, at least one of them a tensor.
template <class Op, class Typed, class... Values>
struct pending_tensor_call {
  static constexpr shape shapes[] = {typed_operand<Values>::extents...};
  static constexpr bool is_element_wise = Op::kind == operation_kind::element_wise;
  static constexpr int arity =
      is_element_wise ? static_cast<int>(sizeof...(Values))
                      : static_cast<int>((typed_operand<Values>::extents.size() + ...));
  static constexpr pending_operation operation{
      record_node<Op, graph_builder>,
      nullptr,
      arity,
      Typed::result(),
      Typed::attributes,
      {shapes, is_element_wise ? 0 : static_cast<int>(sizeof...(Values))}};
};
template <class Made>
constexpr Made apply_pending(pending_operation const& operation,
                             list_view<pending_elements> operands) {
  Made result{};
  if constexpr (is_traced_scalar<Made>) {
    result = Made(apply_pending(operation, shape{}, operands, 0));
  } else {
    for (int i = 0; i < Made::size(); ++i)
      result.set(i,
                 typename Made::value_type(apply_pending(operation, Made::extents, operands, i)));
  }
  return result;
}

/// What such an operation takes.
template <class Value>
inline constexpr bool can_wait = Scalar<Value> || is_traced_scalar<Value>;
template <class Number, index_t... Extents>
inline constexpr bool can_wait<tensor<Number, Extents...>> = !has_open<Extents...>;
template <class Number, class Graph, index_t... Extents>
inline constexpr bool can_wait<traced_element<Number, Graph, Extents...>> = true;

}  // namespace typegrad
