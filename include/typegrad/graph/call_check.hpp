// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/scalar_type.hpp>
#include <typegrad/meta/sentence.hpp>
#include <typegrad/shape/shape.hpp>

namespace typegrad {

/// A call in a function with open extents of which only a call of the function can say whether its
/// operands fit.
struct call_check {
  /// The relation that the operands' shapes break, or null. `numbers` are those below.
  char const* (*relation)(shape const* operands, index_t const* numbers) = nullptr;
  /// The call as words, `matmul(a, b)`.
  sentence (*words)() = nullptr;
  int first_operand = 0;  ///< where the numbers of the operands' shapes begin, in the graph's list
  int count = 0;
  int shown = 0;         ///< how many of them are operands in the words
  index_t numbers[2]{};  ///< what else the relation speaks of
};

/// An extent as a number that a function computes with, as the count in a mean.
struct counted_extent {
  index_t extent = 0;
  scalar_type type = scalar_type::float64;
};

}  // namespace typegrad
