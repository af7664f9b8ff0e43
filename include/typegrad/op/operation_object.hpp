// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/operation.hpp>
#include <typegrad/meta/late_binding.hpp>

namespace typegrad {

template <class Op, class Graph>
constexpr operation make_operation();

/// The object by which graphs know the operation `Op`: its address is its identity.
template <class Op>
inline constexpr operation operation_object = make_operation<Op, graph_builder>();

/// The object of `Op` in graphs of type `Graph`. Graphs that are recorded at run time have objects
/// of their own, whose kernels would cost every program that is made while compiling.
template <class Op, class Graph>
struct operation_in {
  static constexpr operation const& object = operation_object<Op>;
};

/// From the address of an operation's object back to its type.
///
/// A graph holds addresses; generated code wants types, so that a kernel is instantiated only for
/// the scalar types that a program uses. The way back is a late binding, made where the operation
/// is first recorded.
template <operation const* Address>
struct operation_address {};
template <class Op>
using operation_binding = late_binding<operation_address<&operation_object<Op>>, Op>;

/// The operation whose object stands at `Address`.
template <operation const* Address>
using operation_at = bound_type<operation_address<Address>>;

}  // namespace typegrad
