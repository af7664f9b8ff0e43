// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/vmap/columns_of_results.hpp>
#include <typegrad/tensor/open_tensor.hpp>

#include <vector>

namespace typegrad {

template <class Row>
struct rows_on_heap {
  using type = std::vector<Row>;
};
/// A `std::vector<bool>` has no elements.
template <>
struct rows_on_heap<bool> {
  using type = tensor<bool, dyn>;
};

}  // namespace typegrad
