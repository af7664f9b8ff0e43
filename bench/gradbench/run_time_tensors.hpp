// SPDX-License-Identifier: BSL-1.0
// Tensors whose shape becomes known with the input.
#pragma once

#include <typegrad/typegrad.hpp>

#include <algorithm>
#include <vector>

namespace tg = typegrad;

using vector = tg::tensor<double, tg::dyn>;

inline vector as_vector(std::vector<double> const& x) {
  vector made(static_cast<tg::index_t>(x.size()));
  std::copy(x.begin(), x.end(), made.data());
  return made;
}

using array = tg::dynamic_tensor<double>;
using variable = tg::variable<double>;

inline array as_array(std::vector<double> const& x, tg::shape const& extents) {
  array made(extents);
  std::copy(x.begin(), x.end(), made.data());
  return made;
}
inline array as_array(std::vector<double> const& x) {
  return as_array(x, tg::shape{static_cast<tg::index_t>(x.size())});
}
