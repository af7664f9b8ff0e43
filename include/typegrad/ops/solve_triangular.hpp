// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/triangular.hpp>
#include <typegrad/op/reading.hpp>
#include <typegrad/op/reduction.hpp>
#include <typegrad/op/without_masked_columns.hpp>
#include <typegrad/ops/matmul.hpp>
#include <typegrad/ops/outer.hpp>
#include <typegrad/ops/tril.hpp>
#include <typegrad/ops/triu.hpp>
#include <typegrad/shape/small_square.hpp>

#include <type_traits>

namespace typegrad {

/// y = the solution of a y = b, of a triangle a: the upper one of a matrix, `solve_triangular(a,
/// b)`, or the lower one, `solve_triangular(a, b, lower_triangle)`. Nothing is read of the other.
///
/// shape     a: (n, n), b: (n,) or (n, m)  ->  the shape of b
/// backward  db = the solution of a^T db = dy, da = the triangle of -db y^T    reads a and y
/// cost      m n^2 flops, m n of them divisions; vectors along the columns of b, and of one column
///           along the rows of a or of the matrix of which a is the transpose. No heap
/// domain    a 0 on the diagonal gives infinities or NaN, and in a constant expression does not
///           compile
/// edge      no number on the diagonal is asked whether it is 0; NaN in the other triangle is left
///           out
/// errors    a not square, b with other rows than a
/// source    SciPy, `scipy.linalg.solve_triangular(a, b, lower=...)`; Golub and Van Loan, "Matrix
///           Computations", algorithms 3.1.1 to 3.1.4; Giles 2008, "An extended collection of
///           matrix derivative results", section 2.3.1
///
/// Attributes: 1 for the lower triangle.
struct solve_triangular_operation : operation_defaults {
  static constexpr auto name = "solve_triangular";
  static constexpr operation_kind kind = operation_kind::opaque;
  static constexpr bool is_straight = true;
  static constexpr int arity = 2;
  static constexpr type_rule types = type_rule::real;

  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word>) {
    return shape_rule::solve(x[0], x[1]);
  }
  template <class Number, class Left, class Right>
  static constexpr void kernel(Number* out, typegrad::shape const& result,
                               list_view<word> attributes, Left const& a, Right const& b) {
    index_t const n = result.extents[0];
    index_t const columns = result.rank == 1 ? 1 : result.extents[1];
    bool const is_lower = attributes[0] != 0;
    copy_rows(out, result, b);
    if constexpr (std::is_same_v<Left, reading<Number>>)
      if (columns == 1 && a.view.strides[0] == 1)
        return math::substitute_by_columns(out, n, is_lower, a.data + a.view.offset,
                                           a.view.strides[1]);
    math::substitute(out, n, columns, is_lower,
                     [&](index_t i, index_t j) { return static_cast<Number>(a(i, j)); });
  }
  static constexpr auto pullback(int which, auto gy, auto y) {
    bool const is_lower = y.attributes()[0] != 0;
    word const other[] = {is_lower ? 0 : 1};
    auto const db =
        record<solve_triangular_operation>({other, 1}, swap_last_axes(y.operand(0)), gy);
    if (which == 1) return db;
    auto const all =
        y.rank() == 1 ? outer(db, y) : matmul_of(db, swap_last_axes(without_masked_columns(gy, y)));
    return -(is_lower ? tril(all, 0) : triu(all, 0));
  }
};

/// What `solve_triangular(a, b, lower_triangle)` says.
template <bool Lower>
struct typed_solve_triangular {
  static constexpr auto name = "solve_triangular";
  static constexpr encoded_attributes<1> encode(shape const&, shape const&) {
    encoded_attributes<1> encoded;
    encoded.append(Lower ? 1 : 0);
    return encoded;
  }
};

namespace ops {
using solve_triangular = solve_triangular_operation;
}

template <bool Lower, Recordable Symbol>
constexpr Symbol solve_triangular_of(Symbol a, Symbol b) {
  word const attributes[] = {Lower ? 1 : 0};
  return record<ops::solve_triangular>({attributes, 1}, a, b);
}

struct lower_triangle_t {
  constexpr explicit lower_triangle_t(tag_maker) {}
};
/// The lower triangle of a matrix: `solve_triangular(a, b, tg::lower_triangle)`.
inline constexpr lower_triangle_t lower_triangle{tag_maker::tag};

/// The solution of a y = b, for the upper triangle of a square matrix a and a vector or matrix b.
template <Operand Left, Operand Right>
constexpr auto solve_triangular(Left const& a, Right const& b) {
  return apply_encoded<ops::solve_triangular, typed_solve_triangular<false>>(a, b);
}
/// For its lower triangle.
template <Operand Left, Operand Right>
constexpr auto solve_triangular(Left const& a, Right const& b, lower_triangle_t) {
  return apply_encoded<ops::solve_triangular, typed_solve_triangular<true>>(a, b);
}

}  // namespace typegrad
