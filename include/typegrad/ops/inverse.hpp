// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply.hpp>
#include <typegrad/ops/solve.hpp>
#include <typegrad/ops/transpose.hpp>

namespace typegrad {

/// y = a^-1 of a square matrix. To apply it to something, `solve(a, b)` is cheaper and more
/// accurate.
///
/// shape     a: (n, n)  ->  (n, n)
/// backward  da = -y^T dy y^T                      reads y
/// cost      by cofactors where `solve` takes them, and with n = 2; else 8/3 n^3 flops and n
///           divisions; n > 6 by factors, as `solve`. No heap
/// domain    a singular a gives infinities or NaN, and in a constant expression does not compile
/// edge      no pivot is asked whether it is 0
/// errors    not square
/// source    Giles 2008, "An extended collection of matrix derivative results", section 2.2.3
struct inverse_operation : operation_defaults {
  static constexpr auto name = "inverse";
  static constexpr operation_kind kind = operation_kind::opaque;
  static constexpr bool is_straight = true;
  static constexpr int arity = 1;
  static constexpr type_rule types = type_rule::real;

  static constexpr shape_result shape(list_view<typegrad::shape> a, list_view<word>) {
    return shape_rule::square(a[0]);
  }
  template <class Number, class Extents, class Value>
  static constexpr void kernel(Number* out, Extents const& extents, list_view<word>,
                               Value const& a) {
    auto const element = [&](int i, int j) { return static_cast<Number>(a(i, j)); };
    auto const one = [](int i, int j) { return static_cast<Number>(i == j ? 1 : 0); };
    if constexpr (!KnownExtents<Extents>) {
      invert_rows(out, extents, a);
    } else {
      constexpr int rows = static_cast<int>(Extents::known.extents[0]);
      constexpr bool is_by_formula = is_by_cofactors<Number>(rows) && !Extents::is_steady;
      if constexpr (is_call_of_many<Number, Extents, Value> && is_by_formula)
        invert_in_call<rows>(out, strided_matrix<Number>(a));
      else if constexpr (is_by_formula && (rows == 2 || !Extents::is_small))
        invert_few_rows<rows>(out, element);
      else if constexpr (rows == 2) math::invert_two_rows(element, out);
      else eliminate(out, extents, element, one);
    }
  }
  template <int Rows, class Number>
  [[gnu::noinline]] static constexpr void invert_in_call(Number* out, strided_matrix<Number> a) {
    invert_few_rows<Rows>(out, a);
  }
  static constexpr symbol simplify(auto a, list_view<word>, node_signature made) {
    if (!is_factored(a.extents().extents[0])) return {};
    return record_by_factors<lu_inverse_operation>({}, made.type, a);
  }
  static constexpr int shared_operand(auto const& graph, int node) {
    return matrix_of_shared_inverse(graph, node);
  }
  static constexpr auto shared(auto a) { return shared_inverse_of(a); }
  static constexpr auto pullback(int, auto gy, auto y) {
    auto const transposed = swap_last_axes(y);
    return -matmul_of(matmul_of(transposed, gy), transposed);
  }
  static constexpr auto identities(auto a) {
    return rewrites{
        inverse(inverse(a)) == a,
    };
  }
};

namespace ops {
using inverse = inverse_operation;
}

template <Recordable Symbol>
constexpr Symbol inverse_of(Symbol a) {
  return record<ops::inverse>({}, a);
}
/// The inverse of a matrix; of a transposed one that of the matrix, transposed.
template <Recordable Symbol>
constexpr Symbol shared_inverse_of(Symbol a) {
  return is_node_of<transpose_operation>(a) ? swap_last_axes(inverse_of(a.operand(0)))
                                            : inverse_of(a);
}

/// The inverse of a square matrix.
template <Operand Left>
constexpr applied<ops::inverse, Left> inverse(Left const& a) {
  return apply<ops::inverse>(a);
}

}  // namespace typegrad
