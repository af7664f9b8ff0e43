// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>
#include <typegrad/kernel/lane_width.hpp>
#include <typegrad/kernel/vector_in_memory.hpp>
#if TYPEGRAD_VECTOR_BYTES > 0
#include <typegrad/kernel/vector_lanes.hpp>
#endif

#include <type_traits>

namespace typegrad {

/// A number where the width is 1, else a block of lanes.
template <class Number, int Width>
struct lanes_or_number {
  using type = lanes<Number, Width>;
};
template <class Number>
struct lanes_or_number<Number, 1> {
  using type = Number;
};
template <class Number, int Width>
using lanes_of = typename lanes_or_number<Number, Width>::type;

/// The same number in every lane.
template <class Number, int Width>
constexpr lanes_of<Number, Width> splat(Number x) {
  if constexpr (Width == 1) return x;
  else return lanes<Number, Width>::splat(x);
}

/// `Width` elements, `Stride` apart.
template <class Number, int Width, index_t Stride>
constexpr lanes_of<Number, Width> load_lanes(Number const* from) {
  if constexpr (Width == 1) return *from;
  else if constexpr (Stride == 0) return lanes<Number, Width>::splat(*from);
  else return lanes<Number, Width>::template load<Stride>(from);
}
/// The same for a stride that is known only at run time.
template <class Number, int Width>
TYPEGRAD_INLINE lanes_of<Number, Width> load_lanes_apart(Number const* from, index_t stride) {
  if constexpr (Width == 1) {
    return *from;
  } else {
    Number values[Width];
    for (int i = 0; i < Width; ++i) values[i] = from[i * stride];
    return lanes<Number, Width>::template load<1>(values);
  }
}
template <class Number, int Width, index_t Stride, bool IsFollowed = true>
TYPEGRAD_INLINE constexpr void store_lanes(Number* to, lanes_of<Number, Width> const& x) {
  if constexpr (Width == 1) *to = x;
  else x.template store<Stride, IsFollowed>(to);
}

template <class Number, int Width>
TYPEGRAD_INLINE void store_lanes_apart(Number* to, index_t stride,
                                       lanes_of<Number, Width> const& x) {
  if constexpr (Width == 1) {
    *to = x;
  } else {
    Number values[Width];
    x.template store<1>(values);
    for (int i = 0; i < Width; ++i) to[i * stride] = values[i];
  }
}

/// Each lane as a `Number`.
template <class Number, int Width, class From>
TYPEGRAD_INLINE constexpr auto convert_lanes(From const& x) {
  if constexpr (Width == 1) return static_cast<Number>(x);
  else return x.template as<Number>();
}

/// An operand as `forward` takes it: converted to the type of the computation, or a mask as it is.
template <class Op, class Compute, int Width, class From>
TYPEGRAD_INLINE constexpr auto as_lane_operand(From const& x) {
  if constexpr ((Op::takes_mask && std::is_same_v<From, lanes_of<bool, Width>>) ||
                std::is_same_v<From, lanes_of<Compute, Width>>)
    return x;
  else return convert_lanes<Compute, Width>(x);
}

/// All lanes combined into one number: registers with each other, then the numbers of one, halves
/// with each other.
template <class Op, class Number, int Width>
TYPEGRAD_INLINE constexpr Number combine_lanes(lanes_of<Number, Width> const& x) {
  if constexpr (Width == 1) {
    return x;
  } else {
    constexpr int packet = lanes<Number, Width>::packet;
    lanes<Number, packet> together = x.register_at(0);
#pragma GCC unroll 16
    for (int i = 1; i < Width / packet; ++i) together = Op::combine(together, x.register_at(i));
    Number part[packet];
    together.template store<1>(part);
    for (int half = packet / 2; half > 0; half /= 2)
      for (int i = 0; i < half; ++i)
        part[i] = static_cast<Number>(Op::combine(part[i], part[i + half]));
    return part[0];
  }
}

}  // namespace typegrad
