// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/shape/extent.hpp>

namespace typegrad {

template <index_t Every>
struct checkpoint_every {
  static_assert(Every >= 1, "typegrad: checkpoint<K>: at least every turn is kept, K >= 1");
};
/// `fori(n, body, carry, checkpoint<32>)` keeps every 32nd carry for the reverse derivative and
/// computes those between them again.
template <index_t Every>
inline constexpr checkpoint_every<Every> checkpoint{};

}  // namespace typegrad
