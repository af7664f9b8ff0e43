// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply.hpp>
#include <typegrad/op/eliminate.hpp>
#include <typegrad/ops/lu.hpp>

namespace typegrad {

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
