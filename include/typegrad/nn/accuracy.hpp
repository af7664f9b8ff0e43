// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/tensor/tensor.hpp>

namespace typegrad {

/// The fraction of lines whose largest score, the first of equal ones, is that of the label. For
/// extents that are known at run time include `nn/dynamic_parameters.hpp`.
template <class Number, class Layer, index_t Lines, index_t Classes>
  requires(!is_open(Lines) && !is_open(Classes))
constexpr double accuracy(tensor<Number, Lines, Classes> const& scores,
                          tensor<Layer, Lines> const& labels) {
  static_assert(Lines > 0 && Classes > 0, "accuracy needs at least one line and one class");
  index_t right = 0;
  for (index_t line = 0; line < Lines; ++line) {
    index_t chosen = 0;
    for (index_t k = 1; k < Classes; ++k)
      if (scores(line, k) > scores(line, chosen)) chosen = k;
    right += chosen == static_cast<index_t>(labels(line)) ? 1 : 0;
  }
  return static_cast<double>(right) / static_cast<double>(Lines);
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
