// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/operation/dynamic_operation.hpp>
#include <typegrad/kernel/product_kernel.hpp>

namespace typegrad {

/// c = a b for elements of a scalar type that is known at run time.
template <class Number>
void multiply_at_run_time(void* c, erased_matrix a, erased_matrix b, index_t m, index_t k,
                          index_t n) {
  product_kernel<Number>::multiply(
      static_cast<Number*>(c), {static_cast<Number const*>(a.data), a.row_stride, a.column_stride},
      {static_cast<Number const*>(b.data), b.row_stride, b.column_stride}, m, k, n);
}

template <class Number>
void multiply_terms_at_run_time(void* c, index_t size, void const* a, void const* b,
                                list_view<product_term> terms) {
  auto* const to = static_cast<Number*>(c);
  for (index_t i = 0; i < size; ++i) to[i] = Number{};
  for (product_term const& term : terms) {
    Number const x = static_cast<Number const*>(a)[term.a];
    Number const y = static_cast<Number const*>(b)[term.b];
    to[term.to] = term.first ? multiply(x, y) : multiply_add(to[term.to], x, y);
  }
}

}  // namespace typegrad
