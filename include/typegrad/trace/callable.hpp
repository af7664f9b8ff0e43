// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <type_traits>
#include <utility>

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

/// The function that holds the data of transforms of it.
template <class Function>
constexpr auto const& object_with_data(Function const& f) {
  if constexpr (requires { typename Function::is_transformed; }) return object_with_data(f.f);
  else return f;
}
template <class Function>
using function_with_data =
    std::remove_cvref_t<decltype(object_with_data(std::declval<Function const&>()))>;

}  // namespace typegrad
