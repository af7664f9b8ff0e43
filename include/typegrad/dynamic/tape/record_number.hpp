// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/tape/bring_numbers.hpp>
#include <typegrad/op/typed_operand.hpp>
#include <typegrad/tensor/number_conversion.hpp>

namespace typegrad {

/// A number beside variables, in their type.
template <class T, Scalar U>
int push_number(number_recorder& recorder, U given) {
  auto const value = static_cast<double>(given);
  if (is_planned_number(value)) {
    word const bits = encode_literal(scalar_type_of<T>, value);
    return recorder.push(tape_entry(given_literal<T>, bits), cell_of(static_cast<T>(value)));
  }
  return recorder.push(tape_entry(given_constant<T>), cell_of(number_conversion<T>(value)));
}

/// Records `Op` of numbers on this thread's tape and computes it; nothing where an operand is
/// something else.
///
/// `T` is the type that it computes in, `operand_of(x)` a pointer to the `held_value` of a
/// variable.
template <class Op, class T, class... X, std::size_t... I>
[[gnu::noinline]] held_value record_number(std::index_sequence<I...>, X const&... x) {
  number_recorder& recorder = this_threads_recorder();
  auto const number_of = [&](auto const& operand) {
    if constexpr (Scalar<std::remove_cvref_t<decltype(operand)>>) return 0;
    else return operand.held().number_in(recorder);
  };
  int numbers[] = {number_of(x)...};
  if (!recorder.has_room() || ((numbers[I] < 0) || ...)) {
    auto const variable_in = [](auto const& operand) -> held_value const* {
      if constexpr (Scalar<std::remove_cvref_t<decltype(operand)>>) return nullptr;
      else return &operand.held();
    };
    held_value const* const operands[] = {variable_in(x)...};
    if (!bring_operands(recorder, operands, sizeof...(X), numbers)) return {};
  }
  auto const push = [&](auto const& operand, int& number) {
    if constexpr (Scalar<std::remove_cvref_t<decltype(operand)>>)
      number = push_number<T>(recorder, operand);
  };
  (push(x, numbers[I]), ...);
  block_result<Op, T> const value = static_cast<block_result<Op, T>>(Op::forward(
      from_cell<block_operand<Op, T, static_cast<int>(I)>>(recorder.cells()[numbers[I]])...));
  tape_entry const entry(operation_in<Op, dynamic_graph>::object,
                         (recorder.distance(numbers[I], I) | ...));
  return held_value(recorder.tape(), recorder.push_held(entry, cell_of(value)));
}

}  // namespace typegrad
