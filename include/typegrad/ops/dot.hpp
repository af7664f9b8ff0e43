// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/call_words.hpp>
#include <typegrad/ops/matmul.hpp>
#include <typegrad/ops/mul.hpp>

namespace typegrad {

/// What `dot` asks of its operands: null, or what does not hold.
constexpr char const* relation_of_dot(int rank_of_a, int rank_of_b) {
  if (rank_of_a <= 2 && rank_of_b <= 2) return nullptr;
  return "a and b must have at most two axes: batches are multiplied by matmul";
}
/// The mistake in `dot` of operands of these types.
template <class A, class B>
struct dot_operands {
  static constexpr auto name = "dot";
  static constexpr int least_rank = typed_operand<A>::extents.rank < typed_operand<B>::extents.rank
                                        ? typed_operand<A>::extents.rank
                                        : typed_operand<B>::extents.rank;
  static constexpr char const* relation =
      relation_of_dot(typed_operand<A>::extents.rank, typed_operand<B>::extents.rank);
};

template <class A, class B>
constexpr auto dot_at_run_time(A const& a, B const& b) {
  int const rank_of_a = extents_of(a).rank;
  int const rank_of_b = extents_of(b).rank;
  require_pair(relation_of_dot(rank_of_a, rank_of_b), "dot", a, b);
  return rank_of_a == 0 || rank_of_b == 0 ? a * b : matmul(a, b);
}

/// The inner product of vectors, the matrix product of matrices, as `numpy.dot` for ranks 0 to 2.
///
/// shape     (k), (k) -> one number;  (m, k), (k) -> (m);  (m, k), (k, n) -> (m, n);  a number
///           scales
/// backward  that of `matmul`, or of `*` where an operand has rank 0
/// errors    rank 3 and more, where `numpy.dot` and `matmul` differ: say `matmul`
template <Operand A, Operand B>
constexpr auto dot(A const& a, B const& b) {
  using rule = dot_operands<A, B>;
  if constexpr (is_refused<A> || is_refused<B>) return refused{};
  else if constexpr (Recordable<A> || Recordable<B>) return dot_at_run_time(a, b);
  else if constexpr (rule::relation != nullptr) return refuse<ops::matmul, rule, A, B>();
  else if constexpr (rule::least_rank == 0) return a * b;
  else return matmul(a, b);
}
}  // namespace typegrad
