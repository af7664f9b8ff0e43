// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/operation/block_kernels.hpp>
#include <typegrad/dynamic/operation/dynamic_graph.hpp>
#include <typegrad/dynamic/operation/multiply_at_run_time.hpp>
#include <typegrad/dynamic/operation/run_on_numbers.hpp>
#include <typegrad/op/make_operation.hpp>

namespace typegrad {

/// In which type operands meet, for operations that are not element-wise too.
template <class Op>
constexpr scalar_type dynamic_compute_type(list_view<scalar_type> operands, scalar_type result) {
  if constexpr (Op::kind == operation_kind::element_wise) {
    return compute_type<Op>(operands, result);
  } else if constexpr (Op::moves) {
    return result;
  } else if constexpr (Op::kind == operation_kind::opaque) {
    scalar_type const common = common_type(operands);
    if (Op::types == type_rule::real) return promote_to_real(common);
    return common == scalar_type::boolean ? scalar_type::int64 : common;
  } else {
    return result;
  }
}

/// Whether `Op` computes in numbers of type `Number`. The rest is never asked for, and costs
/// nothing.
template <class Op, class Number>
constexpr bool computes_in() {
  if constexpr (Op::types == type_rule::real) return std::is_floating_point_v<Number>;
  else if constexpr (requires { Op::template has_kernel_for<Number>; })
    return Op::template has_kernel_for<Number>;
  else if constexpr (Op::kind == operation_kind::opaque)
    return Op::moves || !std::is_same_v<Number, bool>;
  else return true;
}

template <class Op, scalar_type Type>
constexpr void add_kernels(dynamic_operation& made) {
  using number_type = scalar_t<Type>;
  if constexpr (computes_in<Op, number_type>()) {
    constexpr int i = static_cast<int>(Type);
    if constexpr (Op::kind == operation_kind::element_wise) {
      made.block[i] = run_block<Op, number_type>;
      if constexpr (std::is_floating_point_v<number_type> && Op::arity <= 3)
        made.number[i] = run_number<Op, number_type>;
    } else if constexpr (Op::kind == operation_kind::reduction) {
      made.reduce[i] = reduce_block<Op, number_type>;
      made.accumulate[i] = accumulate_block<Op, number_type>;
      made.fill_identity[i] = fill_with_identity<Op, number_type>;
    } else if constexpr (Op::kind == operation_kind::opaque) {
      made.whole[i] = run_whole_kernel<Op, number_type>;
    } else if constexpr (Op::kind == operation_kind::contraction) {
      made.multiply[i] = multiply_at_run_time<number_type>;
      made.multiply_terms[i] = multiply_terms_at_run_time<number_type>;
    }
  }
}

/// The run-time engine's view of an operation, from its struct.
template <class Op, class Graph>
constexpr dynamic_operation make_dynamic_operation() {
  dynamic_operation made{make_operation<Op, Graph>()};
  made.compute_type = dynamic_compute_type<Op>;
  made.gives_mask = Op::types == type_rule::mask;
  made.takes_mask = Op::takes_mask;
  made.arithmetic = Op::arithmetic;
  if constexpr (has_c_text<Op>) made.as_c = &c_operation_of<Op>;
  add_kernels<Op, scalar_type::boolean>(made);
  add_kernels<Op, scalar_type::int32>(made);
  add_kernels<Op, scalar_type::int64>(made);
  add_kernels<Op, scalar_type::float32>(made);
  add_kernels<Op, scalar_type::float64>(made);
  return made;
}

}  // namespace typegrad
