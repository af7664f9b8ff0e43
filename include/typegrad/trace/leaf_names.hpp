// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/growing_array.hpp>
#include <typegrad/trace/structure.hpp>

namespace typegrad {

/// The names of the leaves of an argument of type `Value`, in order; none by default.
/// `interop/hana.hpp` knows the names of adapted structs. A specialisation gives `static constexpr
/// void append(growing_array<char const*>&)`.
template <class Value>
struct leaf_names {
  static constexpr void append(growing_array<char const*>& names) {
    for (int i = 0; i < count_leaves<traced_type<Value>>(); ++i) names.push_back(nullptr);
  }
};

}  // namespace typegrad
