// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace typegrad {

/// A type as a value.
template <class Number>
struct type_identity {
  using type = Number;
};

}  // namespace typegrad
