// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/lane_block.hpp>

#include <type_traits>

namespace typegrad {

/// A number where the width is 1, else a block of lanes.
template <class T, int Width>
struct lanes_or_number {
  using type = lanes<T, Width>;
};
template <class T>
struct lanes_or_number<T, 1> {
  using type = T;
};
template <class T, int Width>
using lanes_of = typename lanes_or_number<T, Width>::type;

/// The same number in every lane.
template <class T, int Width>
constexpr lanes_of<T, Width> splat(T x) {
  if constexpr (Width == 1) return x;
  else return lanes<T, Width>::splat(x);
}

/// `Width` elements, `Stride` apart.
template <class T, int Width, index_t Stride>
constexpr lanes_of<T, Width> load_lanes(T const* from) {
  if constexpr (Width == 1) return *from;
  else if constexpr (Stride == 0) return lanes<T, Width>::splat(*from);
  else return lanes<T, Width>::template load<Stride>(from);
}
/// The same for a stride that is known only at run time.
template <class T, int Width>
TYPEGRAD_INLINE lanes_of<T, Width> load_lanes_apart(T const* from, index_t stride) {
  if constexpr (Width == 1) {
    return *from;
  } else {
    T values[Width];
    for (int i = 0; i < Width; ++i) values[i] = from[i * stride];
    return lanes<T, Width>::template load<1>(values);
  }
}
template <class T, int Width, index_t Stride>
TYPEGRAD_INLINE constexpr void store_lanes(T* to, lanes_of<T, Width> const& x) {
  if constexpr (Width == 1) *to = x;
  else x.template store<Stride>(to);
}

template <class T, int Width>
TYPEGRAD_INLINE void store_lanes_apart(T* to, index_t stride, lanes_of<T, Width> const& x) {
  if constexpr (Width == 1) {
    *to = x;
  } else {
    T values[Width];
    x.template store<1>(values);
    for (int i = 0; i < Width; ++i) to[i * stride] = values[i];
  }
}

/// Each lane as a `T`.
template <class T, int Width, class From>
TYPEGRAD_INLINE constexpr auto convert_lanes(From const& x) {
  if constexpr (Width == 1) return static_cast<T>(x);
  else return x.template as<T>();
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
template <class Op, class T, int Width>
TYPEGRAD_INLINE constexpr T combine_lanes(lanes_of<T, Width> const& x) {
  if constexpr (Width == 1) {
    return x;
  } else {
    constexpr int packet = lanes<T, Width>::packet;
    lanes<T, packet> together = x.register_at(0);
#pragma GCC unroll 16
    for (int i = 1; i < Width / packet; ++i) together = Op::combine(together, x.register_at(i));
    T part[packet];
    together.template store<1>(part);
    for (int half = packet / 2; half > 0; half /= 2)
      for (int i = 0; i < half; ++i) part[i] = static_cast<T>(Op::combine(part[i], part[i + half]));
    return part[0];
  }
}

}  // namespace typegrad
