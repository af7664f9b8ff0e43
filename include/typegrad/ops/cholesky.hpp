// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/triangular.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/solve.hpp>
#include <typegrad/ops/solve_triangular.hpp>
#include <typegrad/ops/transpose.hpp>
#include <typegrad/ops/tril.hpp>

namespace typegrad {

/// y = the slopes by a matrix of more than 6 rows of those by its Cholesky factor l, the lower
/// triangle of g.
///
/// shape     l: (n, n), g: (n, n)  ->  (n, n)
/// backward  h = l^-1 (dy + dy^T) l^-T / 2, p the lower triangle of h with half its diagonal:
///           dg = l p, dl = g p^T - y (dy + dy^T) l^-T           reads all and y
/// cost      2/3 n^3 flops
/// source    Murray 2016, "Differentiation of the Cholesky decomposition"
struct cholesky_slopes_operation : operation_defaults {
  static constexpr auto name = "cholesky_slopes";
  static constexpr operation_kind kind = operation_kind::opaque;
  static constexpr bool is_straight = true;
  static constexpr int arity = 2;
  static constexpr type_rule types = type_rule::real;

  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word>) {
    return shape_rule::square(x[0]);
  }
  template <class Number, class Slopes>
  static constexpr void kernel(Number* out, typegrad::shape const& result, list_view<word>,
                               reading<Number> const& factor, Slopes const& g) {
    index_t const n = result.extents[0];
    for (index_t i = 0; i < n; ++i)
      for (index_t j = 0; j <= i; ++j) out[i * n + j] = static_cast<Number>(g(i, j));
    math::slopes_of_symmetric(out, factor.data + factor.view.offset, n);
  }
  /// The lower triangle of x with half its diagonal.
  template <class Symbol>
  static constexpr Symbol halved(Symbol x) {
    return 0.5 * (tril(x, 0) + tril(x, -1));
  }
  static constexpr auto pullback(int which, auto gy, auto y) {
    auto const l = y.operand(0);
    auto const twice = gy + swap_last_axes(gy);
    auto const solved = [&](auto b) { return solve_triangular_of<true>(l, b); };
    auto const p = halved(0.5 * solved(swap_last_axes(solved(twice))));
    if (which == 1) return matmul_of(l, p);
    return matmul_of(tril(y.operand(1), 0), swap_last_axes(p)) -
           swap_last_axes(solved(matmul_of(twice, y)));
  }
};

/// y = the lower triangle with y y^T = a, of a symmetric positive definite matrix. Of a matrix that
/// is not symmetric the mean of both triangles is taken.
///
/// shape     a: (n, n)  ->  (n, n)
/// backward  da = (s + s^T) / 2, s = y^-T p y^-1, where p is the lower triangle of y^T dy with half
///           its diagonal                          reads y
/// cost      n^3 / 3 flops, n square roots and n divisions; with n > 6 vectors along the rows.
///           The derivative takes 2 n^3 / 3. No heap
/// domain    a positive definite; else NaN
/// edge      a singular a gives 0 on the diagonal and infinities or NaN below it
/// errors    not square
/// source    Golub and Van Loan, "Matrix Computations", algorithm 4.2.1; Murray 2016,
///           "Differentiation of the Cholesky decomposition", equation 10
struct cholesky_operation : operation_defaults {
  static constexpr auto name = "cholesky";
  static constexpr operation_kind kind = operation_kind::opaque;
  static constexpr bool is_straight = true;
  static constexpr int arity = 1;
  static constexpr type_rule types = type_rule::real;

  static constexpr shape_result shape(list_view<typegrad::shape> a, list_view<word>) {
    return shape_rule::square(a[0]);
  }
  template <class Number, class Value>
  static constexpr void kernel(Number* out, typegrad::shape const& result, list_view<word>,
                               Value const& a) {
    if (result.extents[0] > max_small_matrix) return factor_rows(out, result.extents[0], a);
    int const n = static_cast<int>(result.extents[0]);
    for (int j = 0; j < n; ++j) {
      Number rest = static_cast<Number>(a(j, j));
      for (int k = 0; k < j; ++k) rest -= out[j * n + k] * out[j * n + k];
      out[j * n + j] = math::sqrt(rest);
      Number const scale = Number(1) / out[j * n + j];
      for (int i = j + 1; i < n; ++i) {
        Number sum = (static_cast<Number>(a(i, j)) + static_cast<Number>(a(j, i))) * Number(0.5);
        for (int k = 0; k < j; ++k) sum -= out[i * n + k] * out[j * n + k];
        out[i * n + j] = sum * scale;
        out[j * n + i] = Number(0);
      }
    }
  }
  template <class Number, class Value>
  static constexpr void factor_rows(Number* out, index_t n, Value const& a) {
    for (index_t i = 0; i < n; ++i)
      for (index_t j = i; j < n; ++j)
        out[i * n + j] =
            i == j ? static_cast<Number>(a(i, i))
                   : (static_cast<Number>(a(i, j)) + static_cast<Number>(a(j, i))) * Number(0.5);
    math::factor_symmetric(out, n);
  }
  static constexpr auto pullback(int, auto gy, auto y) {
    index_t const n = y.extents().extents[0];
    if (is_open(n) || n > max_small_matrix) return record<cholesky_slopes_operation>({}, y, gy);
    auto const transposed = swap_last_axes(y);
    auto const p = cholesky_slopes_operation::halved(matmul_of(transposed, gy));
    auto const s = solve_of(transposed, swap_last_axes(solve_of(transposed, p)));
    return 0.5 * (s + swap_last_axes(s));
  }
};

namespace ops {
using cholesky = cholesky_operation;
}

/// The Cholesky factor of a symmetric positive definite matrix.
template <Operand Value>
constexpr applied<ops::cholesky, Value> cholesky(Value const& a) {
  return apply<ops::cholesky>(a);
}

}  // namespace typegrad
