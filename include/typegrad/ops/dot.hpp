// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/matmul.hpp>
#include <typegrad/ops/mul.hpp>

namespace typegrad {

/// What `dot` asks of its operands.
template <class A, class B>
struct dot_operands {
  static constexpr auto name = "dot";
  static constexpr int least_rank = typed_operand<A>::extents.rank < typed_operand<B>::extents.rank
                                        ? typed_operand<A>::extents.rank
                                        : typed_operand<B>::extents.rank;
  static constexpr char const* find() {
    if (typed_operand<A>::extents.rank <= 2 && typed_operand<B>::extents.rank <= 2) return nullptr;
    return "a and b must have at most two axes: batches are multiplied by matmul";
  }
  static constexpr char const* relation = find();
};

/// The inner product of vectors, the matrix product of matrices, as `numpy.dot` for ranks 0 to 2.
///
/// shape     (k), (k) -> one number;  (m, k), (k) -> (m);  (m, k), (k, n) -> (m, n);  a number scales
/// backward  that of `matmul`, or of `*` where an operand has rank 0
/// errors    rank 3 and more, where `numpy.dot` and `matmul` differ: say `matmul`
template <Operand A, Operand B>
constexpr auto dot(A const& a, B const& b) {
  using rule = dot_operands<A, B>;
  if constexpr (is_refused<A> || is_refused<B>) return refused{};
  else if constexpr (rule::relation != nullptr) return refuse<ops::matmul, rule, A, B>();
  else if constexpr (rule::least_rank == 0) return a * b;
  else return matmul(a, b);
}
template <Recordable Symbol>
constexpr Symbol dot(Symbol a, Symbol b) {
  return a.rank() == 0 || b.rank() == 0 ? a * b : matmul(a, b);
}

}  // namespace typegrad
