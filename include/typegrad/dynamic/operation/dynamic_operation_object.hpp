// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/operation/make_dynamic_operation.hpp>

namespace typegrad {

/// The object of `Op` in graphs that are recorded at run time.
template <class Op>
inline constexpr dynamic_operation dynamic_operation_object =
    make_dynamic_operation<Op, dynamic_graph>();

template <class Op>
struct operation_in<Op, dynamic_graph> {
  static constexpr dynamic_operation const& object = dynamic_operation_object<Op>;
};

/// The kernels of a node of a graph that was recorded at run time; it is no input, literal or
/// alias.
inline dynamic_operation const& kernels_of(operation const& op) {
  return static_cast<dynamic_operation const&>(op);
}

}  // namespace typegrad
