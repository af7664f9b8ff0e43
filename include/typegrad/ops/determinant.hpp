// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/laplace.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/op/reading.hpp>
#include <typegrad/ops/cofactors.hpp>
#include <typegrad/ops/div.hpp>
#include <typegrad/ops/inverse.hpp>
#include <typegrad/ops/lu.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/shape/small_square.hpp>

namespace typegrad {

/// The determinant of up to 6 rows, in whose place nothing else is recorded.
struct determinant_of_few_rows_operation : operation_defaults {
  static constexpr auto name = "determinant";
  static constexpr operation_kind kind = operation_kind::opaque;
  static constexpr bool is_straight = true;
  static constexpr int arity = 1;
  static constexpr type_rule types = type_rule::real;

  static constexpr shape_result shape(list_view<typegrad::shape> a, list_view<word>) {
    if (!is_open(a[0]) && a[0].rank == 2 && a[0].extents[0] > max_small_matrix)
      return {{}, "a must have at most 6 rows, or a number of them that is known: `fix` it"};
    return {{}, shape_rule::square(a[0]).relation};
  }
  template <class Number, class Extents, class Value>
  static constexpr void kernel(Number* out, Extents const&, list_view<word>, Value const& a) {
    int const n = static_cast<int>(a.extents.extents[0]);
    Number m[max_small_matrix * max_small_matrix]{};
    for (int i = 0; i < n; ++i)
      for (int j = 0; j < n; ++j) m[i * n + j] = static_cast<Number>(a(i, j));
    if constexpr (KnownExtents<Extents>)
      if constexpr (!Extents::is_small) {
        if (n == 4) return void(*out = math::determinant_written_out<4>(m));
        if (n == 5) return void(*out = math::determinant_written_out<5>(m));
        if (n == 6) return void(*out = math::determinant_written_out<6>(m));
      }
    *out = math::determinant(m, n);
  }
  static constexpr auto pullback(int, auto gy, auto y) {
    if (inverse_is_shared(y.operand(0).extents())) {
      auto const scale = times(gy, y);
      if (scale.id >= 0) return scale * swap_last_axes(shared_inverse_of(y.operand(0)));
    }
    return gy * cofactors_of(y.operand(0));
  }
  /// gy y where gy is a quotient by y, as the slope of a logarithm is: then a^-T y are the
  /// cofactors, and no more is divided.
  template <class Symbol>
  static constexpr Symbol times(Symbol gy, Symbol y) {
    if (is_node_of<div_operation>(gy)) {
      if (gy.operand(1).id == y.id) return gy.operand(0);
    } else if (is_node_of<mul_operation>(gy)) {
      for (int i = 0; i < 2; ++i)
        if (is_node_of<div_operation>(gy.operand(i)) && gy.operand(i).operand(1).id == y.id)
          return gy.operand(1 - i) * gy.operand(i).operand(0);
    }
    return {};
  }
};

/// y = det(a) of a square matrix.
///
/// shape     a: (n, n)  ->  one number
/// backward  da = dy cofactors(a)                  reads a; right where a is singular, too. Of
///           log(y) with n = 4, and with n > 6, it is dy y a^-T
/// cost      n <= 3: 0, 3 or 14 flops among the scalars around it, no call; n <= 6: about n 2^n
///           flops; else by the factors of `solve`
/// domain    all a: a polynomial, nothing is divided; n > 6: slopes where a is not singular
/// edge      0 of a singular matrix, with its slopes; n > 6: the slopes are infinities or NaN
/// errors    not square; n > 6 where n is an open extent: fixed, there is no limit
/// source    Laplace expansion with shared minors, DLMF 1.3.7
struct determinant_operation : determinant_of_few_rows_operation {
  using where_open = determinant_of_few_rows_operation;

  static constexpr shape_result shape(list_view<typegrad::shape> a, list_view<word>) {
    return {{}, shape_rule::square(a[0]).relation};
  }
  /// Up to 3 x 3 its elements, in registers, and of many rows by their factors.
  static constexpr symbol simplify(auto a, list_view<word>, node_signature made) {
    index_t const n = a.extents().extents[0];
    if (is_open(n)) return record<where_open>({}, a);
    if (is_factored(n)) return record_by_factors<lu_determinant_operation>({}, made.type, a);
    if (n > 3 || !is_real(a.type())) return {};
    auto const at = [&](index_t i, index_t j) { return element_of(a, i * n + j); };
    auto const minor = [&](index_t i, index_t j) {
      return at(1, i) * at(2, j) - at(1, j) * at(2, i);
    };
    if (n == 1) return at(0, 0);
    if (n == 2) return at(0, 0) * at(1, 1) - at(0, 1) * at(1, 0);
    return at(0, 0) * minor(1, 2) - at(0, 1) * minor(0, 2) + at(0, 2) * minor(0, 1);
  }
};

namespace ops {
using determinant = determinant_operation;
}

/// The determinant of a square matrix.
template <Operand Left>
constexpr applied<ops::determinant, Left> determinant(Left const& a) {
  return apply<ops::determinant>(a);
}

}  // namespace typegrad
