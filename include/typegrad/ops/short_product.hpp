// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/join.hpp>
#include <typegrad/ops/lone_part.hpp>
#include <typegrad/ops/reshape.hpp>
#include <typegrad/ops/transpose.hpp>

namespace typegrad {

/// The vector along `axis` of a matrix, `index` being that of the other axis; a vector itself.
template <Recordable Symbol>
constexpr Symbol line_of(Symbol x, int axis, index_t index) {
  if (x.rank() == 1) return x;
  if (is_node_of<transpose_operation>(x)) return line_of(x.operand(0), 1 - axis, index);
  if (x.extents()[1 - axis] == 1) return reshape_to(x, make_shape(x.extents()[axis]));
  return axis == 0 ? column_of(x, index) : row_of(x, index);
}

/// Element `position` of a matrix, in row-major order, read where it comes from.
template <Recordable Symbol>
constexpr Symbol number_of(Symbol x, index_t position) {
  bool const is_line = x.rank() == 2 && (x.extents()[0] == 1 || x.extents()[1] == 1);
  if (is_node_of<reshape_operation>(x) || (is_line && is_node_of<transpose_operation>(x)))
    return number_of(x.operand(0), position);
  return element_of(x, position);
}

/// A product of two matrices that is short but along one axis, as what a loop along that axis
/// computes beside what it computes anyway: rows or columns, of which each is the sum of a few
/// scaled ones, or, where that axis is the inner one, a few sums.
///
/// A layer of a network is one loop so, forward and backward. Terms that are zeros of the structure
/// stay with the product, which leaves them out.
template <class Symbol>
struct short_product {
  Symbol left;
  Symbol right;
  shape result;
  index_t m = 1;
  index_t k = 1;
  index_t n = 1;
  bool has_zeros = false;

  constexpr short_product(Symbol a, Symbol b, shape const& extents)
      : left(a), right(b), result(extents) {
    if (a.rank() == 2) m = a.extents()[0];
    if (b.rank() == 2) n = b.extents()[1];
    k = b.extents()[0];
  }

  constexpr Symbol left_element(index_t i, index_t t) { return number_of(left, i * k + t); }
  constexpr Symbol right_element(index_t t, index_t j) { return number_of(right, t * n + j); }
  constexpr Symbol product_of(Symbol x, Symbol y) {
    has_zeros = has_zeros || x.is_uniform(0.0) || y.is_uniform(0.0);
    return x * y;
  }

  constexpr Symbol row_of_result(index_t i) {
    auto sum = product_of(left_element(i, 0), line_of(right, 1, 0));
    for (index_t t = 1; t < k; ++t)
      sum = sum + product_of(left_element(i, t), line_of(right, 1, t));
    return sum;
  }
  constexpr Symbol column_of_result(index_t j) {
    auto sum = product_of(line_of(left, 0, 0), right_element(0, j));
    for (index_t t = 1; t < k; ++t)
      sum = sum + product_of(line_of(left, 0, t), right_element(t, j));
    return sum;
  }
  constexpr Symbol sum_at(index_t i, index_t j) {
    return sum_of_vector(product_of(line_of(left, 1, i), line_of(right, 0, j)));
  }

  /// The factor a: (m, k) or b: (k, n) is the transposed other one, so that few sums differ.
  constexpr bool is_symmetric() {
    if (m != n || left.rank() != 2 || right.rank() != 2) return false;
    for (index_t i = 0; i < m; ++i)
      if (line_of(left, 1, i) != line_of(right, 0, i)) return false;
    return true;
  }

  /// `{}` where the product is another one, or not longer than `most` along an axis.
  constexpr Symbol in_loop(index_t most) {
    growing_array<Symbol> parts;
    shape before, after;
    if (k > most && (m * n <= most || (m * n <= most * most && is_symmetric()))) {
      for (index_t i = 0; i < m; ++i)
        for (index_t j = 0; j < n; ++j) parts.push_back(sum_at(i, j));
      return has_zeros ? Symbol{} : stack_of_scalars(parts, result);
    }
    if (n > most && k > 0 && m * k <= most) {
      for (index_t i = 0; i < m; ++i) parts.push_back(row_of_result(i));
      before.append(m);
    } else if (m > most && k > 0 && k * n <= most) {
      for (index_t j = 0; j < n; ++j) parts.push_back(column_of_result(j));
      after.append(n);
    }
    if (parts.count == 0 || has_zeros) return {};
    return reshape_to(parts.count == 1 ? parts[0] : stack_blocks(parts, before, after), result);
  }
};

/// The same for any product: `{}` of what has batches, other types or open extents.
template <Recordable Symbol>
constexpr Symbol product_in_loop(Symbol a, Symbol b, shape const& result, index_t most) {
  bool const are_matrices = a.rank() <= 2 && b.rank() <= 2 && a.rank() > 0 && b.rank() > 0;
  if (!are_matrices || a.type() != b.type() || !is_real(a.type()) || is_open(a.extents().size()) ||
      is_open(b.extents().size()))
    return {};
  return short_product<Symbol>(a, b, result).in_loop(most);
}

}  // namespace typegrad
