// SPDX-License-Identifier: BSL-1.0
// Vectors whose length becomes known with the input.
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
