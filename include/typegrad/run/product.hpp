// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/wrapping.hpp>
#include <typegrad/run/matrix_reading.hpp>
#include <typegrad/run/read.hpp>

#include <type_traits>
#include <utility>

namespace typegrad {

/// x y, and sum + x y.
template <class T>
constexpr T multiply(T x, T y) {
  if constexpr (math::wraps_around<T>) return math::wrapped_product(x, y);
  else return static_cast<T>(x * y);
}
template <class T>
constexpr T multiply_add(T sum, T x, T y) {
  if constexpr (math::wraps_around<T>) return math::wrapped_sum(sum, math::wrapped_product(x, y));
  else return static_cast<T>(sum + x * y);
}

/// c = a b by plain loops, the row of c in the innermost one so that it runs over contiguous
/// memory.
template <class T>
constexpr void multiply_plainly(T* c, matrix_reading<T> a, matrix_reading<T> b, index_t m,
                                index_t k, index_t n) {
  for (index_t i = 0; i < m; ++i) {
    T* const row = c + i * n;
    if (k == 0)
      for (index_t j = 0; j < n; ++j) row[j] = T{};
    for (index_t p = 0; p < k; ++p) {
      T const x = a.data[i * a.row_stride + p * a.column_stride];
      T const* const y = b.data + p * b.row_stride;
      if (p == 0)
        for (index_t j = 0; j < n; ++j) row[j] = multiply(x, y[j * b.column_stride]);
      else
        for (index_t j = 0; j < n; ++j) row[j] = multiply_add(row[j], x, y[j * b.column_stride]);
    }
  }
}

/// What multiplies at run time, extents known while compiling or not. Replaced for floating point
/// by `run/host_product.hpp`.
template <class T>
struct product_kernel {
  template <index_t M, index_t K, index_t N>
  static void multiply(T* c, matrix_reading<T> a, matrix_reading<T> b) {
    multiply_plainly(c, a, b, M, K, N);
  }
  static void multiply(T* c, matrix_reading<T> a, matrix_reading<T> b, index_t m, index_t k,
                       index_t n) {
    multiply_plainly(c, a, b, m, k, n);
  }
};

/// The inner axes and the batch axes of a product's operands, ranks 1 included.
struct product_axes {
  index_t m = 1;
  index_t k = 1;
  index_t n = 1;
  shape batch{};
};

constexpr product_axes axes_of_product(shape const& a, shape const& b, shape const& result) {
  product_axes axes;
  axes.k = a.extents[a.rank - 1];
  if (a.rank > 1) axes.m = a.extents[a.rank - 2];
  if (b.rank > 1) axes.n = b.extents[b.rank - 1];
  axes.batch.rank = result.rank - (a.rank > 1 ? 1 : 0) - (b.rank > 1 ? 1 : 0);
  for (int axis = 0; axis < axes.batch.rank; ++axis)
    axes.batch.extents[axis] = result.extents[axis];
  return axes;
}

/// The strides of an operand along the batch axes, and of its matrix.
struct batched_view {
  strided_view batch{};
  index_t row_stride = 0;
  index_t column_stride = 0;
};

constexpr batched_view batch_strides(shape const& own, strided_view const& view, shape const& batch,
                                     bool is_left) {
  batched_view result{{true, view.offset, {}}, 0, 0};
  int const inner = own.rank > 1 ? 2 : 1;
  if (own.rank > 1) result.row_stride = view.strides[own.rank - 2];
  if (own.rank > 1 || is_left) result.column_stride = view.strides[own.rank - 1];
  else result.row_stride = view.strides[0];
  for (int axis = batch.rank - 1, k = own.rank - inner - 1; k >= 0; --axis, --k)
    result.batch.strides[axis] = own.extents[k] == 1 ? 0 : view.strides[k];
  return result;
}

/// A product of two nodes, batch by batch, into the node's memory.
template <class P, int Node, class Context>
TYPEGRAD_INLINE constexpr void run_product(Context const& c) {
  using T = element_t<P, Node>;
  constexpr int left = P::flat.operand(Node, 0);
  constexpr int right = P::flat.operand(Node, 1);
  constexpr product_axes axes =
      axes_of_product(P::flat.shape_of(left), P::flat.shape_of(right), P::flat.shape_of(Node));
  constexpr batched_view a =
      batch_strides(P::flat.shape_of(left), P::schedule.places[left].view, axes.batch, true);
  constexpr batched_view b =
      batch_strides(P::flat.shape_of(right), P::schedule.places[right].view, axes.batch, false);
  T const* const a_data = memory_of<P, P::schedule.places[left].base>(c);
  T const* const b_data = memory_of<P, P::schedule.places[right].base>(c);
  T* to = memory_of<P, Node>(c);
  for (index_t i = 0; i < axes.batch.size(); ++i, to += axes.m * axes.n) {
    matrix_reading<T> const x{a_data + follow(a.batch, axes.batch, i), a.row_stride,
                              a.column_stride};
    matrix_reading<T> const y{b_data + follow(b.batch, axes.batch, i), b.row_stride,
                              b.column_stride};
    if (std::is_constant_evaluated()) multiply_plainly(to, x, y, axes.m, axes.k, axes.n);
    else product_kernel<T>::template multiply<axes.m, axes.k, axes.n>(to, x, y);
  }
}

/// Element `Position` of a small product, written out.
template <class P, int Node, index_t Position, class Context, int... K>
TYPEGRAD_INLINE constexpr auto product_element(Context const& c, std::integer_sequence<int, K...>) {
  using T = element_t<P, Node>;
  constexpr int left = P::flat.operand(Node, 0);
  constexpr int right = P::flat.operand(Node, 1);
  constexpr shape l = P::flat.shape_of(left);
  constexpr shape r = P::flat.shape_of(right);
  constexpr product_axes axes = axes_of_product(l, r, P::flat.shape_of(Node));
  constexpr index_t batch = Position / (axes.m * axes.n);
  constexpr index_t i = Position / axes.n % axes.m;
  constexpr index_t j = Position % axes.n;
  constexpr batched_view a = batch_strides(l, contiguous_view(l), axes.batch, true);
  constexpr batched_view b = batch_strides(r, contiguous_view(r), axes.batch, false);
  constexpr index_t a_at = follow(a.batch, axes.batch, batch) + i * a.row_stride;
  constexpr index_t b_at = follow(b.batch, axes.batch, batch) + j * b.column_stride;
  return static_cast<T>((... + (read<P, left, a_at + K * a.column_stride>(c) *
                                read<P, right, b_at + K * b.row_stride>(c))));
}

template <class P, int Node, class Context, index_t... Position>
TYPEGRAD_INLINE constexpr void write_product(Context const& c,
                                             std::integer_sequence<index_t, Position...>) {
  constexpr auto inner = std::make_integer_sequence<
      int, static_cast<int>(P::flat.shape_of(P::flat.operand(Node, 0))
                                .extents[P::flat.shape_of(P::flat.operand(Node, 0)).rank - 1])>{};
  auto* const to = memory_of<P, Node>(c);
  ((to[Position] = product_element<P, Node, Position>(c, inner)), ...);
}

}  // namespace typegrad
