// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/transform/grad.hpp>
#include <typegrad/api/transform/jvp.hpp>

namespace typegrad {

/// The derivative of the gradient of `F` in a direction: `(x..., v...)`.
template <class F, class Wrt>
struct hessian_vector_product_of : derivative<hessian_vector_product_of<F, Wrt>> {
  template <class... X>
  static constexpr auto trace(X const&... x) {
    auto const both = tangent_trace<gradient_of<F, Wrt>, Wrt>::of_list(x...);
    if constexpr (std::is_same_v<decltype(both), refused const>) return refused{};
    else return both.second;
  }
};

/// The Hessian of `f` times a vector, without the Hessian: `hvp(f)(x, v)`; with more arguments
/// `hvp(f, wrt<0, 2>)(x0, x1, x2, v0, v2)`, the vectors last.
///
/// cost      two to four times the gradient
/// source    Pearlmutter 1994, "Fast exact multiplication by the Hessian"
template <class F>
constexpr auto hvp(F) {
  return transform_of<F, hessian_vector_product_of<F, wrt_positions<0>>>();
}
template <class F, int... Position>
constexpr auto hvp(F, wrt_positions<Position...>) {
  return transform_of<F, hessian_vector_product_of<F, wrt_positions<Position...>>>();
}

}  // namespace typegrad
