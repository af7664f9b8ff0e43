#pragma once
// SPDX-License-Identifier: BSL-1.0

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

/// The determinant of an n x n matrix, n <= 6, by Laplace expansion along the rows.
/// source  DLMF 1.3.7
template <class Name>
constexpr Name determinant(Name const* a, int n) {
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

}  // namespace typegrad::math
