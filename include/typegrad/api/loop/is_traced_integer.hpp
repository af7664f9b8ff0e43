// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/trace/traced.hpp>

#include <type_traits>

namespace typegrad {

/// A count of turns that is known only when the program runs.
template <class Count>
inline constexpr bool is_traced_integer = false;
template <class Number, class Graph>
inline constexpr bool is_traced_integer<traced<Number, Graph>> =
    std::is_integral_v<Number> && !std::is_same_v<Number, bool>;

}  // namespace typegrad
