// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/dynamic_operation.hpp>
#include <typegrad/kernel/lanes.hpp>
#include <typegrad/op/contract.hpp>
#include <typegrad/op/reading.hpp>

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

/// An operand of type T, read from front to back, a block of lanes at a time.
template <class T, int Width>
struct lane_reader {
  T const* from;
  int step;
  bool padded;
  bool scaled;
  T factor = T(1);
  T offset = static_cast<T>(-0.0);  // the sum with -0 is every number itself, -0 too

  explicit lane_reader(kernel_operand const& x)
      : from(static_cast<T const*>(x.data)),
        step(x.repeated ? 0 : Width),
        padded(x.repeated || x.padded),
        scaled(x.factor != nullptr || x.offset != nullptr) {
    if (x.factor != nullptr) factor = *static_cast<T const*>(x.factor);
    if (x.offset != nullptr) offset = *static_cast<T const*>(x.offset);
  }
  TYPEGRAD_INLINE lanes_of<T, Width> next() {
    auto const x = load_lanes<T, Width, 1>(from);
    from += step;
    if constexpr (std::is_floating_point_v<T>)
      if (scaled) return x * splat<T, Width>(factor) + splat<T, Width>(offset);
    return x;
  }
  /// Makes a block of the `n` elements that are left, and reads that.
  void copy_rest(int n, std::byte* copies) {
    if (padded) return;
    T* const to = reinterpret_cast<T*>(copies);
    for (int k = 0; k < Width; ++k) to[k] = from[k < n ? k : 0];
    from = to;
  }
};

/// What is left over after the last whole block makes a turn of its own: an element has one value
/// wherever it stands.
template <class Op, class T, class... Reader>
TYPEGRAD_INLINE void run_turns(kernel_result out, int n, Reader... x) {
  using R = block_result<Op, T>;
  constexpr int width = block_lanes<T>;
  R* to = static_cast<R*>(out.data);
  lanes_of<T, width> sum = splat<T, width>(T(0));
  for (int left = n; left > 0; left -= width) {
    alignas(64) std::byte copies[sizeof...(Reader)][width * sizeof(T)];
    alignas(64) R made[width];
    bool const rest = left < width;
    int operand = 0;
    if (rest) [[unlikely]]
      (x.copy_rest(left, copies[operand++]), ...);
    auto const values = convert_lanes<R, width>(Op::forward(x.next()...));
    bool const in_part = rest && (!out.padded || out.sums != nullptr);
    if (R* const target = in_part ? made : to; target != nullptr)
      store_lanes<R, width, 1>(target, values);
    if (in_part) [[unlikely]] {
      for (int k = 0; k < left && to != nullptr; ++k) to[k] = made[k];
      for (int k = left; k < width; ++k) made[k] = R(0);
      if constexpr (std::is_same_v<R, T>) sum = sum + load_lanes<T, width, 1>(made);
      break;
    }
    if (to != nullptr) to += width;
    if constexpr (std::is_same_v<R, T>)
      if (out.sums != nullptr) sum = sum + values;
  }
  if (out.sums == nullptr) return;
  T* const sums = static_cast<T*>(out.sums);
  store_lanes<T, width, 1>(sums, load_lanes<T, width, 1>(sums) + sum);
}

template <class Op, class T, int... I>
void run_elements(kernel_result out, kernel_operand const* in, int n,
                  std::integer_sequence<int, I...>) {
  if constexpr (block_lanes<T> > 1) {
    run_turns<Op, T>(out, n, lane_reader<block_operand<Op, T, I>, block_lanes<T>>(in[I])...);
  } else {
    using R = block_result<Op, T>;
    R* const to = static_cast<R*>(out.data);
    if ((in[I].repeated || ...))
      for (int i = 0; i < n; ++i)
        to[i] = static_cast<R>(Op::forward(
            static_cast<block_operand<Op, T, I> const*>(in[I].data)[in[I].repeated ? 0 : i]...));
    else
      for (int i = 0; i < n; ++i)
        to[i] = static_cast<R>(
            Op::forward(static_cast<block_operand<Op, T, I> const*>(in[I].data)[i]...));
  }
}

/// The element-wise operation `Op`, computed in `T`.
template <class Op, class T>
[[gnu::flatten]] void run_block(kernel_result out, kernel_operand const* in, int n) {
  run_elements<Op, T>(out, in, n, std::make_integer_sequence<int, Op::arity>{});
}

/// `to[0]` combined with all of x, several partial results at a time as in the static mode.
template <class Op, class T>
[[gnu::flatten]] void reduce_block(void* to, void const* x, bool repeated, int n) {
  constexpr int width = block_lanes<T>;
  T const* const from = static_cast<T const*>(x);
  T& result = *static_cast<T*>(to);
  int i = 0;
  if constexpr (width > 1) {
    if (n >= width && !repeated) {
      lanes_of<T, width> together = load_lanes<T, width, 1>(from);
      for (i = width; i + width <= n; i += width)
        together = Op::combine(together, load_lanes<T, width, 1>(from + i));
      result = static_cast<T>(Op::combine(result, combine_lanes<Op, T, width>(together)));
    }
  }
  for (; i < n; ++i) result = static_cast<T>(Op::combine(result, from[repeated ? 0 : i]));
}

/// `to[i]` combined with `x[i]`.
template <class Op, class T>
[[gnu::flatten]] void accumulate_block(void* to, void const* x, bool repeated, int n) {
  constexpr int width = block_lanes<T>;
  T const* const from = static_cast<T const*>(x);
  T* const result = static_cast<T*>(to);
  int i = 0;
  if constexpr (width > 1)
    for (; i + width <= n && !repeated; i += width)
      store_lanes<T, width, 1>(result + i, Op::combine(load_lanes<T, width, 1>(result + i),
                                                       load_lanes<T, width, 1>(from + i)));
  for (; i < n; ++i) result[i] = static_cast<T>(Op::combine(result[i], from[repeated ? 0 : i]));
}

template <class Op, class T>
void fill_with_identity(void* to, index_t n) {
  T* const result = static_cast<T*>(to);
  for (index_t i = 0; i < n; ++i) result[i] = Op::template identity<T>();
}

template <class Op, class T, int... I>
void call_whole_kernel(void* out, shape const& result, list_view<word> attributes,
                       erased_reading const* x, std::integer_sequence<int, I...>) {
  constexpr scalar_type types[] = {((void)I, scalar_type_of<T>)...};
  using R = scalar_t<result_type<Op>({types, sizeof...(I)}, {})>;
  Op::kernel(static_cast<R*>(out), result, attributes,
             reading<T>{static_cast<T const*>(x[I].data), x[I].extents, x[I].view}...);
}

/// The most operands of an opaque operation that takes any number of them: each derivative of
/// `cofactors` has one more.
inline constexpr int most_whole_operands = 7;

/// The opaque operation `Op` on operands of type `T`.
template <class Op, class T, int Count = 1>
void run_whole_kernel(void* out, shape const& result, list_view<word> attributes,
                      list_view<erased_reading> operands) {
  if constexpr (Op::arity >= 0) {
    call_whole_kernel<Op, T>(out, result, attributes, operands.data,
                             std::make_integer_sequence<int, Op::arity>{});
  } else if (operands.count == Count) {
    call_whole_kernel<Op, T>(out, result, attributes, operands.data,
                             std::make_integer_sequence<int, Count>{});
  } else if constexpr (Count < most_whole_operands) {
    run_whole_kernel<Op, T, Count + 1>(out, result, attributes, operands);
  } else {
    throw std::logic_error(std::string(Op::name) + ": a derivative of too high an order");
  }
}

}  // namespace typegrad
