#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/shape/broadcast.hpp>

namespace typegrad {

/// A matrix product seen as `batch` products of `rows x inner` with `inner x columns`.
/// A vector operand counts as one row at the left, one column at the right.
struct matmul_result {
  shape value;  ///< shape of the product
  shape batch;  ///< leading axes of the product, broadcast
  index_t rows = 1;
  index_t inner = 1;
  index_t columns = 1;
  char const* relation = nullptr;

  constexpr explicit operator bool() const noexcept { return relation == nullptr; }
};

namespace shape_rule {

/// The leading axes that a product runs over: all but the last two.
constexpr shape batch_axes(shape const& a) noexcept {
  shape result;
  for (int axis = 0; axis + 2 < a.rank; ++axis) result.append(a.extents[axis]);
  return result;
}

/// The parts of NumPy's `a @ b`.
/// errors: rank 0; columns of a unlike rows of b; batch axes that do not broadcast
/// source: NumPy, `numpy.matmul`
constexpr matmul_result matmul_parts(shape const& a, shape const& b) noexcept {
  matmul_result result;
  if (a.rank == 0 || b.rank == 0) {
    result.relation = "a and b must have at least one axis";
    return result;
  }
  bool const left_vector = a.rank == 1;
  bool const right_vector = b.rank == 1;
  result.rows = left_vector ? 1 : a.extents[a.rank - 2];
  result.inner = a.extents[a.rank - 1];
  result.columns = right_vector ? 1 : b.extents[b.rank - 1];
  if (!may_be_equal(result.inner, b.extents[right_vector ? 0 : b.rank - 2])) {
    result.relation = "columns of a must equal rows of b";
    return result;
  }
  shape_result const batch = broadcast(batch_axes(a), batch_axes(b));
  if (!batch) {
    result.relation = "batch axes of a and b, all but the last two, must broadcast";
    return result;
  }
  result.batch = batch.value;
  result.value = batch.value;
  result.value.table = table_of(a, b);
  if (!left_vector) result.value.append(result.rows);
  if (!right_vector) result.value.append(result.columns);
  return result;
}

/// The shape of NumPy's `a @ b`: vectors, matrices, and batches of them.
/// errors: those of `matmul_parts`
constexpr shape_result matmul(shape const& a, shape const& b) noexcept {
  matmul_result const parts = matmul_parts(a, b);
  if (!parts) return {{}, parts.relation};
  return {parts.value};
}

}  // namespace shape_rule
}  // namespace typegrad
