// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/transform/placement.hpp>

namespace typegrad {

/// A tensor of at most so many elements is computed element by element in registers; a larger one in loops.
inline constexpr index_t unroll_limit = 16;

enum class step_kind : unsigned char {
  elements,  ///< an element-wise node, every element written out
  combine,   ///< a reduction of few elements, written out
  loop,      ///< a group of element-wise nodes and reductions over one index space
  whole,     ///< a product or an opaque operation: whole operands in, whole result out
  copy,      ///< the elements of a node in row-major order, for a view without strides or for an output
};

struct step {
  step_kind kind = step_kind::elements;
  int node = -1;          ///< the node, or for `copy` its source
  int first_member = 0;   ///< loop: its nodes, in `plan::members`
  int member_count = 0;
  int output = -1;        ///< copy to this output, where not negative
};

/// Steps that are run together: neighbours that compute one number each from registers of one real type.
struct step_run {
  int first = 0;
  int count = 0;
  bool scalar = false;
  scalar_type type = scalar_type::float64;
};

/// The order of work and the place of every value: all that the executor is generated from.
template <int Nodes, int Outputs>
struct plan {
  placement places[Nodes > 0 ? Nodes : 1]{};
  step steps[Nodes + Outputs]{};
  int members[Nodes > 0 ? Nodes : 1]{};
  step_run runs[Nodes + Outputs]{};
  int loads[Nodes > 0 ? Nodes : 1]{};       ///< numbers that are copied into registers at the start
  int step_count = 0;
  int run_count = 0;
  int load_count = 0;
  int registers[scalar_type_count]{};       ///< slots of each scalar type
  index_t workspace[scalar_type_count]{};   ///< elements of each scalar type

  constexpr index_t workspace_bytes() const {
    index_t bytes = 0;
    for (int i = scalar_type_count - 1; i >= 0; --i) {
      auto const size = static_cast<index_t>(size_of(static_cast<scalar_type>(i)));
      bytes = (bytes + size - 1) / size * size + workspace[i] * size;
    }
    return bytes;
  }
};

}  // namespace typegrad
