// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/laplace.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/op/reading.hpp>
#include <typegrad/shape/small_square.hpp>

namespace typegrad {

/// y(i, j) = (-1)^(i+j) det(a without row i and column j), the transposed adjugate; given further
/// matrices b1, ..., bk, its mixed derivative along them, d^k cofactors(a + t1 b1 + ... + tk bk) /
/// dt1 ... dtk at 0.
///
/// shape     a, b1, ..., bk: (n, n)  ->  (n, n), n <= 6
/// backward  of a: cofactors(a, b1, ..., bk, dy); of a bi: cofactors with dy in its place, because
///           all derivatives of the determinant are symmetric; reads all operands but that bi
/// cost      about n^2 2^(n-1) 3^k flops; 3 n 2^n, written out, where k is 0 and extents are static
/// domain    all a: polynomials, nothing is divided, so every order is right where a is singular
/// errors    not square, n > 6
struct cofactors_operation : operation_defaults {
  static constexpr auto name = "cofactors";
  static constexpr operation_kind kind = operation_kind::opaque;
  static constexpr int arity = -1;
  static constexpr type_rule types = type_rule::real;

  static constexpr shape_result shape(list_view<typegrad::shape> a, list_view<word>) {
    return shape_rule::small_square(a[0]);
  }
  template <class Number, class Extents, class... Values>
  static constexpr void kernel(Number* out, Extents const& result_extents, list_view<word>,
                               Values const&... a) {
    constexpr int order = static_cast<int>(sizeof...(Values)) - 1;
    if constexpr (order == 0 && KnownExtents<Extents>) {
      constexpr int rows = static_cast<int>(Extents::known.extents[0]);
      if constexpr (rows > 1 && !Extents::is_small) return write_out<rows>(out, a...);
    }
    typegrad::shape const& extents = result_extents;
    constexpr int most = static_cast<int>(max_small_matrix * max_small_matrix);
    int const n = static_cast<int>(extents.extents[0]);
    math::multilinear<Number, order> m[most]{};
    math::multilinear<Number, order> result[most]{};
    for (int i = 0; i < n; ++i)
      for (int j = 0; j < n; ++j) {
        int set = 0;
        ((m[i * n + j].of[set] = static_cast<Number>(a(i, j)), set = set == 0 ? 1 : 2 * set), ...);
      }
    math::cofactors(m, n, result);
    for (int i = 0; i < n * n; ++i) out[i] = result[i].of[(1 << order) - 1];
  }
  template <int Rows, class Number, class Value>
  static constexpr void write_out(Number* out, Value const& a) {
    Number m[Rows * Rows];
    for (int i = 0; i < Rows; ++i)
      for (int j = 0; j < Rows; ++j) m[i * Rows + j] = static_cast<Number>(a(i, j));
    math::cofactors_written_out<Rows>(m, out);
  }
  static constexpr auto pullback(int which, auto gy, auto y) {
    auto& graph = *y.graph;
    growing_array<int> operands;
    for (int i = 0; i < y.operand_count(); ++i) operands.push_back(y.operand(i).id);
    if (which == 0) operands.push_back(gy.id);
    else operands[which] = gy.id;
    return symbol_in(
        graph, record_node<cofactors_operation>(graph, {operands.data(), operands.size()}, {}));
  }
};

namespace ops {
using cofactors = cofactors_operation;
}

template <Recordable Symbol>
constexpr Symbol cofactors_of(Symbol a) {
  return record<ops::cofactors>({}, a);
}

/// The matrix of signed minors of a square matrix of at most 6 rows: `transpose(cofactors(a))` is
/// its adjugate.
template <Operand Left>
constexpr applied<ops::cofactors, Left> cofactors(Left const& a) {
  return apply<ops::cofactors>(a);
}

}  // namespace typegrad
