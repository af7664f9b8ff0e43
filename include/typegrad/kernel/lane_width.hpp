// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>
#include <typegrad/shape/shape.hpp>

#if TYPEGRAD_VECTOR_BYTES > 0
#include <typegrad/kernel/lane_vector.hpp>
#endif

namespace typegrad {

/// A block of numbers that move together. Defined where there is something to move them with, in
/// `kernel/vector_lanes.hpp`; elsewhere loops take one element a turn.
template <class Number, int Width>
class lanes;

#if TYPEGRAD_VECTOR_BYTES > 0
/// Numbers that one turn of a loop handles: four registers full. One takes 1.17 (AVX-512) to 1.45
/// (AVX2, SSE2) times as long for softplus and its gradient, where one function waits for the
/// other, and eight are no faster.
template <class Number>
inline constexpr int lane_width = 4 * packet_size<Number>;
#else
template <class Number>
inline constexpr int lane_width = 1;
template <class Number>
inline constexpr int packet_size = 1;
#endif

}  // namespace typegrad
