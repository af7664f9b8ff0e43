// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/tensor/shape_error.hpp>

#include <iosfwd>

namespace typegrad {

/// `std::cout << x.shape()` writes it as NumPy does: `(2, 3)`, `(3,)`, `()`.
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& stream,
                                             shape const& extents) {
  return stream << (extents.rank == 0 ? "()" : shape_text(extents));
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
