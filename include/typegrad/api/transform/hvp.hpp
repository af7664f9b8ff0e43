// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/transform/grad.hpp>
#include <typegrad/api/transform/jvp.hpp>

namespace typegrad {

/// The derivative of the gradient of `Function` in a direction: `(x..., v...)`.
template <class Function, class Wrt>
struct hessian_vector_product_of : derivative<hessian_vector_product_of<Function, Wrt>> {
  [[no_unique_address]] Function f;

  template <class... Values>
  constexpr auto call(Values const&... x) const {
    return tangent_trace<Function, Wrt>::value_of_list(f, x...);
  }
  template <class... Values>
  constexpr auto trace(Values const&... x) const {
    auto const both = tangent_trace<gradient_of<Function, Wrt>, Wrt>::of_list(
        gradient_of<Function, Wrt>{{}, f}, x...);
    if constexpr (std::is_same_v<decltype(both), refused const>) return refused{};
    else return both.second;
  }
};

/// The Hessian of `f` times a vector, without the Hessian: `hvp(f)(x, v)`; with more arguments
/// `hvp(f, wrt<0, 2>)(x0, x1, x2, v0, v2)`, the vectors last.
///
/// cost      two to four times the gradient
/// source    Pearlmutter 1994, "Fast exact multiplication by the Hessian"
template <class Function, WrtPositions Wrt = wrt_positions<0>>
constexpr auto hvp(Function const& f, Wrt = {}) {
  return transform_of<hessian_vector_product_of<Function, Wrt>>(f);
}

}  // namespace typegrad
