// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/tape/number_bringer.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/tensor/number_conversion.hpp>

namespace typegrad {

/// A number beside variables, in their type.
template <class Number, Scalar Other>
int push_number(number_recorder& recorder, Other given) {
  auto const value = static_cast<double>(given);
  if (is_planned_number(value)) {
    word const bits = encode_literal(scalar_type_of<Number>, value);
    return recorder.push(tape_entry(given_literal<Number>, bits),
                         cell_of(static_cast<Number>(value)));
  }
  return recorder.push(tape_entry(given_constant<Number>),
                       cell_of(number_conversion<Number>(value)));
}

/// Records `Op` of numbers on this thread's tape and computes it; nothing where an operand is
/// something else.
///
/// `Number` is the type that it computes in, `operand_of(x)` a pointer to the `held_value` of a
/// variable.
template <class Op, class Number, class... Values, std::size_t... Index>
[[gnu::noinline]] held_value record_number(std::index_sequence<Index...>, Values const&... x) {
  number_recorder& recorder = this_threads_recorder();
  auto const number_of = [&](auto const& operand) {
    if constexpr (Scalar<std::remove_cvref_t<decltype(operand)>>) return 0;
    else return operand.held().number_in(recorder);
  };
  int numbers[] = {number_of(x)...};
  if (!recorder.has_room() || ((numbers[Index] < 0) || ...)) {
    auto const variable_in = [](auto const& operand) -> held_value const* {
      if constexpr (Scalar<std::remove_cvref_t<decltype(operand)>>) return nullptr;
      else return &operand.held();
    };
    held_value const* const operands[] = {variable_in(x)...};
    if (!bring_operands(recorder, operands, sizeof...(Values), numbers)) return {};
  }
  auto const push = [&](auto const& operand, int& number) {
    if constexpr (Scalar<std::remove_cvref_t<decltype(operand)>>)
      number = push_number<Number>(recorder, operand);
  };
  (push(x, numbers[Index]), ...);
  block_result<Op, Number> const value = static_cast<block_result<Op, Number>>(
      Op::forward(from_cell<block_operand<Op, Number, static_cast<int>(Index)>>(
          recorder.cells()[numbers[Index]])...));
  tape_entry entry(operation_in<Op, dynamic_graph>::object);
  (entry.set_back(Index, recorder.distance(numbers[Index])), ...);
  return held_value(recorder.tape(), recorder.push_held(entry, cell_of(value)));
}

}  // namespace typegrad
