// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/late_binding.hpp>

namespace typegrad {

struct assigned_to_nothing;

/// Refuses to write to an element that was read: it would have no effect.
///
/// In a body, not in a `noexcept`, where copying is not trivial: GCC 12 asks for the `noexcept` of
/// an assignment to a temporary where a struct with an array of such elements is moved.
template <class Value>
struct assignment_to_nothing : late_binding<assigned_to_nothing, Value> {
  static constexpr bool refused = sizeof(Value) == 0;
  static_assert(
      refused,
      "typegrad: y(i) = v: y is const, a temporary or of open extents, so that this has no effect: "
      "give it a name without const, or fixed extents");
};

}  // namespace typegrad
