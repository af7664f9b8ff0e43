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
template <class Left, class Right>
struct dot_operands {
  static constexpr auto name = "dot";
  static constexpr int least_rank =
      typed_operand<Left>::extents.rank < typed_operand<Right>::extents.rank
          ? typed_operand<Left>::extents.rank
          : typed_operand<Right>::extents.rank;
  static constexpr char const* relation =
      relation_of_dot(typed_operand<Left>::extents.rank, typed_operand<Right>::extents.rank);
};

template <class Left, class Right>
constexpr auto dot_at_run_time(Left const& a, Right const& b) {
  int const rank_of_a = extents_of(a).rank;
  int const rank_of_b = extents_of(b).rank;
  require_pair(relation_of_dot(rank_of_a, rank_of_b), "dot", a, b);
  return rank_of_a == 0 || rank_of_b == 0 ? a * b : matmul(a, b);
}

/// y = a . b, the inner product of vectors, the matrix product of matrices, as `numpy.dot` for
/// ranks 0 to 2.
///
/// shape     (k,), (k,) -> one number;  (m, k), (k,) -> (m,);  (m, k), (k, n) -> (m, n);  a number
///           scales
/// backward  that of `matmul`, or of `*` where an operand has rank 0
/// domain    all a and b
/// edge      as `matmul`
/// errors    rank 3 and more, where `numpy.dot` and `matmul` differ: say `matmul`
/// source    NumPy, `numpy.dot`
template <Operand Left, Operand Right>
constexpr auto dot(Left const& a, Right const& b) {
  using rule = dot_operands<Left, Right>;
  if constexpr (is_refused<Left> || is_refused<Right>) return refused{};
  else if constexpr (Recordable<Left> || Recordable<Right>) return dot_at_run_time(a, b);
  else if constexpr (rule::relation != nullptr) return refuse<ops::matmul, rule, Left, Right>();
  else if constexpr (rule::least_rank == 0) return a * b;
  else return matmul(a, b);
}
}  // namespace typegrad
