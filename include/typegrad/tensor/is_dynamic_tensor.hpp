// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace typegrad {

template <class T>
class dynamic_tensor;

/// True for tensors whose shape is known only at run time.
template <class X>
inline constexpr bool is_dynamic_tensor = false;
template <class T>
inline constexpr bool is_dynamic_tensor<dynamic_tensor<T>> = true;

}  // namespace typegrad
