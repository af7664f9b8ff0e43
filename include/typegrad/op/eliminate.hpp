// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>
#include <typegrad/math/cofactor_inverse.hpp>
#include <typegrad/math/elimination.hpp>
#include <typegrad/op/reading.hpp>
#include <typegrad/shape/small_square.hpp>

#include <type_traits>
#include <utility>

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

/// The elements of a matrix, or of a vector as its column, as numbers of the result's type.
template <class Number, class Matrix>
struct elements_as {
  Matrix const& from;
  bool is_vector = false;
  static constexpr bool are_in_registers = requires { Matrix::are_in_registers; };

  constexpr Number operator()(int i, int j) const {
    return static_cast<Number>(is_vector ? from(i) : from(i, j));
  }
  template <class Rows = Matrix>
    requires std::is_same_v<decltype(std::declval<Rows const&>().row(0)(0)), Number>
  constexpr auto row(int i) const {
    return from.row(i);
  }
};

/// x = a^-1 b, of extents that the kernel is told: one function for each type of operands.
template <class Number, class Left, class Right>
[[gnu::noinline]] constexpr void solve_few_rows(Number* x, shape const& extents, Left const& a,
                                                Right const& b) {
  eliminate(x, extents, elements_as<Number, Left>{a},
            elements_as<Number, Right>{b, extents.rank == 1});
}

/// y = a^-1, of extents that the kernel is told.
template <class Number, class Left>
[[gnu::noinline]] constexpr void invert_rows(Number* out, shape const& extents, Left const& a) {
  elements_as<Number, Left> const element{a};
  auto const one = [](int i, int j) { return static_cast<Number>(i == j ? 1 : 0); };
  index_t const rows = extents.extents[0];
  if constexpr (is_by_cofactors<Number>(2)) {
    if (rows == 2) return invert_few_rows<2>(out, element);
    if (rows == 3) return invert_few_rows<3>(out, element);
    if (rows == 4) return invert_few_rows<4>(out, element);
  } else if (rows == 2) {
    math::invert_two_rows(element, out);
    return;
  }
  eliminate_whole(out, extents, element, one);
}

}  // namespace typegrad
