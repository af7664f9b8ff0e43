// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/diagonal.hpp>
#include <typegrad/ops/join.hpp>

namespace typegrad {

/// The join that puts a vector on the diagonal of a flattened matrix of zeros.
constexpr encoded_attributes<5> encode_diagonal_matrix(shape const& from, index_t offset) {
  shape_result const matrix = shape_rule::diagonal_matrix(from, offset);
  encoded_attributes<5> encoded;
  encoded.relation = matrix.relation;
  if (!matrix) return encoded;
  index_t const columns = matrix.value.extents[0];
  encoded.append(1);
  encoded.append(shape_rule::product_of_extents(from.table, columns, columns));
  encoded.append(offset < 0 ? shape_rule::product_of_extents(from.table, columns, -offset)
                            : offset);
  encoded.append(shape_rule::sum_of_extents(from.table, columns, 1));
  encoded.append(from.extents[0]);
  return encoded;
}

/// `diag<Offset>(x)` of a vector, see `apply_recorded`.
template <index_t Offset>
struct typed_diagonal_matrix {
  static constexpr auto name = "diag";
  static constexpr shape_result result_of(shape const& from) {
    return shape_rule::diagonal_matrix(from, Offset);
  }
  static constexpr auto record(auto const& x) { return diag(x, Offset); }
};

/// y = the square matrix with the vector x on a diagonal, `diag(x)`, `diag<-1>(x)`; of a matrix,
/// its diagonal.
///
/// shape     (n,)  ->  (n + |offset|, n + |offset|)
/// backward  dx = the diagonal of dy
/// domain    all x
/// edge      none: elements stay what they are
/// cost      one copy
/// errors    a rank other than 1 and 2
/// source    NumPy, `numpy.diag`
template <index_t Offset = 0, Operand Value>
constexpr auto diag(Value const& x) {
  using rule = typed_diagonal_matrix<Offset>;
  if constexpr (Recordable<Value>) {
    return x.extents().rank == 2 ? diagonal<Offset>(x) : apply_recorded<ops::join, rule>(x);
  } else if constexpr (typed_operand<Value>::extents.rank == 2) {
    return diagonal<Offset>(x);
  } else {
    return apply_recorded<ops::join, rule>(x);
  }
}
/// With an ordinary argument: `diag(x, -1)`.
template <Recordable Symbol>
constexpr Symbol diag(Symbol const& x, index_t offset) {
  if (x.extents().rank == 2) return diagonal(x, offset);
  auto const encoded = encode_diagonal_matrix(x.extents(), offset);
  require_call(encoded.relation, "diag", x, offset);
  return reshape_to(record<ops::join>(encoded.list(), x),
                    shape_rule::diagonal_matrix(x.extents(), offset).value);
}

}  // namespace typegrad
