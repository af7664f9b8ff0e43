// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/tangent.hpp>

namespace typegrad {

/// The compiler's own name of a type: differs between types of one program.
template <class T>
constexpr char const* name_of_type() {
  return __PRETTY_FUNCTION__;
}

/// The derivative rule of an operation that is not element-wise:
/// `pullback(which, gy, y)` with `y.operand(i)` and `y.attributes()`.
template <class Op>
constexpr int pullback_of_whole(graph_builder& graph, int node, int which, int upstream) {
  if constexpr (requires { Op::pullback(which, symbol{}, symbol{}); }) {
    auto const adjoint = Op::pullback(which, symbol{&graph, upstream}, symbol{&graph, node});
    return adjoint.id;
  } else {
    return -1;
  }
}

/// The engine's view of an operation, from its struct.
template <class Op>
constexpr operation make_operation() {
  operation made{.name = Op::name,
                 .identity = hash_of(name_of_type<Op>()),
                 .kind = Op::kind,
                 .commutative = Op::commutative,
                 .unique = Op::unique,
                 .linear = Op::linear,
                 .replicates = Op::replicates,
                 .has_pullback = true,
                 .record = record_node<Op>};
  if constexpr (Op::kind == operation_kind::element_wise) {
    made.pullback = pullback_of_element_wise<Op>;
    made.has_pushforward = true;
    made.pushforward = pushforward_of_element_wise<Op>;
  } else {
    made.pullback = pullback_of_whole<Op>;
  }
  if constexpr (Op::kind == operation_kind::view) made.place = Op::place;
  if constexpr (Op::kind == operation_kind::join) made.region = Op::region;
  if constexpr (requires(text_writer& text, list_view<word> words) { Op::describe(text, words); })
    made.describe = [](text_writer& text, list_view<word> words) { Op::describe(text, words); };
  return made;
}

}  // namespace typegrad
