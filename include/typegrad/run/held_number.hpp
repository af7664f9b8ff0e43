// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/read.hpp>

namespace typegrad {

/// A number for all turns of a loop: the copy that is made of an argument's at the start where
/// there are no vectors, see `hold_numbers`, or where it is.
template <class Program, int Node, class Context>
TYPEGRAD_INLINE_NUMBER constexpr element_t<Program, Node> held_number(Context const& c) {
  constexpr int held = TYPEGRAD_VECTOR_BYTES == 0 ? Program::schedule.places[Node].scalar : -1;
  if constexpr (held >= 0) return of_type<Program::flat.nodes[Node].type>(c.registers)[held];
  else return read<Program, Node, 0>(c);
}

}  // namespace typegrad
