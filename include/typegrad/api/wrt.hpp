// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace typegrad {

/// The positions of the arguments to differentiate with respect to.
template <int... Position>
struct wrt_positions {};

template <int... Position>
inline constexpr wrt_positions<Position...> wrt{};

}  // namespace typegrad
