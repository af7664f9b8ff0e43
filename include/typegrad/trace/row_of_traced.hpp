// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/roles.hpp>
#include <typegrad/trace/traced.hpp>

namespace typegrad {

/// Row `i` of a traced tensor of two axes or more, or of its elements while it is built of them.
template <index_t First, index_t... Rest, class Number, class Graph>
constexpr auto row_of_traced(tensor<traced<Number, Graph>, First, Rest...> const& x, auto i) {
  tensor<traced<Number, Graph>, Rest...> row;
  int const count = static_cast<int>(row.size()), start = static_cast<int>(i) * count;
  if (!lies_inside_axis(static_cast<index_t>(i), First)) {
    if (!remember_mistake(x.graph())) index_lies_outside_its_axis();
  } else if (x.is_whole()) {
    row = decltype(row)(row_at(x.node_in(*x.graph()), static_cast<index_t>(i)));
  } else {
    for (int k = 0; k < count; ++k) row.set(k, x.at(start + k));
  }
  return row;
}

}  // namespace typegrad
