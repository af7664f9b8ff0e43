// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>
#include <typegrad/math/cofactor_inverse.hpp>
#include <typegrad/math/elimination.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/op/reading.hpp>
#include <typegrad/ops/lu.hpp>
#include <typegrad/shape/small_square.hpp>

#include <type_traits>

namespace typegrad {

/// So many rows are written out where little code is wanted, too: it is as short as loops are.
inline constexpr int most_rows_written_out = 3;

/// Whether so many rows are inverted by cofactors, where that is accurate: numbers that can be
/// asked. Without vectors elimination alone is less code.
template <class Number>
constexpr bool is_by_cofactors(index_t rows) {
  return std::is_floating_point_v<Number> && TYPEGRAD_VECTOR_BYTES > 0 && rows > 1 &&
         rows <= math::most_rows_by_cofactors;
}

/// Elimination where cofactors are not accurate, of row-major operands: a call, so that it costs
/// nothing where they are.
template <int Rows, int Columns, class Number>
[[gnu::noinline, gnu::cold]] constexpr void eliminate_apart(Number* x, Number const* a,
                                                            Number const* b) {
  math::eliminate_in_registers<Rows, Columns, false>(
      [=](int i, int j) { return a[i * Rows + j]; },
      [=](int i, int j) { return b[i * Columns + j]; }, x);
}
template <int Rows, class Number>
[[gnu::noinline, gnu::cold]] constexpr void invert_apart(Number* x, Number const* a) {
  math::eliminate_in_registers<Rows, Rows, false>(
      [=](int i, int j) { return a[i * Rows + j]; },
      [](int i, int j) { return static_cast<Number>(i == j ? 1 : 0); }, x);
}

/// The elements of a matrix in row-major order.
template <int Rows, int Columns, class Number, class Elements>
constexpr void copy_elements_of(Number* to, Elements const& from) {
#pragma GCC unroll 16
  for (int i = 0; i < Rows; ++i)
#pragma GCC unroll 16
    for (int j = 0; j < Columns; ++j) to[i * Columns + j] = from(i, j);
}

/// y = a^-1 by cofactors; whether it is accurate.
template <int Rows, class Number, class Left>
constexpr bool invert_elements(Number* y, Left const& a) {
  Number m[Rows * Rows]{};
  copy_elements_of<Rows, Rows>(m, a);
  bool const accurate = math::invert_by_cofactors<Rows>(m, y);
  if constexpr (Rows == 2) {
    if (!accurate) math::invert_two_rows_again(m, y);
    return true;
  }
  return accurate;
}
/// y = a^-1, by cofactors where that is accurate. What elimination reads and writes is memory that
/// only that branch has.
template <int Rows, class Number, class Left>
constexpr void invert_few_rows(Number* out, Left const& a) {
  Number y[Rows * Rows]{};
  if (!invert_elements<Rows>(y, a)) {
    Number m[Rows * Rows]{};
    copy_elements_of<Rows, Rows>(m, a);
    Number again[Rows * Rows]{};
    invert_apart<Rows>(again, m);
    copy_elements_of<Rows, Rows>(y, [&](int i, int j) { return again[i * Rows + j]; });
  }
  copy_elements_of<Rows, Rows>(out, [&](int i, int j) { return y[i * Rows + j]; });
}

/// x = a^-1 b of few rows, b having `columns`, or `Columns` where that is not 0.
template <int Rows, int Columns, class Number, class Left, class Right>
constexpr void solve_by_cofactors(Number* x, int columns, Left const& a, Right const& b) {
  int const width = Columns > 0 ? Columns : columns;
  Number y[Rows * Rows]{};
  bool const accurate = invert_elements<Rows>(y, a);
  for (int j = 0; j < width; ++j) {
    Number right[Rows]{};
    copy_elements_of<Rows, 1>(right, [&](int i, int) { return b(i, j); });
    if (!accurate) {
      Number m[Rows * Rows]{};
      copy_elements_of<Rows, Rows>(m, a);
      Number column[Rows]{};
      Number given[Rows]{};
      copy_elements_of<Rows, 1>(given, [&](int i, int) { return right[i]; });
      eliminate_apart<Rows, 1>(column, m, given);
      for (int i = 0; i < Rows; ++i) x[i * width + j] = column[i];
      continue;
    }
#pragma GCC unroll 4
    for (int i = 0; i < Rows; ++i) {
      Number sum = y[i * Rows] * right[0];
#pragma GCC unroll 4
      for (int k = 1; k < Rows; ++k) sum += y[i * Rows + k] * right[k];
      x[i * width + j] = sum;
    }
  }
}

/// Elimination in loops, of extents that the kernel is told.
template <class Number, class Left, class Right>
constexpr void eliminate_whole(Number* x, shape const& extents, Left const& a, Right const& b) {
  constexpr int most = static_cast<int>(max_small_matrix);
  int const rows = static_cast<int>(extents.extents[0]);
  int const columns = extents.rank == 1 ? 1 : static_cast<int>(extents.extents[1]);
  if constexpr (std::is_same_v<decltype(*x > *x), bool>) {
    for (int first = 0; first < columns; first += most)
      math::eliminate_in_loops<most, most, false>(
          a, [&](int i, int j) { return b(i, first + j); }, x + first, rows,
          columns - first < most ? columns - first : most, columns);
  } else {
    Number m[most * most]{};
    for (int i = 0; i < rows; ++i) {
      for (int j = 0; j < rows; ++j) m[i * rows + j] = a(i, j);
      for (int j = 0; j < columns; ++j) x[i * columns + j] = b(i, j);
    }
    math::eliminate_by_selection(m, x, rows, columns);
  }
}

/// The kernel of `solve` and `inverse`: x of the shape `extents`, where a x = b, whose elements are
/// a(i, j) and b(i, j).
template <class Number, class Extents, class Left, class Right>
constexpr void eliminate(Number* x, Extents const& extents, Left const& a, Right const& b) {
  if constexpr (KnownExtents<Extents>) {
    constexpr int rows = static_cast<int>(Extents::known.extents[0]);
    constexpr int columns = static_cast<int>(Extents::known.size()) / rows;
    if constexpr (is_by_cofactors<Number>(rows) && !Extents::is_small && !Extents::is_steady)
      solve_by_cofactors<rows, columns>(x, columns, a, b);
    else if constexpr (rows <= most_rows_written_out || !Extents::is_small)
      math::eliminate_in_registers<rows, columns, Extents::is_steady>(a, b, x);
    else
      math::eliminate_in_loops<rows, columns, Extents::is_steady>(a, b, x, rows, columns, columns);
  } else if constexpr (is_by_cofactors<Number>(2)) {
    int const rows = static_cast<int>(extents.extents[0]);
    int const columns = extents.rank == 1 ? 1 : static_cast<int>(extents.extents[1]);
    if (rows == 2) return solve_by_cofactors<2, 0>(x, columns, a, b);
    if (rows == 3) return solve_by_cofactors<3, 0>(x, columns, a, b);
    if (rows == 4) return solve_by_cofactors<4, 0>(x, columns, a, b);
    eliminate_whole(x, extents, a, b);
  } else {
    eliminate_whole(x, extents, a, b);
  }
}

/// Whether a kernel is one of so many that all are calls of one function.
template <class Number, class Extents, class... Values>
inline constexpr bool is_call_of_many = [] {
  if constexpr (KnownExtents<Extents>)
    return Extents::is_one_of_many && !Extents::is_small &&
           (std::is_same_v<Values, reading<Number>> && ...);
  else return false;
}();

/// The kernel of `solve` as a function for all operands of these extents.
template <int Rows, int Columns, bool IsSteady, class Number>
[[gnu::noinline]] constexpr void solve_in_call(Number* x, strided_matrix<Number> a,
                                               strided_matrix<Number> b) {
  if constexpr (is_by_cofactors<Number>(Rows) && !IsSteady)
    solve_by_cofactors<Rows, Columns>(x, Columns, a, b);
  else math::eliminate_in_registers<Rows, Columns, IsSteady>(a, b, x);
}

/// Whether the inverse of a matrix is shared by all that is made of it: by cofactors it is cheap.
/// More rows are eliminated at less cost, and without vectors a product is code of its own.
constexpr bool inverse_is_shared(shape const& a) {
  index_t const rows = a.extents[0];
  return TYPEGRAD_VECTOR_BYTES > 0 && !is_open(rows) && rows > 1 &&
         rows <= math::most_rows_by_cofactors;
}
/// The matrix of a node of `solve` or `inverse`, or the one of which it is the transpose; -1 where
/// its inverse is not shared.
template <class Graph>
constexpr int matrix_of_shared_inverse(Graph const& graph, int node) {
  int const a = graph.operand(node, 0);
  if (!inverse_is_shared(graph.shape_of(a))) return -1;
  return same_operation(*graph.nodes.items[a].op, operation_in<transpose_operation, Graph>::object)
             ? graph.operand(a, 0)
             : a;
}

/// The elements of a matrix, or of a vector as its column, as numbers of the result's type.
template <class Number, class Matrix>
struct elements_as {
  Matrix const& from;
  bool is_vector = false;
  static constexpr bool are_in_registers = requires { Matrix::are_in_registers; };

  constexpr Number operator()(int i, int j) const {
    return static_cast<Number>(is_vector ? from(i) : from(i, j));
  }
  constexpr auto row(int i) const
    requires requires { from.row(i); } && std::is_same_v<decltype(from.row(0)(0)), Number>
  {
    return from.row(i);
  }
};

/// y = a^-1 b, the solution of a y = b.
///
/// shape     a: (n, n), b: (n,) or (n, m)  ->  the shape of b
/// backward  db = solve(a^T, dy), da = -db y^T     reads a and y
/// cost      n <= 4 by cofactors, one division, where these do not cancel; else, and without
///           vectors, Gaussian elimination with partial pivoting written out in registers,
///           2/3 n^3 + 2 m n^2 flops and n divisions, in loops with n > 3 where little code is
///           wanted. All that is made of one matrix of up to 4 rows and its transpose inverts it
///           once. More than 6 rows are factored in loops, once for all that is made of one matrix
///           and its transpose, with vectors along the rows. No heap
/// domain    a singular a gives infinities or NaN, and in a constant expression does not compile
/// edge      no pivot is asked whether it is 0
/// errors    a not square, b with other rows than a
/// source    Giles 2008, "An extended collection of matrix derivative results", section 2.3.1
struct solve_operation : operation_defaults {
  static constexpr auto name = "solve";
#if !defined(__clang__)  // which writes the loops out then
  static constexpr bool holds_operands = true;
#endif
  static constexpr operation_kind kind = operation_kind::opaque;
  static constexpr bool is_straight = true;
  static constexpr int arity = 2;
  static constexpr type_rule types = type_rule::real;

  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word>) {
    return shape_rule::solve(x[0], x[1]);
  }
  template <class Number, class Extents, class Left, class Right>
  static constexpr void kernel(Number* out, Extents const& extents, list_view<word>, Left const& a,
                               Right const& b) {
    if constexpr (is_call_of_many<Number, Extents, Left, Right>) {
      constexpr int rows = static_cast<int>(Extents::known.extents[0]);
      constexpr int columns = static_cast<int>(Extents::known.size()) / rows;
      solve_in_call<rows, columns, Extents::is_steady>(out, strided_matrix<Number>(a),
                                                       strided_matrix<Number>(b));
    } else {
      bool const is_vector = static_cast<typegrad::shape const&>(extents).rank == 1;
#if defined(__clang__)
      eliminate(
          out, extents, [&](int i, int j) { return static_cast<Number>(a(i, j)); },
          [&](int i, int j) { return static_cast<Number>(is_vector ? b(i) : b(i, j)); });
#else
      eliminate(out, extents, elements_as<Number, Left>{a},
                elements_as<Number, Right>{b, is_vector});
#endif
    }
  }
  /// Of many rows what the factors give, those of the matrix of which a is the transpose.
  static constexpr int simplify(auto& graph, list_view<int> operands, list_view<word>,
                                node_signature made) {
    auto a = symbol_in(graph, operands[0]);
    if (!is_factored(a.extents().extents[0])) return -1;
    bool const is_transposed = is_node_of<transpose_operation>(a);
    if (is_transposed) a = a.operand(0);
    word const attributes[] = {is_transposed ? 1 : 0};
    return record_by_factors<lu_solve_operation>({attributes, 1}, made.type, a,
                                                 symbol_in(graph, operands[1]))
        .id;
  }
  static constexpr int shared_operand(auto const& graph, int node) {
    return matrix_of_shared_inverse(graph, node);
  }
  static constexpr auto shared(auto a, auto b) { return matmul_of(shared_inverse_of(a), b); }
  static constexpr auto pullback(int which, auto gy, auto y) {
    auto const db = solve_of(swap_last_axes(y.operand(0)), gy);
    if (which == 1) return db;
    if (y.rank() == 1) return -outer(db, y);
    return -matmul_of(db, swap_last_axes(without_masked_columns(gy, y)));
  }
};

namespace ops {
using solve = solve_operation;
}

template <class Number, class Left, class Right>
[[gnu::noinline]] constexpr void solve_few_rows(Number* out, shape const& result, Left const& a,
                                                Right const& b) {
  solve_operation::kernel(out, result, list_view<word>{}, a, b);
}

template <Recordable Symbol>
constexpr Symbol solve_of(Symbol a, Symbol b) {
  return record<ops::solve>({}, a, b);
}

/// The solution of a y = b, for a square matrix a and a vector or matrix b.
template <Operand Left, Operand Right>
constexpr applied<ops::solve, Left, Right> solve(Left const& a, Right const& b) {
  return apply<ops::solve>(a, b);
}

}  // namespace typegrad
