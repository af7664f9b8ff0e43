// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace typegrad {

/// The compiler's own name of a type: differs between types of one program.
template <class Number>
constexpr char const* name_of_type() {
  return __PRETTY_FUNCTION__;
}

}  // namespace typegrad
