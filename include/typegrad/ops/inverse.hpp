// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply.hpp>
#include <typegrad/ops/solve.hpp>

namespace typegrad {

/// y = a^-1 of a square matrix. To apply it to something, `solve(a, b)` is cheaper and more
/// accurate.
///
/// shape     a: (n, n)  ->  (n, n), n <= 6
/// backward  da = -y^T dy y^T                      reads y
/// cost      n <= 2 by cofactors; else 8/3 n^3 flops and n divisions, as `solve`; no heap
/// domain    a singular a gives infinities or NaN, and in a constant expression does not compile
/// edge      no pivot is asked whether it is 0
/// errors    not square, n > 6
/// source    Giles 2008, "An extended collection of matrix derivative results", section 2.2.3
struct inverse_operation : operation_defaults {
  static constexpr auto name = "inverse";
  static constexpr operation_kind kind = operation_kind::opaque;
  static constexpr bool is_straight = true;
  static constexpr int arity = 1;
  static constexpr type_rule types = type_rule::real;

  static constexpr shape_result shape(list_view<typegrad::shape> a, list_view<word>) {
    return shape_rule::small_square(a[0]);
  }
  template <class Number, class Extents, class Value>
  static constexpr void kernel(Number* out, Extents const& extents, list_view<word>,
                               Value const& a) {
    if (static_cast<typegrad::shape const&>(extents).extents[0] == 2) {
      Number const p = static_cast<Number>(a(0, 0));
      Number const q = static_cast<Number>(a(0, 1));
      Number const r = static_cast<Number>(a(1, 0));
      Number const s = static_cast<Number>(a(1, 1));
      Number const scale = Number(1) / (p * s - q * r);
      out[0] = s * scale;
      out[1] = -q * scale;
      out[2] = -r * scale;
      out[3] = p * scale;
      return;
    }
    eliminate(
        out, extents, [&](int i, int j) { return static_cast<Number>(a(i, j)); },
        [](int i, int j) { return static_cast<Number>(i == j ? 1 : 0); });
  }
  static constexpr auto pullback(int, auto gy, auto y) {
    auto const transposed = swap_last_axes(y);
    return -matmul_of(matmul_of(transposed, gy), transposed);
  }
  static constexpr auto identities(auto a) {
    return rewrites{
        inverse(inverse(a)) == a,
    };
  }
};

namespace ops {
using inverse = inverse_operation;
}

/// The inverse of a square matrix of at most 6 rows.
template <Operand Left>
constexpr applied<ops::inverse, Left> inverse(Left const& a) {
  return apply<ops::inverse>(a);
}

}  // namespace typegrad
