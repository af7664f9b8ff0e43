// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/dynamic_operation.hpp>
#include <typegrad/op/contract.hpp>
#include <typegrad/op/reading.hpp>
#include <typegrad/run/lanes.hpp>

#include <stdexcept>
#include <string>
#include <utility>

namespace typegrad {

/// Lanes pay for real numbers only; the compiler makes vectors of loops over the others by itself.
template <class T>
inline constexpr int block_lanes = std::is_floating_point_v<T> ? lane_width<T> : 1;

/// The scalar type of operand `Which`: masks stay masks where the operation wants them.
template <class Op, class T, int Which>
using block_operand = std::conditional_t<Op::takes_mask && Which == 0, bool, T>;

template <class Op, class T>
using block_result = std::conditional_t<Op::types == type_rule::mask, bool, T>;

template <class Op, class T, int... I>
void run_elements(void* out, void const* const* in, int n, std::integer_sequence<int, I...>) {
  using R = block_result<Op, T>;
  constexpr int width = block_lanes<T>;
  R* const to = static_cast<R*>(out);
  int i = 0;
  if constexpr (width > 1)
    for (; i + width <= n; i += width)
      store_lanes<R, width, 1>(
          to + i, convert_lanes<R, width>(Op::forward(
                      load_lanes<block_operand<Op, T, I>, width, 1>(static_cast<block_operand<Op, T, I> const*>(in[I]) + i)...)));
  for (; i < n; ++i) to[i] = static_cast<R>(Op::forward(static_cast<block_operand<Op, T, I> const*>(in[I])[i]...));
}

/// The element-wise operation `Op`, computed in `T`.
template <class Op, class T>
void run_block(void* out, void const* const* in, int n) {
  run_elements<Op, T>(out, in, n, std::make_integer_sequence<int, Op::arity>{});
}

/// `to[0]` combined with all of x, several partial results at a time as in the static mode.
template <class Op, class T>
void reduce_block(void* to, void const* x, int n) {
  constexpr int width = block_lanes<T>;
  T const* const from = static_cast<T const*>(x);
  T& result = *static_cast<T*>(to);
  int i = 0;
  if constexpr (width > 1) {
    if (n >= 2 * width) {
      lanes_of<T, width> together = load_lanes<T, width, 1>(from);
      for (i = width; i + width <= n; i += width) together = Op::combine(together, load_lanes<T, width, 1>(from + i));
      result = Op::combine(result, combine_lanes<Op, T, width>(together));
    }
  }
  for (; i < n; ++i) result = static_cast<T>(Op::combine(result, from[i]));
}

/// `to[i]` combined with `x[i]`.
template <class Op, class T>
void accumulate_block(void* to, void const* x, int n) {
  constexpr int width = block_lanes<T>;
  T const* const from = static_cast<T const*>(x);
  T* const result = static_cast<T*>(to);
  int i = 0;
  if constexpr (width > 1)
    for (; i + width <= n; i += width)
      store_lanes<T, width, 1>(result + i, Op::combine(load_lanes<T, width, 1>(result + i), load_lanes<T, width, 1>(from + i)));
  for (; i < n; ++i) result[i] = static_cast<T>(Op::combine(result[i], from[i]));
}

template <class Op, class T>
void fill_with_identity(void* to, index_t n) {
  T* const result = static_cast<T*>(to);
  for (index_t i = 0; i < n; ++i) result[i] = Op::template identity<T>();
}

template <class Op, class T, int... I>
void call_whole_kernel(void* out, shape const& result, list_view<word> attributes, erased_reading const* x,
                       std::integer_sequence<int, I...>) {
  constexpr scalar_type types[] = {((void)I, scalar_type_of<T>)...};
  using R = scalar_t<result_type<Op>({types, sizeof...(I)}, {})>;
  Op::kernel(static_cast<R*>(out), result, attributes,
             reading<T>{static_cast<T const*>(x[I].data), x[I].extents, x[I].view}...);
}

/// The most operands of an opaque operation that takes any number of them: each derivative of `cofactors` has one more.
inline constexpr int most_whole_operands = 7;

/// The opaque operation `Op` on operands of type `T`.
template <class Op, class T, int Count = 1>
void run_whole_kernel(void* out, shape const& result, list_view<word> attributes, list_view<erased_reading> operands) {
  if constexpr (Op::arity >= 0) {
    call_whole_kernel<Op, T>(out, result, attributes, operands.data, std::make_integer_sequence<int, Op::arity>{});
  } else if (operands.count == Count) {
    call_whole_kernel<Op, T>(out, result, attributes, operands.data, std::make_integer_sequence<int, Count>{});
  } else if constexpr (Count < most_whole_operands) {
    run_whole_kernel<Op, T, Count + 1>(out, result, attributes, operands);
  } else {
    throw std::logic_error(std::string(Op::name) + ": a derivative of too high an order");
  }
}

}  // namespace typegrad
