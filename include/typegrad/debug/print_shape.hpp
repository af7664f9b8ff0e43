// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/tensor/shape_error.hpp>

#include <ostream>

namespace typegrad {

/// `std::cout << x.shape()` writes it as NumPy does: `(2, 3)`, `(3,)`, `()`.
inline std::ostream& operator<<(std::ostream& stream, shape const& extents) {
  return stream << (extents.rank == 0 ? "()" : shape_text(extents));
}

}  // namespace typegrad
