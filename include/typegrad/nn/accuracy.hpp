// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/tensor/tensor.hpp>

namespace typegrad {

/// The number of the largest score in each line: the class that a classifier chooses, the first of equal ones.
template <class T, index_t Lines, index_t Classes>
constexpr tensor<int, Lines> chosen_classes(tensor<T, Lines, Classes> const& scores) {
  static_assert(Classes > 0, "chosen_classes needs at least one class");
  tensor<int, Lines> chosen;
  for (index_t line = 0; line < Lines; ++line)
    for (index_t k = 1; k < Classes; ++k)
      if (scores(line, k) > scores(line, chosen(line))) chosen(line) = static_cast<int>(k);
  return chosen;
}

/// The fraction of lines whose largest score is that of the label.
template <class T, class L, index_t Lines, index_t Classes>
constexpr double accuracy(tensor<T, Lines, Classes> const& scores, tensor<L, Lines> const& labels) {
  tensor<int, Lines> const chosen = chosen_classes(scores);
  index_t right = 0;
  for (index_t line = 0; line < Lines; ++line) right += chosen(line) == static_cast<int>(labels(line)) ? 1 : 0;
  return static_cast<double>(right) / static_cast<double>(Lines);
}

}  // namespace typegrad
