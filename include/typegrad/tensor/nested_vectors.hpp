// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/tensor/dynamic_tensor.hpp>

#include <string>
#include <vector>

namespace typegrad {

/// `dynamic_tensor x = rows` of a vector of vectors: each is a row.
/// errors: shape_error for rows of different lengths
template <class Number>
  requires std::is_arithmetic_v<Number>
struct dynamic_values<std::vector<std::vector<Number>>> {
  using rows = std::vector<std::vector<Number>>;
  using value_type = Number;

  static shape extents(rows const& values) {
    std::size_t const columns = values.empty() ? 0 : values[0].size();
    for (std::vector<Number> const& row : values)
      if (row.size() != columns)
        throw shape_error("dynamic_tensor(rows): rows must have equal lengths: " +
                          std::to_string(columns) + " and " + std::to_string(row.size()));
    return make_shape(static_cast<index_t>(values.size()), static_cast<index_t>(columns));
  }
  template <class Other>
  static void copy(rows const& values, Other* place) {
    for (std::vector<Number> const& row : values)
      for (Number const value : row) *place++ = weak_value<Other>(value);
  }
};

}  // namespace typegrad
