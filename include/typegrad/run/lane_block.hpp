// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>
#include <typegrad/shape/shape.hpp>

namespace typegrad {

/// A block of numbers that move together. Defined where there is something to move them with
/// (`run/eigen_lanes.hpp`); without it loops take one element a turn.
template <class T, int Width>
class lanes;

#if !defined(TYPEGRAD_EIGEN_LANES)
#define TYPEGRAD_SINGLE_LANES 1
template <class T>
inline constexpr int lane_width = 1;
#endif

}  // namespace typegrad
