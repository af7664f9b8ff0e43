// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/interpret/block_kernels.hpp>
#include <typegrad/dynamic/interpret/number_code.hpp>

namespace typegrad {

template <class Op, class T, int... I>
number_step const* run_on_numbers(std::byte* cells, number_step const* step,
                                  std::integer_sequence<int, I...>) {
  using R = block_result<Op, T>;
  *reinterpret_cast<R*>(cells + step->to) = static_cast<R>(
      Op::forward(*reinterpret_cast<block_operand<Op, T, I> const*>(cells + step->in[I])...));
  return next_step(cells, step);
}

/// The element-wise operation `Op` of numbers, computed in `T`.
template <class Op, class T>
number_step const* run_number(std::byte* cells, number_step const* step) {
  return run_on_numbers<Op, T>(cells, step, std::make_integer_sequence<int, Op::arity>{});
}

}  // namespace typegrad
