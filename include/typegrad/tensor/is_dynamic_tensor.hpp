// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace typegrad {

template <class Number>
class dynamic_tensor;

/// True for tensors whose shape is known only at run time.
template <class Value>
inline constexpr bool is_dynamic_tensor = false;
template <class Number>
inline constexpr bool is_dynamic_tensor<dynamic_tensor<Number>> = true;

}  // namespace typegrad
