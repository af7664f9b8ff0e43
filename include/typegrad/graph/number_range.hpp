// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/growing_array.hpp>

#include <cstdint>

namespace typegrad {

/// What is known of a number without knowing the arguments of the function: `waves` are those of
/// sine and cosine that it is made of, one bit each.
struct number_range {
  std::uint64_t waves = 0;  ///< NaN where one of these is not finite
  double bound = 0;         ///< of its size where they all are; 0 where there is none
  int core = -1;            ///< the number that it is unless one of `beside` is not finite
  std::uint64_t beside = 0;

  static constexpr double largest = 1e18;  ///< whose product is finite as a float, too
};

/// The ranges of the nodes of a graph, from the first product of a number with 0 on.
struct number_ranges {
  growing_array<number_range> of;
  growing_array<int> waves;  ///< the node that each bit stands for
  bool at_rest = false;      ///< nodes are made as they are
};

}  // namespace typegrad
