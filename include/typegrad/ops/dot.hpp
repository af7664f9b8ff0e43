// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/matmul.hpp>
#include <typegrad/ops/mul.hpp>

namespace typegrad {

template <class X>
inline constexpr int rank_of_operand = typed_operand<X>::extents.rank;

/// The inner product of vectors, the matrix product of matrices, as `numpy.dot` for ranks 0 to 2.
///
/// shape     (k), (k) -> one number;  (m, k), (k) -> (m);  (m, k), (k, n) -> (m, n);  a number scales
/// backward  that of `matmul`, or of `*` where an operand has rank 0
/// errors    rank 3 and more, where `numpy.dot` and `matmul` differ: say `matmul`
template <Operand A, Operand B>
constexpr auto dot(A const& a, B const& b) {
  static_assert(rank_of_operand<A> <= 2 && rank_of_operand<B> <= 2,
                "typegrad: dot(a, b) takes operands of rank 0, 1 and 2; batches of matrices are "
                "multiplied by matmul(a, b)");
  if constexpr (rank_of_operand<A> == 0 || rank_of_operand<B> == 0) return a * b;
  else return matmul(a, b);
}
template <Recordable Symbol>
constexpr Symbol dot(Symbol a, Symbol b) {
  return a.rank() == 0 || b.rank() == 0 ? a * b : matmul(a, b);
}

}  // namespace typegrad
