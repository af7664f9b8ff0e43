// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/closed_extents.hpp>
#include <typegrad/run/context.hpp>

#include <cstddef>

namespace typegrad {

/// All that the steps of a running program see, the extents of this call among it.
template <class Program, class Registers, class Inputs, class Outputs>
struct open_context {
  Registers& registers;
  std::byte* memory;
  Inputs const& inputs;
  Outputs const& outputs;
  closed_extents<Program> const& closed;

  /// The value number `number` of the workspace.
  template <scalar_type Type>
  TYPEGRAD_INLINE auto* workspace_at(std::ptrdiff_t number) const {
    return reinterpret_cast<scalar_t<Type>*>(memory + closed.places[number]);
  }
  template <int Node>
  TYPEGRAD_INLINE shape const& shape_of() const {
    return closed.template shape_of<Node>();
  }
  template <int Node>
  TYPEGRAD_INLINE strided_view view_of() const {
    return closed.template view_of<Node>();
  }
};

}  // namespace typegrad
