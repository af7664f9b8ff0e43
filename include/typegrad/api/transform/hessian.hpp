// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/transform/grad.hpp>
#include <typegrad/api/transform/jacobian.hpp>

namespace typegrad {

/// The second derivatives of `f`, a function of one number: the Jacobian of its gradient, forward
/// over reverse.
///
/// shape     argument of shape A: (A..., A...); several arguments: `results` of one row of blocks
///           each
/// cost      the gradient and a forward sweep for each number of the arguments, which ends at the
///           diagonal where the gradient is numbers one by one
template <class Function, WrtPositions Wrt = wrt_positions<0>>
constexpr auto hessian(Function const& f, Wrt wanted = {}) {
  return jacobian(grad(f, wanted), wanted);
}

}  // namespace typegrad
