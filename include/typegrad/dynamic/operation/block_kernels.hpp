// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/operation/dynamic_operation.hpp>
#include <typegrad/kernel/lanes.hpp>
#include <typegrad/op/operation_defaults.hpp>
#include <typegrad/op/reading.hpp>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

namespace typegrad {

/// Lanes pay for real numbers only; the compiler makes vectors of loops over the others by itself.
template <class Number>
inline constexpr int block_lanes = std::is_floating_point_v<Number> ? lane_width<Number> : 1;

/// The scalar type of operand `Which`: masks stay masks where the operation wants them.
template <class Op, class Number, int Which>
using block_operand = std::conditional_t<Op::takes_mask && Which == 0, bool, Number>;

template <class Op, class Number>
using block_result = std::conditional_t<Op::types == type_rule::mask, bool, Number>;

/// An operand of type Number, read from front to back, a block of lanes at a time.
template <class Number, int Width>
struct lane_reader {
  Number const* from;
  int step;
  bool padded;
  bool scaled;
  Number factor = Number(1);
  Number offset = static_cast<Number>(-0.0);  // the sum with -0 is every number itself, -0 too

  explicit lane_reader(kernel_operand const& x)
      : from(static_cast<Number const*>(x.data)),
        step(x.repeated ? 0 : Width),
        padded(x.repeated || x.padded),
        scaled(x.factor != nullptr || x.offset != nullptr) {
    if (x.factor != nullptr) factor = *static_cast<Number const*>(x.factor);
    if (x.offset != nullptr) offset = *static_cast<Number const*>(x.offset);
  }
  TYPEGRAD_INLINE lanes_of<Number, Width> next() {
    auto const x = load_lanes<Number, Width, 1>(from);
    from += step;
    if constexpr (std::is_floating_point_v<Number>)
      if (scaled) return x * splat<Number, Width>(factor) + splat<Number, Width>(offset);
    return x;
  }
  /// Makes a block of the `n` elements that are left, and reads that.
  void copy_rest(int n, std::byte* copies) {
    if (padded) return;
    Number* const to = reinterpret_cast<Number*>(copies);
    for (int k = 0; k < Width; ++k) to[k] = from[k < n ? k : 0];
    from = to;
  }
};

/// What is left over after the last whole block makes a turn of its own: an element has one value
/// wherever it stands.
template <class Op, class Number, int Width, class... Reader>
TYPEGRAD_INLINE void run_turns(kernel_result out, int n, Reader... x) {
  using result_type = block_result<Op, Number>;
  constexpr int width = Width;
  result_type* to = static_cast<result_type*>(out.data);
  lanes_of<Number, width> sum = splat<Number, width>(Number(0));
  for (int left = n; left > 0; left -= width) {
    alignas(64) std::byte copies[sizeof...(Reader)][width * sizeof(Number)];
    alignas(64) result_type made[width];
    bool const rest = left < width;
    int operand = 0;
    if (rest) [[unlikely]]
      (x.copy_rest(left, copies[operand++]), ...);
    auto const values = convert_lanes<result_type, width>(Op::forward(x.next()...));
    bool const in_part = rest && (!out.padded || out.sums != nullptr);
    if (result_type* const target = in_part ? made : to; target != nullptr)
      store_lanes<result_type, width, 1>(target, values);
    if (in_part) [[unlikely]] {
      for (int k = 0; k < left && to != nullptr; ++k) to[k] = made[k];
      for (int k = left; k < width; ++k) made[k] = result_type(0);
      if constexpr (std::is_same_v<result_type, Number>)
        sum = sum + load_lanes<Number, width, 1>(made);
      break;
    }
    if (to != nullptr) to += width;
    if constexpr (std::is_same_v<result_type, Number>)
      if (out.sums != nullptr) sum = sum + values;
  }
  if (out.sums == nullptr) return;
  Number* const sums = static_cast<Number*>(out.sums);
  store_lanes<Number, width, 1>(sums, load_lanes<Number, width, 1>(sums) + sum);
}

/// The same without lanes, one number after the other.
template <class Op, class Number, class... Read>
void run_numbers(kernel_result out, int n, Read const&... x) {
  using result_type = block_result<Op, Number>;
  result_type* const to = static_cast<result_type*>(out.data);
  Number sum = Number(0);
  for (int i = 0; i < n; ++i) {
    auto const made = static_cast<result_type>(Op::forward(x(i)...));
    if (to != nullptr) to[i] = made;
    if constexpr (std::is_same_v<result_type, Number>) sum += made;
  }
  if (out.sums != nullptr) *static_cast<Number*>(out.sums) += sum;
}
template <class Number>
auto number_reader(kernel_operand const& x) {
  return [&x](int i) {
    Number const number = static_cast<Number const*>(x.data)[x.repeated ? 0 : i];
    if constexpr (std::is_floating_point_v<Number>) {
      Number const scaled =
          x.factor == nullptr ? number : number * *static_cast<Number const*>(x.factor);
      return x.offset == nullptr ? scaled : scaled + *static_cast<Number const*>(x.offset);
    } else {
      return number;
    }
  };
}

template <class Op, class Number, int... Index>
void run_elements(kernel_result out, kernel_operand const* in, int n,
                  std::integer_sequence<int, Index...>) {
  if constexpr (block_lanes<Number> > 1) {
    constexpr int packet = packet_size<Number>;
    if (n <= packet)  // a block of lanes would be four times the work and the memory
      run_turns<Op, Number, packet>(
          out, n, lane_reader<block_operand<Op, Number, Index>, packet>(in[Index])...);
    else
      run_turns<Op, Number, block_lanes<Number>>(
          out, n, lane_reader<block_operand<Op, Number, Index>, block_lanes<Number>>(in[Index])...);
  } else if constexpr (std::is_floating_point_v<Number>) {
    run_numbers<Op, Number>(out, n, number_reader<block_operand<Op, Number, Index>>(in[Index])...);
  } else {
    using result_type = block_result<Op, Number>;
    result_type* const to = static_cast<result_type*>(out.data);
    if ((in[Index].repeated || ...))
      for (int i = 0; i < n; ++i)
        to[i] = static_cast<result_type>(
            Op::forward(static_cast<block_operand<Op, Number, Index> const*>(
                in[Index].data)[in[Index].repeated ? 0 : i]...));
    else
      for (int i = 0; i < n; ++i)
        to[i] = static_cast<result_type>(Op::forward(
            static_cast<block_operand<Op, Number, Index> const*>(in[Index].data)[i]...));
  }
}

/// The element-wise operation `Op`, computed in `Number`.
template <class Op, class Number>
[[gnu::flatten]] void run_block(kernel_result out, kernel_operand const* in, int n) {
  run_elements<Op, Number>(out, in, n, std::make_integer_sequence<int, Op::arity>{});
}

/// `to[0]` combined with all of x, several partial results at a time as in the static mode.
template <class Op, class Number>
[[gnu::flatten]] void reduce_block(void* to, void const* x, bool repeated, int n) {
  constexpr int width = block_lanes<Number>;
  Number const* const from = static_cast<Number const*>(x);
  Number& result = *static_cast<Number*>(to);
  int i = 0;
  if constexpr (width > 1) {
    if (n >= width && !repeated) {
      lanes_of<Number, width> together = load_lanes<Number, width, 1>(from);
      for (i = width; i + width <= n; i += width)
        together = Op::combine(together, load_lanes<Number, width, 1>(from + i));
      result = static_cast<Number>(Op::combine(result, combine_lanes<Op, Number, width>(together)));
    }
  }
  for (; i < n; ++i) result = static_cast<Number>(Op::combine(result, from[repeated ? 0 : i]));
}

/// `to[i]` combined with `x[i]`.
template <class Op, class Number>
[[gnu::flatten]] void accumulate_block(void* to, void const* x, bool repeated, int n) {
  constexpr int width = block_lanes<Number>;
  Number const* const from = static_cast<Number const*>(x);
  Number* const result = static_cast<Number*>(to);
  int i = 0;
  if constexpr (width > 1)
    for (; i + width <= n && !repeated; i += width)
      store_lanes<Number, width, 1>(result + i,
                                    Op::combine(load_lanes<Number, width, 1>(result + i),
                                                load_lanes<Number, width, 1>(from + i)));
  for (; i < n; ++i)
    result[i] = static_cast<Number>(Op::combine(result[i], from[repeated ? 0 : i]));
}

template <class Op, class Number>
void fill_with_identity(void* to, index_t n) {
  Number* const result = static_cast<Number*>(to);
  for (index_t i = 0; i < n; ++i) result[i] = Op::template identity<Number>();
}

/// What a kernel reads an operand as: numbers that say where others go are never converted.
template <class Op, class Number, int Which>
using read_as = std::conditional_t<Op::moves && Which != 0, std::int64_t, Number>;

template <class Op, class Number, int... Index>
void call_whole_kernel(void* out, shape const& result, list_view<word> attributes,
                       erased_reading const* x, std::integer_sequence<int, Index...>) {
  constexpr scalar_type types[] = {scalar_type_of<read_as<Op, Number, Index>>...};
  using returned_type = scalar_t<result_type<Op>({types, sizeof...(Index)}, {})>;
  Op::kernel(static_cast<returned_type*>(out), result, attributes,
             reading<read_as<Op, Number, Index>>{
                 static_cast<read_as<Op, Number, Index> const*>(x[Index].data), x[Index].extents,
                 x[Index].view}...);
}

/// The most operands of an opaque operation that takes any number of them: each derivative of
/// `cofactors` has one more.
inline constexpr int most_whole_operands = 7;

/// The opaque operation `Op` on operands of type `Number`.
template <class Op, class Number, int Count = 1>
void run_whole_kernel(void* out, shape const& result, list_view<word> attributes,
                      list_view<erased_reading> operands) {
  if constexpr (Op::arity >= 0) {
    call_whole_kernel<Op, Number>(out, result, attributes, operands.data,
                                  std::make_integer_sequence<int, Op::arity>{});
  } else if (operands.count == Count) {
    call_whole_kernel<Op, Number>(out, result, attributes, operands.data,
                                  std::make_integer_sequence<int, Count>{});
  } else if constexpr (Count < most_whole_operands) {
    run_whole_kernel<Op, Number, Count + 1>(out, result, attributes, operands);
  } else {
    throw std::logic_error(std::string(Op::name) + ": a derivative of too high an order");
  }
}

}  // namespace typegrad
