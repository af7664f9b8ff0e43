// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/elimination.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/op/reading.hpp>
#include <typegrad/shape/small_square.hpp>

#include <type_traits>

namespace typegrad {

/// So many rows are written out where little code is wanted, too: it is as short as loops are.
inline constexpr int most_rows_written_out = 3;

/// The kernel of `solve` and `inverse`: x of the shape `extents`, where a x = b, whose elements are
/// a(i, j) and b(i, j).
template <class Number, class Extents, class Left, class Right>
constexpr void eliminate(Number* x, Extents const& extents, Left const& a, Right const& b) {
  if constexpr (KnownExtents<Extents>) {
    constexpr int rows = static_cast<int>(Extents::known.extents[0]);
    constexpr int columns = static_cast<int>(Extents::known.size()) / rows;
    if constexpr (rows <= most_rows_written_out || !Extents::is_small)
      math::eliminate_in_registers<rows, columns, Extents::is_steady>(a, b, x);
    else
      math::eliminate_in_loops<rows, columns, Extents::is_steady>(a, b, x, rows, columns, columns);
  } else {
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
}

/// y = a^-1 b, the solution of a y = b.
///
/// shape     a: (n, n), b: (n,) or (n, m)  ->  the shape of b, n <= 6
/// backward  db = solve(a^T, dy), da = -db y^T     reads a and y
/// cost      2/3 n^3 + 2 m n^2 flops and n divisions, Gaussian elimination with partial pivoting,
///           written out in registers; no heap. With n > 3 loops where little code is wanted
/// domain    a singular a gives infinities or NaN, and in a constant expression does not compile
/// edge      no pivot is asked whether it is 0
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
  template <class Number, class Extents, class Left, class Right>
  static constexpr void kernel(Number* out, Extents const& extents, list_view<word>, Left const& a,
                               Right const& b) {
    bool const is_vector = static_cast<typegrad::shape const&>(extents).rank == 1;
    eliminate(
        out, extents, [&](int i, int j) { return static_cast<Number>(a(i, j)); },
        [&](int i, int j) { return static_cast<Number>(is_vector ? b(i) : b(i, j)); });
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
