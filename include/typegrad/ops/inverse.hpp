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
    int const rows = static_cast<int>(static_cast<typegrad::shape const&>(extents).extents[0]);
    auto const element = [&](int i, int j) { return static_cast<Number>(a(i, j)); };
    auto const one = [](int i, int j) { return static_cast<Number>(i == j ? 1 : 0); };
    if constexpr (!is_by_cofactors<Number>(2)) {
      if (rows == 2) invert_two_rows(out, element);
      else eliminate(out, extents, element, one);
    } else if constexpr (KnownExtents<Extents>) {
      constexpr int known = static_cast<int>(Extents::known.extents[0]);
      if constexpr (is_call_of_many<Number, Extents, Value> && is_by_cofactors<Number>(known) &&
                    !Extents::is_steady)
        invert_in_call<known>(out, strided_matrix<Number>(a));
      else if constexpr (known == 2 && Extents::is_steady) invert_two_rows(out, element);
      else if constexpr (is_by_cofactors<Number>(known) && (known == 2 || !Extents::is_small) &&
                         !Extents::is_steady)
        invert_few_rows<known>(out, element);
      else eliminate(out, extents, element, one);
    } else {
      if (rows == 2) invert_few_rows<2>(out, element);
      else if (rows == 3) invert_few_rows<3>(out, element);
      else if (rows == 4) invert_few_rows<4>(out, element);
      else eliminate_whole(out, extents, element, one);
    }
  }
  template <int Rows, class Number>
  [[gnu::noinline]] static constexpr void invert_in_call(Number* out, strided_matrix<Number> a) {
    invert_few_rows<Rows>(out, a);
  }
  template <class Number, class Elements>
  static constexpr void invert_two_rows(Number* out, Elements const& a) {
    Number const p = a(0, 0);
    Number const q = a(0, 1);
    Number const r = a(1, 0);
    Number const s = a(1, 1);
    Number const scale = Number(1) / (p * s - q * r);
    out[0] = s * scale;
    out[1] = -q * scale;
    out[2] = -r * scale;
    out[3] = p * scale;
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

template <class Number, class Left>
[[gnu::noinline]] constexpr void inverse_of_few_rows(Number* out, shape const& result,
                                                     Left const& a) {
  inverse_operation::kernel(out, result, list_view<word>{}, a);
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
