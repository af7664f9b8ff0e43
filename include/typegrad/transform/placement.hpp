// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/frozen_graph.hpp>
#include <typegrad/shape/element_set.hpp>

namespace typegrad {

enum class place_kind : unsigned char {
  nowhere,    ///< only ever a value inside a loop
  literal,    ///< in the code
  input,      ///< in the caller's argument
  registers,  ///< consecutive register slots
  workspace,  ///< in the workspace
  output,     ///< in the caller's result
  view,       ///< elements of `base`, read through `view`
};

/// How a product is computed of which terms are left out, if it is not written out.
enum class product_loop : unsigned char {
  none,
  along_rows,     ///< a row at each turn, of the row of the left factor and all of the right one
  along_columns,  ///< a column at each turn, of all of the left factor and the column of the right
};

/// Where the elements of a node are.
struct placement {
  place_kind kind = place_kind::nowhere;
  bool written_out = false;  ///< element by element, not by a loop
  product_loop turns = product_loop::none;
  int index = 0;       ///< number of the input or output, or first register
  index_t offset = 0;  ///< first element in the workspace
  int last_step = -1;  ///< in the workspace: the last step that reads it
  int over = -1;    ///< in the workspace: the value whose place it takes, where it does not get one
                    ///< of its own
  int base = -1;    ///< the node that owns the memory (itself unless a view)
  int step = -1;    ///< the step that computes it
  int scalar = -1;  ///< rank 0: the register that holds it, for what is not computed a copy made at
                    ///< the start
  int summand = -1;  ///< the product in whose place a sum is computed, where nothing but zeros is
                     ///< added to most elements
  element_set zeros{};  ///< elements that are 0 whatever the arguments are
  element_set ones{};   ///< the same for 1
  strided_view view{};

  constexpr bool has_known_elements() const { return !zeros.is_empty() || !ones.is_empty(); }
};

}  // namespace typegrad
