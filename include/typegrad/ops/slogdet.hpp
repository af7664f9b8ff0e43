// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/op/reading.hpp>
#include <typegrad/ops/inverse.hpp>
#include <typegrad/ops/lu.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/transpose.hpp>
#include <typegrad/shape/small_square.hpp>

namespace typegrad {

/// One of the two numbers of `slogdet`, of n rows and what `lu` made of them.
template <bool OfSign, class Number>
constexpr Number slogdet_by_factors(Number const* factors, index_t n) {
  Number found(OfSign ? 1 : 0);
  for (index_t i = 0; i < n; ++i) {
    Number const pivot = factors[i * (n + 1) + i];
    if constexpr (OfSign) {
      bool const is_exchanged = factors[i * (n + 1) + n] != static_cast<Number>(i);
      found = found * (is_exchanged ? -math::sign(pivot) : math::sign(pivot));
    } else {
      found = found + math::log((math::abs)(pivot));
    }
  }
  return found;
}
template <bool OfSign, bool SameTime, class Number, class Matrix>
constexpr Number slogdet_of_few_rows(Matrix const& a) {
  index_t const n = a.extents.extents[0];
  Number m[max_small_matrix * (max_small_matrix + 1)]{};
  for (index_t i = 0; i < n; ++i)
    for (index_t j = 0; j < n; ++j) m[i * (n + 1) + j] = static_cast<Number>(a(i, j));
  math::factor_rows<SameTime>(m, n);
  return slogdet_by_factors<OfSign>(m, n);
}

/// y = one of the two numbers by the factors of a.
///
/// shape     a: (n, n), lu(a)  ->  one number
/// backward  of the logarithm da = dy a^-T, of the sign 0      reads a and its factors
/// cost      n logarithms, or n flops
template <bool OfSign>
struct lu_slogdet_operation : operation_defaults {
  static constexpr auto name = OfSign ? "lu_sign" : "lu_logabsdet";
  static constexpr operation_kind kind = operation_kind::opaque;
  static constexpr int arity = 2;
  static constexpr type_rule types = type_rule::real;

  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word>) {
    return {{}, shape_rule::square(x[0]).relation};
  }
  template <class Number, class Matrix>
  static constexpr void kernel(Number* out, typegrad::shape const&, list_view<word>,
                               Matrix const& a, reading<Number> const& factors) {
    index_t const n = a.extents.extents[0];
    *out = n <= max_small_matrix
               ? slogdet_of_few_rows<OfSign, false, Number>(a)
               : slogdet_by_factors<OfSign>(factors.data + factors.view.offset, n);
  }
  static constexpr auto pullback(int which, auto gy, auto y) {
    if (OfSign || which == 1) return decltype(gy){};
    return gy * swap_last_axes(record<lu_inverse_operation>({}, y.operand(0), y.operand(1)));
  }
};

template <bool OfSign>
struct part_of_slogdet : operation_defaults {
  static constexpr operation_kind kind = operation_kind::opaque;
  static constexpr int arity = 1;
  static constexpr type_rule types = type_rule::real;

  static constexpr shape_result shape(list_view<typegrad::shape> a, list_view<word>) {
    return {{}, shape_rule::square(a[0]).relation};
  }
  template <class Number, class Extents, class Matrix>
  static constexpr void kernel(Number* out, Extents const&, list_view<word>, Matrix const& a) {
    if constexpr (KnownExtents<Extents>)
      *out = slogdet_of_few_rows<OfSign, Extents::is_steady, Number>(a);
    else *out = slogdet_of_few_rows<OfSign, false, Number>(a);
  }
  static constexpr symbol simplify(auto a, list_view<word>, node_signature made) {
    if (!is_factored(a.extents().extents[0])) return {};
    return record_by_factors<lu_slogdet_operation<OfSign>>({}, made.type, a);
  }
  static constexpr auto pullback(int, auto gy, auto y) {
    if constexpr (OfSign) return decltype(gy){};
    else return gy * swap_last_axes(shared_inverse_of(y.operand(0)));
  }
};

/// The sign of the determinant of a, 0 of a singular matrix, and the logarithm of its absolute
/// value: `auto [sign, logabsdet] = slogdet(a)`. Neither overflows where the determinant does.
///
/// shape     a: (n, n)  ->  two numbers
/// backward  of the logarithm da = dy a^-T, of the sign 0      reads a, with n > 6 its factors
/// cost      n logarithms and the factorisation, which with n > 6 `solve`, `inverse` and
///           `determinant` of a share
/// domain    a not singular
/// edge      a singular a gives 0 and -infinity, and slopes that are infinities or NaN
/// errors    not square
/// source    NumPy, `numpy.linalg.slogdet`; Giles 2008, "An extended collection of matrix
///           derivative results", section 2.2.4
struct slogdet_operation : part_of_slogdet<false> {
  static constexpr auto name = "slogdet";
};
/// The sign that belongs to it.
struct sign_of_slogdet_operation : part_of_slogdet<true> {
  static constexpr auto name = "slogdet";
};

namespace ops {
using slogdet = slogdet_operation;
using sign_of_slogdet = sign_of_slogdet_operation;
}  // namespace ops

/// What `slogdet` gives, under NumPy's names.
template <class Value>
struct slogdet_result {
  Value sign;
  Value logabsdet;
};

/// The sign and the logarithm of the size of a square matrix' determinant.
template <Operand Matrix>
constexpr auto slogdet(Matrix const& a) {
  return slogdet_result<applied<ops::slogdet, Matrix>>{apply<ops::sign_of_slogdet>(a),
                                                       apply<ops::slogdet>(a)};
}
namespace linalg {
using typegrad::slogdet;
}

}  // namespace typegrad
