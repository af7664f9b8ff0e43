#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <utility>

namespace typegrad::math {

/// A polynomial in K infinitesimals, each of degree at most 1: the coefficient of their product
/// over a set of bits.
///
/// With a + t1 b1 + ... + tK bK for numbers, the last coefficient of a result is its mixed
/// derivative along b1 to bK.
template <class Number, int Inner>
struct multilinear {
  Number of[1 << Inner]{};

  friend constexpr multilinear operator+(multilinear const& a, multilinear const& b) {
    multilinear sum;
    for (int set = 0; set < 1 << Inner; ++set) sum.of[set] = a.of[set] + b.of[set];
    return sum;
  }
  friend constexpr multilinear operator-(multilinear const& a, multilinear const& b) {
    multilinear difference;
    for (int set = 0; set < 1 << Inner; ++set) difference.of[set] = a.of[set] - b.of[set];
    return difference;
  }
  friend constexpr multilinear operator*(multilinear const& a, multilinear const& b) {
    multilinear product;
    for (int set = 0; set < 1 << Inner; ++set) {
      product.of[set] = a.of[0] * b.of[set];
      for (int part = set; part != 0; part = (part - 1) & set)
        product.of[set] += a.of[part] * b.of[set & ~part];
    }
    return product;
  }
};

constexpr int count_bits(int set) {
  int count = 0;
  for (; set != 0; set &= set - 1) ++count;
  return count;
}

/// The determinants of the last rows of an n x n matrix (row-major) over every set of columns:
/// entry `set` is that of its last `count_bits(set)` rows and the columns in `set`, without row
/// `left_out` where that is 0 or more.
/// cost    n 2^(n-1) multiplications, no division
template <class Name>
constexpr void minors_of_last_rows(Name const* a, int n, int left_out, Name* minors) {
  int const rows = left_out < 0 ? n : n - 1;
  for (int set = 1; set < 1 << n; ++set) {
    int const size = count_bits(set);
    if (size > rows) continue;
    int row = n - size;
    if (left_out >= 0 && row <= left_out) --row;
    bool first = true;
    bool negative = false;
    for (int column = 0; column < n; ++column) {
      if ((set & (1 << column)) == 0) continue;
      Name const& x = a[row * n + column];
      if (size == 1) minors[set] = x;
      else if (first) minors[set] = x * minors[set ^ (1 << column)];
      else if (negative) minors[set] = minors[set] - x * minors[set ^ (1 << column)];
      else minors[set] = minors[set] + x * minors[set ^ (1 << column)];
      first = false;
      negative = !negative;
    }
  }
}

/// The minors of the upper two and of the lower two rows of a 4 x 4 matrix, over the columns 01,
/// 02, 03, 12, 13 and 23, and their products whose sum is its determinant.
template <class Name>
struct minors_of_halves {
  Name upper[6];
  Name lower[6];
  Name term[6];

  constexpr explicit minors_of_halves(Name const* a)
      : upper{minor(a, 0, 1), minor(a, 0, 2), minor(a, 0, 3),
              minor(a, 1, 2), minor(a, 1, 3), minor(a, 2, 3)},
        lower{minor(a + 8, 0, 1), minor(a + 8, 0, 2), minor(a + 8, 0, 3),
              minor(a + 8, 1, 2), minor(a + 8, 1, 3), minor(a + 8, 2, 3)},
        term{upper[0] * lower[5], upper[1] * lower[4], upper[2] * lower[3],
             upper[3] * lower[2], upper[4] * lower[1], upper[5] * lower[0]} {}
  static constexpr Name minor(Name const* a, int i, int j) {
    return a[i] * a[4 + j] - a[j] * a[4 + i];
  }
  constexpr Name determinant() const {
    return (term[0] - term[1]) + (term[2] + term[3]) + (term[5] - term[4]);
  }
};

/// The determinant of an n x n matrix, n <= 6, by Laplace expansion along the rows; of four rows
/// along two of them, whose minors the inverse has, too.
/// source  DLMF 1.3.7
template <class Name>
constexpr Name determinant(Name const* a, int n) {
  if (n == 4) return minors_of_halves<Name>(a).determinant();
  Name minors[64]{};
  minors_of_last_rows(a, n, -1, minors);
  return minors[(1 << n) - 1];
}

/// cofactors(i, j) = (-1)^(i+j) times the determinant without row i and column j, n <= 6.
template <class Name>
constexpr void cofactors(Name const* a, int n, Name* result) {
  if (n == 1) {
    result[0] = Name{1};  // the empty product
    return;
  }
  for (int i = 0; i < n; ++i) {
    Name minors[64]{};
    minors_of_last_rows(a, n, i, minors);
    for (int j = 0; j < n; ++j) {
      Name const& minor = minors[((1 << n) - 1) ^ (1 << j)];
      result[i * n + j] = (i + j) % 2 == 0 ? minor : Name{} - minor;
    }
  }
}

/// The minors of the first or the last rows of an `Rows` x `Rows` matrix over sets of columns as
/// straight code: all indices are constants, so that they need no memory.
template <int Rows, class Name>
struct straight_minors {
  static constexpr int all = (1 << Rows) - 1;
  Name of[1 << Rows];

  /// Term `Column` of the expansion of the minor `Set` along the row that its size adds.
  template <bool First, int Set, int Column>
  constexpr void add_term(Name const* a) {
    if constexpr ((Set & (1 << Column)) != 0) {
      constexpr int size = count_bits(Set);
      constexpr int row = First ? size - 1 : Rows - size;
      constexpr int before = count_bits(Set & ((1 << Column) - 1));
      constexpr bool negative = (before + (First ? size - 1 : 0)) % 2 != 0;
      Name const& x = a[row * Rows + Column];
      Name const& minor = of[Set ^ (1 << Column)];
      if constexpr (size == 1) of[Set] = x;
      else if constexpr (before == 0) of[Set] = negative ? Name{} - x * minor : x * minor;
      else if constexpr (negative) of[Set] = of[Set] - x * minor;
      else of[Set] = of[Set] + x * minor;
    }
  }
  template <bool First, int Set, int... Column>
  constexpr void add_minor(Name const* a, std::integer_sequence<int, Column...>) {
    (add_term<First, Set, Column>(a), ...);
  }
  template <bool First, int... Set>
  constexpr void add_minors(Name const* a, std::integer_sequence<int, Set...>) {
    (add_minor<First, Set + 1>(a, std::make_integer_sequence<int, Rows>{}), ...);
  }
};

/// `determinant` as straight code.
template <int Rows, class Name>
constexpr Name determinant_written_out(Name const* a) {
  if constexpr (Rows == 4) return minors_of_halves<Name>(a).determinant();
  straight_minors<Rows, Name> last{};
  last.template add_minors<false>(a, std::make_integer_sequence<int, (1 << Rows) - 1>{});
  return last.of[last.all];
}

/// `cofactors` as straight code. The minor without a row and a column is expanded along the rows
/// above: products of minors of these and of those below.
/// cost    3 n 2^(n-1) multiplications
template <int Rows, class Name>
struct straight_cofactors {
  straight_minors<Rows, Name> first{};
  straight_minors<Rows, Name> last{};

  /// Set number `which` of so many columns as stand above `row`, without `column`; -1 behind the
  /// last one.
  static constexpr int set_above(int row, int column, int which) {
    for (int set = 0; set < 1 << Rows; ++set)
      if (count_bits(set) == row && (set & (1 << column)) == 0 && which-- == 0) return set;
    return -1;
  }
  static constexpr int count_sets(int row) {
    int count = 0;
    while (set_above(row, 0, count) >= 0) ++count;
    return count;
  }
  /// How many pairs of columns are not in order when those of `above` stand before `below`.
  static constexpr int count_exchanges(int above, int below) {
    int count = 0;
    for (int column = 0; column < Rows; ++column)
      if ((above & (1 << column)) != 0) count += count_bits(below & ((1 << column) - 1));
    return count;
  }
  template <int Row, int Column, int Which>
  constexpr void add_product(Name& sum) const {
    constexpr int above = set_above(Row, Column, Which);
    constexpr int below = ((1 << Rows) - 1) & ~(1 << Column) & ~above;
    if constexpr (Row == 0) {
      sum = last.of[below];
    } else if constexpr (Row + 1 == Rows) {
      sum = first.of[above];
    } else {
      Name const product = first.of[above] * last.of[below];
      constexpr bool negative = count_exchanges(above, below) % 2 != 0;
      if constexpr (Which == 0) sum = negative ? Name{} - product : product;
      else sum = negative ? sum - product : sum + product;
    }
  }
  template <int Position, int... Which>
  constexpr void write(Name* result, std::integer_sequence<int, Which...>) const {
    constexpr int row = Position / Rows;
    constexpr int column = Position % Rows;
    Name sum{};
    (add_product<row, column, Which>(sum), ...);
    result[Position] = (row + column) % 2 == 0 ? sum : Name{} - sum;
  }
  template <int... Position>
  constexpr void write_all(Name const* a, Name* result, std::integer_sequence<int, Position...>) {
    using sets = std::make_integer_sequence<int, (1 << Rows) - 1>;
    first.template add_minors<true>(a, sets{});
    last.template add_minors<false>(a, sets{});
    (write<Position>(result, std::make_integer_sequence<int, count_sets(Position / Rows)>{}), ...);
  }
};
template <int Rows, class Name>
constexpr void cofactors_written_out(Name const* a, Name* result) {
  straight_cofactors<Rows, Name>{}.write_all(a, result,
                                             std::make_integer_sequence<int, Rows * Rows>{});
}

}  // namespace typegrad::math
