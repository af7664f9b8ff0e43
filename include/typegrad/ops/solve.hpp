// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/elimination.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/op/reading.hpp>
#include <typegrad/shape/small_square.hpp>

namespace typegrad {

/// y = a^-1 b, the solution of a y = b.
///
/// shape     a: (n, n), b: (n,) or (n, m)  ->  the shape of b, n <= 6
/// backward  db = solve(a^T, dy), da = -db y^T     reads a and y
/// cost      2/3 n^3 + 2 m n^2 flops, Gaussian elimination with partial pivoting; no heap
/// domain    a singular a gives infinities or NaN, and in a constant expression does not compile
/// errors    a not square, n > 6, b with other rows than a
/// source    Giles 2008, "An extended collection of matrix derivative results", section 2.3.1
struct solve_operation : operation_defaults {
  static constexpr auto name = "solve";
  static constexpr operation_kind kind = operation_kind::opaque;
  static constexpr bool is_straight = true;
  static constexpr int arity = 2;
  static constexpr type_rule types = type_rule::real;

  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word>) {
    return shape_rule::solve(x[0], x[1]);
  }
  template <class Number, class Left, class Right>
  static constexpr void kernel(Number* out, typegrad::shape const& extents, list_view<word>,
                               Left const& a, Right const& b) {
    int const n = static_cast<int>(extents.extents[0]);
    int const columns = extents.rank == 1 ? 1 : static_cast<int>(extents.extents[1]);
    Number m[max_small_matrix * max_small_matrix]{};
    for (int i = 0; i < n; ++i)
      for (int j = 0; j < n; ++j) m[i * n + j] = static_cast<Number>(a(i, j));
    for (int i = 0; i < n * columns; ++i) out[i] = static_cast<Number>(b[i]);
    math::eliminate(m, out, n, columns);
  }
  static constexpr auto pullback(int which, auto gy, auto y) {
    auto const db = solve_of(swap_last_axes(y.operand(0)), gy);
    if (which == 1) return db;
    if (y.rank() == 1) return -outer(db, y);
    return -matmul_of(db, swap_last_axes(y));
  }
};

namespace ops {
using solve = solve_operation;
}

template <Recordable Symbol>
constexpr Symbol solve_of(Symbol a, Symbol b) {
  return record<ops::solve>({}, a, b);
}

/// The solution of a y = b, for a square matrix a of at most 6 rows and a vector or matrix b.
template <Operand Left, Operand Right>
constexpr applied<ops::solve, Left, Right> solve(Left const& a, Right const& b) {
  return apply<ops::solve>(a, b);
}

}  // namespace typegrad
