// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/shape/extent.hpp>

namespace typegrad {

/// How sums of many rows are added up. The results hold a part of the rows; what parts, and parts
/// of parts, add up to is kept apart, so that the rounding error grows with the rows of a part and
/// with the parts, not with all rows.
struct sum_levels {
  static constexpr index_t rows = 256;           ///< of a part
  static constexpr index_t parts = 128;          ///< that are added up by themselves
  static constexpr index_t few_rows = 2 * rows;  ///< at most these are no parts
};

}  // namespace typegrad
