// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply.hpp>
#include <typegrad/ops/lone_part.hpp>
#include <typegrad/ops/short_product.hpp>
#include <typegrad/shape/matmul.hpp>

namespace typegrad {

/// y = a b, the matrix product, over the last two axes; leading axes are a batch and broadcast.
///
/// shape     a: (..., m, k), b: (..., k, n)  ->  (..., m, n); an operand of rank 1 loses its axis,
///           as in NumPy
/// backward  da = dy b^T, db = a^T dy              reads a and b
/// cost      2 m k n flops a matrix, twice that backward
/// domain    all a and b; a 0 that the function writes into a small matrix contributes nothing,
///           even beside infinity (docs/edge_rules.md)
/// edge      of no columns a sum of nothing: 0
/// source    Giles 2008, "An extended collection of matrix derivative results", section 2.2.2
struct matmul_operation : operation_defaults {
  static constexpr auto name = "matmul";
  static constexpr operation_kind kind = operation_kind::contraction;
  static constexpr int cost = 1;
  static constexpr int arity = 2;

  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word>) {
    return shape_rule::matmul(x[0], x[1]);
  }
  static constexpr auto identities(auto, auto) {
    return rewrites{of_join([](auto a, auto b, node_signature made) {
      return product_with_lone_number(a, b, shape_made(a, made));
    })};
  }
  /// A product is one of numbers of one type.
  template <class Graph>
  static constexpr auto simplify(Graph& graph, list_view<int> operands, list_view<word>,
                                 node_signature made) {
    auto const converted = [&](int operand) {
      auto const x = symbol_in(graph, operand);
      return x.type() == made.type ? x : convert_to(x, made.type);
    };
    auto const a = converted(operands[0]);
    auto const b = converted(operands[1]);
    return a.id == operands[0] && b.id == operands[1] ? -1 : matmul_of(a, b).id;
  }
  static constexpr auto in_loop(auto a, auto b, typegrad::shape const& result, index_t most) {
    return product_in_loop(a, b, result, most);
  }
  static constexpr auto pullback(int which, auto gy, auto y) {
    auto const a = y.operand(0);
    auto const b = y.operand(1);
    // Rank 1 is a row on the left and a column on the right; the adjoint is formed with that axis
    // in place.
    auto const matrix_a = a.rank() == 1 ? reshape_to(a, make_shape(1, a.extents()[0])) : a;
    auto const matrix_b = b.rank() == 1 ? reshape_to(b, make_shape(b.extents()[0], 1)) : b;
    typegrad::shape full = shape_rule::matmul(matrix_a.extents(), matrix_b.extents()).value;
    auto const upstream = reshape_to(gy, full);
    if (which == 0)
      return reshape_to(unbroadcast(matmul_of(upstream, swap_last_axes(matrix_b)), matrix_a),
                        typegrad::shape(a.extents()));
    return reshape_to(unbroadcast(matmul_of(swap_last_axes(matrix_a), upstream), matrix_b),
                      typegrad::shape(b.extents()));
  }
};

namespace ops {
using matmul = matmul_operation;
}

template <Recordable Symbol>
constexpr Symbol matmul_of(Symbol a, Symbol b) {
  return record<ops::matmul>({}, a, b);
}

/// The matrix product of a and b, ranks 1, 2 and batches, as NumPy's `matmul`.
template <Operand Left, Operand Right>
constexpr applied<ops::matmul, Left, Right> matmul(Left const& a, Right const& b) {
  return apply<ops::matmul>(a, b);
}

}  // namespace typegrad
