// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <type_traits>

namespace typegrad {

/// Whether a function is all in its type: an object of it need not be kept.
template <class Function>
inline constexpr bool is_stateless =
    std::is_empty_v<Function> && std::is_default_constructible_v<Function>;

/// A function as it is called while it is traced: one that is all in its type anew, so that a
/// `mutable` lambda may be called too.
template <class Function>
constexpr decltype(auto) callable(Function const& f) {
  if constexpr (is_stateless<Function>) return Function{};
  else return (f);
}

/// What the user's function below nested transforms gives: its value, where they give derivatives.
template <class Function, class... Values>
constexpr auto call_innermost(Function const& f, Values const&... x) {
  if constexpr (requires { typename Function::is_transformed; }) return f.call(x...);
  else return callable(f)(x...);
}

}  // namespace typegrad
