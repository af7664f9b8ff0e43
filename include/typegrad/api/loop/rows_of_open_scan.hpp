// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/loop/turns_of_scan.hpp>
#include <typegrad/tensor/open_tensor.hpp>

#include <string>

namespace typegrad {

/// Makes room for the rows of plain sequences, zeros; gives how many of `turns` there are.
template <class Rows, class... Sequences>
index_t make_rows(index_t turns, Rows& rows, Sequences const&... xs) {
  shape first;
  auto const look = [&](auto const& leaf) {
    shape const extents = leaf.shape();
    if (first.rank == 0) first = extents;
    if (char const* const relation = as_many_rows::relation_of(first, extents); relation != nullptr)
      throw shape_error(std::string("scan(step, carry, xs...): ") + relation);
  };
  (for_each_leaf(xs, look), ...);
  index_t const count = first.extents[0];
  for_each_leaf(rows, [&](auto& leaf) {
    using leaf_type = std::remove_cvref_t<decltype(leaf)>;
    leaf = leaf_type(count);
  });
  return turns < count ? turns : count;
}

}  // namespace typegrad
