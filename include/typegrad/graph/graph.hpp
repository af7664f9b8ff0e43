// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/operation.hpp>
#include <typegrad/meta/fixed_string.hpp>

namespace typegrad {

// A graph as a type: what `program::graph` is, and what a typed expression is made of. The nodes
// stand in execution order; an operand is the number of its node, from 0.

/// An operation over the nodes `Operand...`: `node<ops::matmul, 0, 1>`.
template <class Op, int... Operand>
struct node {};

/// An operation with attributes, in place of the plain one: `node<with<ops::transpose, 1, 0>, 2>`.
template <class Op, word... Attribute>
struct with {};

/// A value given at the call, by position or, in typed expressions, by name.
template <int Position, class Type>
struct input {};
template <fixed_string Name, class Type>
struct named_input {};

/// A value that a repetition gives to its part, another one at each turn.
template <class Type, word... Key>
struct parameter {};

/// A value known while compiling; one word of bits where all its elements are equal.
/// (Floating-point template arguments would be readable, but clang has them only from version 18
/// on.)
template <class Type, word... Bits>
struct literal {};

/// The results of a graph; without it the last node is the result.
template <int... Node>
struct outputs {};

template <class... Nodes>
struct graph {};

}  // namespace typegrad
