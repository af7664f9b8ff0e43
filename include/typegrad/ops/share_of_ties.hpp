// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/sum.hpp>

namespace typegrad {

/// The adjoint of the operand of `y`, its largest or smallest element along axes: those that are
/// equal to it share `gy` evenly.
constexpr auto share_of_ties(auto gy, auto y) {
  growing_array<word> axes;  // a copy: making nodes moves the graph's pools
  for (word const attribute : y.attributes()) axes.push_back(attribute);
  auto const chosen = equal(y.operand(0), spread_over_axes(y, y));
  // Integers have no share; each gets all.
  if (!is_real(gy.type())) return where(chosen, spread_over_axes(gy, y), 0);
  auto const one = broadcast_to(literal_like(gy, 1.0), shape(chosen.extents()));
  auto const count = record<ops::sum>({axes.data(), axes.size()}, where(chosen, one, 0));
  return where(chosen, spread_over_axes(gy / count, y), 0);
}

/// The base of an operation that takes one of its two operands, element by element.
///
/// It owes `name`, `forward(a, b)` and `takes_b(a, b)`, the mask of where b is the result.
/// backward  da = dy where a is taken, db = dy where b is; zero elsewhere     reads a and b
/// edge      where a = b both get half of dy, as in JAX, so that the order of the operands does not
///           matter; integers have no half
template <class Op>
struct taken_operand : element_wise<2> {
  static constexpr auto pullback(wrt_operand<0>, auto gy, auto a, auto b, auto) {
    return where(Op::takes_b(a, b), 0, share(gy, a, b));
  }
  static constexpr auto pullback(wrt_operand<1>, auto gy, auto a, auto b, auto) {
    auto const taken = Op::takes_b(a, b);
    if (!is_real(gy.type())) return where(taken, gy, 0);
    return where(logical_or(taken, equal(a, b)), share(gy, a, b), 0);
  }

 private:
  static constexpr auto share(auto gy, auto a, auto b) {
    return is_real(gy.type()) ? where(equal(a, b), 0.5 * gy, gy) : gy;
  }
};

}  // namespace typegrad
