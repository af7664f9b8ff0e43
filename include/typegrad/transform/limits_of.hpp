// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/transform/plan.hpp>

namespace typegrad {

/// What the plan of a function may write out: the limits of the function that a transform calls,
/// and what the transform makes of them, by its `adapted(limits)`.
template <class Function>
constexpr plan_limits limits_of() {
  plan_limits limits = compiled_limits;
  if constexpr (requires {
                  typename Function::is_transformed;
                  typename Function::function;
                })
    limits = limits_of<typename Function::function>();
  if constexpr (requires { typename Function::adapts_limits; })
    limits = Function::adapts_limits::adapted(limits);
  return limits;
}

}  // namespace typegrad
