#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/math/laplace.hpp>
#include <typegrad/math/sign.hpp>

namespace typegrad::math {

/// The largest matrix whose inverse is written out by cofactors.
inline constexpr int most_rows_by_cofactors = 4;

/// A determinant serves as a divisor where its terms are together at most so many times as large.
/// On random matrices with given singular values the error of a^-1 b is then that of Gaussian
/// elimination; without a bound it grows with the square of the condition number.
inline constexpr int most_cancelled = 64;

/// Whether products that make a determinant of this size have neither overflowed nor lost digits.
template <class Number>
constexpr bool is_safe_determinant(Number size) {
  constexpr auto least = static_cast<Number>(sizeof(Number) > 4 ? 1e-290 : 1e-30);
  constexpr auto most = static_cast<Number>(sizeof(Number) > 4 ? 1e290 : 1e30);
  return size > least && size < most;
}

/// Whether a determinant serves as a divisor, whose terms have these sizes together.
template <class Number>
constexpr bool is_accurate(Number terms, Number determinant) {
  Number const size = (math::abs)(determinant);
  return terms <= Number(most_cancelled) * size && is_safe_determinant(size);
}

/// Whether numbers are finite: a cofactor that the determinant does not contain may be beyond the
/// range.
template <int Count, class Number>
constexpr bool are_finite(Number const* x) {
  Number sum = x[0];
#pragma GCC unroll 16
  for (int i = 1; i < Count; ++i) sum += x[i];
  return sum - sum == Number(0);
}

/// y = a^-1 of two rows, whose elements are a(i, j); the determinant, which nothing has asked yet.
template <class Number, class Elements>
constexpr Number invert_two_rows(Elements const& a, Number* y) {
  Number const p = a(0, 0);
  Number const q = a(0, 1);
  Number const r = a(1, 0);
  Number const s = a(1, 1);
  Number const determinant = p * s - q * r;
  Number const scale = Number(1) / determinant;
  y[0] = s * scale;
  y[1] = -q * scale;
  y[2] = -r * scale;
  y[3] = p * scale;
  return determinant;
}
template <class Number>
constexpr bool invert_three_rows(Number const* a, Number* y) {
  // as `determinant` has them
  Number const c0 = a[4] * a[8] - a[5] * a[7];
  Number const c1 = a[3] * a[8] - a[5] * a[6];
  Number const c2 = a[3] * a[7] - a[4] * a[6];
  Number const t0 = a[0] * c0;
  Number const t1 = a[1] * c1;
  Number const t2 = a[2] * c2;
  Number const determinant = t0 - t1 + t2;
  Number const scale = Number(1) / determinant;
  y[0] = c0 * scale;
  y[1] = (a[2] * a[7] - a[1] * a[8]) * scale;
  y[2] = (a[1] * a[5] - a[2] * a[4]) * scale;
  y[3] = c1 * -scale;
  y[4] = (a[0] * a[8] - a[2] * a[6]) * scale;
  y[5] = (a[2] * a[3] - a[0] * a[5]) * scale;
  y[6] = c2 * scale;
  y[7] = (a[1] * a[6] - a[0] * a[7]) * scale;
  y[8] = (a[0] * a[4] - a[1] * a[3]) * scale;
  return is_accurate((math::abs)(t0) + (math::abs)(t1) + (math::abs)(t2), determinant) &&
         are_finite<9>(y);
}
template <class Number>
constexpr bool invert_four_rows(Number const* a, Number* y) {
  minors_of_halves<Number> const m(a);
  auto const& u = m.upper;
  auto const& v = m.lower;
  Number const determinant = m.determinant();
  Number const terms = ((math::abs)(m.term[0]) + (math::abs)(m.term[1])) +
                       ((math::abs)(m.term[2]) + (math::abs)(m.term[3])) +
                       ((math::abs)(m.term[4]) + (math::abs)(m.term[5]));
  Number const scale = Number(1) / determinant;
  y[0] = (a[5] * v[5] - a[6] * v[4] + a[7] * v[3]) * scale;
  y[1] = (a[2] * v[4] - a[1] * v[5] - a[3] * v[3]) * scale;
  y[2] = (a[13] * u[5] - a[14] * u[4] + a[15] * u[3]) * scale;
  y[3] = (a[10] * u[4] - a[9] * u[5] - a[11] * u[3]) * scale;
  y[4] = (a[6] * v[2] - a[4] * v[5] - a[7] * v[1]) * scale;
  y[5] = (a[0] * v[5] - a[2] * v[2] + a[3] * v[1]) * scale;
  y[6] = (a[14] * u[2] - a[12] * u[5] - a[15] * u[1]) * scale;
  y[7] = (a[8] * u[5] - a[10] * u[2] + a[11] * u[1]) * scale;
  y[8] = (a[4] * v[4] - a[5] * v[2] + a[7] * v[0]) * scale;
  y[9] = (a[1] * v[2] - a[0] * v[4] - a[3] * v[0]) * scale;
  y[10] = (a[12] * u[4] - a[13] * u[2] + a[15] * u[0]) * scale;
  y[11] = (a[9] * u[2] - a[8] * u[4] - a[11] * u[0]) * scale;
  y[12] = (a[5] * v[1] - a[4] * v[3] - a[6] * v[0]) * scale;
  y[13] = (a[0] * v[3] - a[1] * v[1] + a[2] * v[0]) * scale;
  y[14] = (a[13] * u[1] - a[12] * u[3] - a[14] * u[0]) * scale;
  y[15] = (a[8] * u[3] - a[9] * u[1] + a[10] * u[0]) * scale;
  return is_accurate(terms, determinant) && are_finite<16>(y);
}

/// The inverse of a row-major matrix by cofactors, one division, and whether it is accurate.
///
/// source    Cramer's rule; the bound: see `most_cancelled`
template <int Rows, class Number>
constexpr bool invert_by_cofactors(Number const* a, Number* y) {
  static_assert(Rows > 1 && Rows <= most_rows_by_cofactors);
  if constexpr (Rows == 2)
    return is_safe_determinant(
        (math::abs)(invert_two_rows([=](int i, int j) { return a[2 * i + j]; }, y)));
  else if constexpr (Rows == 3) return invert_three_rows(a, y);
  else return invert_four_rows(a, y);
}

/// The same of two rows whose products are beyond the range of numbers: elements in parts of the
/// largest. A singular matrix gives what the formula does.
template <class Number>
constexpr void invert_two_rows_again(Number const* a, Number* y) {
  Number const p = (math::abs)(a[0] * a[3]);
  Number const q = (math::abs)(a[1] * a[2]);
  if (is_safe_determinant(p > q ? p : q)) return;  // what cancels is 0
  Number largest = Number(0);
  for (int i = 0; i < 4; ++i) {
    Number const size = (math::abs)(a[i]);
    largest = size > largest ? size : largest;
  }
  Number const part = Number(1) / largest;
  if (largest == Number(0) || part == Number(0) || part - part != Number(0)) return;
  Number const scaled[] = {a[0] * part, a[1] * part, a[2] * part, a[3] * part};
  invert_by_cofactors<2>(scaled, y);
  for (int i = 0; i < 4; ++i) y[i] *= part;
}

}  // namespace typegrad::math
