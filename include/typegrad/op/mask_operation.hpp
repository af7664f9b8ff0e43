// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/element_wise.hpp>
#include <typegrad/op/operand_traits.hpp>

namespace typegrad {

/// The base of an operation that answers yes or no for each element: its result is a mask
/// (boolean), and no derivative passes through it.
template <int Arity>
struct mask_operation : element_wise<Arity> {
  static constexpr type_rule types = type_rule::mask;
  static constexpr int cost = 1;
};

/// A mask whose answers are not known while a function is traced.
template <class Value>
concept TracedMask = LibraryValue<Value> && requires(Value const& x) {
  operand_traits<Value>::graph_of(x);
} && std::is_same_v<typename operand_traits<Value>::scalar, bool>;
template <class Value>
concept MaskBesideTraced = TracedMask<Value> || std::is_same_v<Value, bool>;

}  // namespace typegrad
