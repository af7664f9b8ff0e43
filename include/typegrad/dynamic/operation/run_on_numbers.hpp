// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/operation/block_kernels.hpp>
#include <typegrad/dynamic/operation/number_code.hpp>

namespace typegrad {

template <class Op, class Number, int... Index>
number_step const* run_on_numbers(std::byte* cells, number_step const* step,
                                  std::integer_sequence<int, Index...>) {
  using result_type = block_result<Op, Number>;
  *reinterpret_cast<result_type*>(cells + step->to) = static_cast<result_type>(Op::forward(
      *reinterpret_cast<block_operand<Op, Number, Index> const*>(cells + step->in[Index])...));
  return next_step(cells, step);
}

/// The element-wise operation `Op` of numbers, computed in `Number`.
template <class Op, class Number>
number_step const* run_number(std::byte* cells, number_step const* step) {
  return run_on_numbers<Op, Number>(cells, step, std::make_integer_sequence<int, Op::arity>{});
}

}  // namespace typegrad
