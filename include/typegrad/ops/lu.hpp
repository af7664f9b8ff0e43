// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/lu.hpp>
#include <typegrad/op/eliminate.hpp>
#include <typegrad/op/reading.hpp>
#include <typegrad/op/without_masked_columns.hpp>
#include <typegrad/ops/matmul.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/neg.hpp>
#include <typegrad/ops/outer.hpp>
#include <typegrad/ops/transpose.hpp>
#include <typegrad/shape/small_square.hpp>

namespace typegrad {

// Of more than 6 rows `solve`, `inverse` and `determinant` are operations on a matrix and what
// `lu` made of it. Equal nodes are one: a matrix is factored once for all that is made of it and
// for all derivatives of these. Those belong to the matrix, none to the factors.

/// Whether so many rows are factored: those of an open extent may be many.
constexpr bool is_factored(index_t rows) { return is_open(rows) || rows > max_small_matrix; }

/// Whether a kernel finds that rows, of an open extent, are few: then nothing is factored, and the
/// numbers are those of fixed extents.
template <class Extents>
constexpr bool are_few_rows(Extents const& extents) {
  if constexpr (KnownExtents<Extents>) return false;
  else return extents.extents[0] <= max_small_matrix;
}

/// y = the factors of a in its columns, below the diagonal those of l and in the others u, p a =
/// l u; in one more column the row with which each is exchanged.
///
/// shape     a: (n, n)  ->  (n, n + 1)
/// backward  nothing: what reads y has the derivative of a
/// cost      2/3 n^3 flops and n divisions, vectors along the rows
/// domain    all a
/// edge      no pivot is asked whether it is 0
/// source    Golub and Van Loan, "Matrix Computations", algorithm 3.4.1
struct lu_operation : operation_defaults {
  static constexpr auto name = "lu";
  static constexpr operation_kind kind = operation_kind::opaque;
  static constexpr int arity = 1;
  static constexpr type_rule types = type_rule::real;

  static constexpr shape_result shape(list_view<typegrad::shape> a, list_view<word>) {
    shape_result made = shape_rule::square(a[0]);
    if (!made) return made;
    made.value.extents[1] = shape_rule::sum_of_extents(a[0].table, a[0].extents[0], 1);
    return made;
  }
  template <class Number, class Extents, class Value>
  static constexpr void kernel(Number* out, Extents const& extents, list_view<word>,
                               Value const& a) {
    if (are_few_rows(extents)) return;
    index_t const n = static_cast<typegrad::shape const&>(extents).extents[0];
    for (index_t i = 0; i < n; ++i)
      for (index_t j = 0; j < n; ++j) out[i * (n + 1) + j] = static_cast<Number>(a(i, j));
    if constexpr (KnownExtents<Extents>) {
      constexpr index_t last = Extents::known.extents[0] - 1;
      static_assert(
          static_cast<index_t>(static_cast<Number>(last)) == last,
          "typegrad: a matrix of more than 6 rows can be solved where its type of numbers "
          "has the numbers of its rows");
      math::factor_rows<Extents::is_steady>(out, n);
    } else {
      math::factor_rows<false>(out, n);
    }
  }
  static constexpr auto pullback(int, auto gy, auto) { return decltype(gy){}; }
};

/// y = a^-1 b, or a^-T b, by the factors of a.
///
/// shape     a: (n, n), lu(a), b: (n,) or (n, m)  ->  the shape of b
/// backward  db = a^-T dy, da = -db y^T; of a^-T db = a^-1 dy, da = -y db^T    reads all and y
/// cost      2 m n^2 flops, m n of them divisions
///
/// Attributes: 1 for the transposed matrix.
struct lu_solve_operation : operation_defaults {
  static constexpr auto name = "lu_solve";
  static constexpr operation_kind kind = operation_kind::opaque;
  static constexpr int arity = 3;
  static constexpr type_rule types = type_rule::real;

  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word>) {
    return shape_rule::solve(x[0], x[2]);
  }
  template <class Number, class Extents, class Matrix, class Right>
  static constexpr void kernel(Number* out, Extents const& extents, list_view<word> attributes,
                               Matrix const& a, reading<Number> const& factors, Right const& b) {
    if constexpr (!KnownExtents<Extents>)
      if (are_few_rows(extents)) {
        Matrix given = a;
        if (attributes[0] != 0) {
          given.view.strides[0] = a.view.strides[1];
          given.view.strides[1] = a.view.strides[0];
        }
        return solve_few_rows(out, extents, given, b);
      }
    typegrad::shape const& result = extents;
    index_t const n = result.extents[0];
    index_t const columns = result.rank == 1 ? 1 : result.extents[1];
    copy_rows(out, result, b);
    math::solve_by_factors(out, n, columns, attributes[0] != 0, factors.data + factors.view.offset);
  }
  static constexpr auto pullback(int which, auto gy, auto y) {
    if (which == 1) return decltype(gy){};
    bool const is_transposed = y.attributes()[0] != 0;
    word const other[] = {is_transposed ? 0 : 1};
    auto const db = record<lu_solve_operation>({other, 1}, y.operand(0), y.operand(1), gy);
    if (which == 2) return db;
    if (y.rank() == 1) return is_transposed ? -outer(y, db) : -outer(db, y);
    auto const seen = without_masked_columns(gy, y);
    return is_transposed ? -matmul_of(seen, swap_last_axes(db))
                         : -matmul_of(db, swap_last_axes(seen));
  }
};

/// y = a^-1 by the factors of a.
///
/// shape     a: (n, n), lu(a)  ->  (n, n)
/// backward  da = -y^T dy y^T                      reads y
/// cost      2 n^3 flops
struct lu_inverse_operation : operation_defaults {
  static constexpr auto name = "lu_inverse";
  static constexpr operation_kind kind = operation_kind::opaque;
  static constexpr int arity = 2;
  static constexpr type_rule types = type_rule::real;

  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word>) {
    return shape_rule::square(x[0]);
  }
  template <class Number, class Extents, class Matrix>
  static constexpr void kernel(Number* out, Extents const& extents, list_view<word>,
                               Matrix const& a, reading<Number> const& factors) {
    if constexpr (!KnownExtents<Extents>)
      if (are_few_rows(extents)) return invert_rows(out, extents, a);
    index_t const n = static_cast<typegrad::shape const&>(extents).extents[0];
    for (index_t i = 0; i < n; ++i)
      for (index_t j = 0; j < n; ++j) out[i * n + j] = static_cast<Number>(i == j ? 1 : 0);
    math::solve_by_factors(out, n, n, false, factors.data + factors.view.offset);
  }
  static constexpr auto pullback(int which, auto gy, auto y) {
    if (which == 1) return decltype(gy){};
    auto const transposed = swap_last_axes(y);
    return -matmul_of(matmul_of(transposed, gy), transposed);
  }
};

/// y = det(a) by the factors of a.
///
/// shape     a: (n, n), lu(a)  ->  one number
/// backward  da = dy y a^-T                        reads y
/// cost      n flops
struct lu_determinant_operation : operation_defaults {
  static constexpr auto name = "lu_determinant";
  static constexpr operation_kind kind = operation_kind::opaque;
  static constexpr int arity = 2;
  static constexpr type_rule types = type_rule::real;

  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word>) {
    shape_result const square = shape_rule::square(x[0]);
    return {{}, square.relation};
  }
  template <class Number, class Matrix>
  static constexpr void kernel(Number* out, typegrad::shape const&, list_view<word>,
                               Matrix const& a, reading<Number> const& factors) {
    Number product(1);
    for (index_t i = 0; i < a.extents.extents[0]; ++i) {
      bool const is_exchanged = factors(i, a.extents.extents[0]) != static_cast<Number>(i);
      product = product * (is_exchanged ? -factors(i, i) : factors(i, i));
    }
    *out = product;
  }
  static constexpr auto pullback(int which, auto gy, auto y) {
    if (which == 1) return decltype(gy){};
    return gy * y * swap_last_axes(record<lu_inverse_operation>({}, y.operand(0), y.operand(1)));
  }
};

namespace ops {
using lu = lu_operation;
}

/// The node of `Op` on the matrix `a`, its factors and `rest`, computed in `type`.
template <class Op, Recordable Symbol, class... Rest>
constexpr Symbol record_by_factors(list_view<word> attributes, scalar_type type, Symbol a,
                                   Rest... rest) {
  if (a.type() != type) a = convert_to(a, type);
  return record<Op>(attributes, a, record<lu_operation>({}, a), rest...);
}

}  // namespace typegrad
