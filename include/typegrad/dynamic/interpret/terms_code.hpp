// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/interpret/product_code.hpp>
#include <typegrad/transform/find_known_elements.hpp>

namespace typegrad {

/// A product without the terms that have a zero of the structure.
struct terms_code {
  terms_kernel multiply = nullptr;
  location to;
  location a;
  location b;
  index_t size = 0;  ///< of the result
  growing_array<product_term> terms;

  index_t bytes() const { return bytes_of(terms); }
};

inline terms_code code_terms(terms_kernel multiply, growing_graph const& graph,
                             run_time_plan const& plan, int id, location to,
                             growing_array<whole_operand> const& operands) {
  whole_operand const& a = operands[0];
  whole_operand const& b = operands[1];
  index_t const size = graph.shape_of(id).size();
  terms_code code{multiply, to, a.first, b.first, size, {}};
  product_reading const by_element(graph, id);
  product_reading placed(graph, id);
  placed.a = batch_strides(a.extents, a.view, placed.axes.batch, true);
  placed.b = batch_strides(b.extents, b.view, placed.axes.batch, false);
  placement const& left = plan.places[graph.operand(id, 0)];
  placement const& right = plan.places[graph.operand(id, 1)];
  for (index_t i = 0; i < size; ++i) {
    bool first = true;
    for (index_t k = 0; k < placed.axes.k; ++k) {
      if (!by_element.has_term(left, right, i, k)) continue;
      code.terms.push_back({i, placed.in_left(i) + k * placed.a.column_stride,
                            placed.in_right(i) + k * placed.b.row_stride, first});
      first = false;
    }
  }
  code.terms.shrink();
  return code;
}

inline void run_terms(terms_code const& code, running_memory const& memory) {
  code.multiply(memory.at(code.to), code.size, memory.at(code.a), memory.at(code.b),
                {code.terms.items, code.terms.count});
}

}  // namespace typegrad
