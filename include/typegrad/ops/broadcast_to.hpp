// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply.hpp>
#include <typegrad/op/call_words.hpp>
#include <typegrad/shape/countable.hpp>

namespace typegrad {

/// y = x repeated to a larger shape, right-aligned as NumPy does.
///
/// shape     x: S  ->  the attributes, which S must broadcast to
/// backward  dx = dy summed to S                   reads nothing
/// domain    all x
/// edge      none: elements stay what they are
/// cost      none: it is a reading with stride 0
/// source    NumPy, `numpy.broadcast_to`
struct broadcast_to_operation : operation_defaults {
  static constexpr auto name = "broadcast_to";
  static constexpr operation_kind kind = operation_kind::view;
  static constexpr int arity = 1;
  static constexpr bool linear = true;
  static constexpr bool replicates = true;
  static constexpr bool keeps_values = true;  ///< x itself, where it has the shape already

  static constexpr typegrad::shape target(list_view<word> attributes) {
    typegrad::shape extents;
    for (word const extent : attributes) extents.append(static_cast<index_t>(extent));
    return extents;
  }
  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word> attributes) {
    return shape_rule::broadcast_to(x[0], target(attributes));
  }
  static constexpr strided_view place(strided_view const& x, typegrad::shape const& from,
                                      typegrad::shape const& to, list_view<word>) {
    strided_view view{x.exists, x.offset, {}};
    for (int axis = to.rank - 1, own = from.rank - 1; own >= 0; --axis, --own)
      view.strides[axis] = from.extents[own] == 1 ? 0 : x.strides[own];
    return view;
  }
  static constexpr auto identities(auto a) {
    return rewrites{node_of<broadcast_to_operation>(a) == a};
  }
  /// An open extent is 1 or that of the target: which, a call tells.
  static constexpr symbol simplify(auto x, list_view<word> attributes, node_signature) {
    auto made = x;
    int const added = attributes.count - x.rank();
    for (int axis = 0; axis < x.rank(); ++axis)
      if (is_open(x.extents()[axis]))
        made.id = x.graph->open.stretch(*x.graph, made.id, axis,
                                        static_cast<index_t>(attributes[axis + added]));
    return made == x ? symbol{} : record<broadcast_to_operation>(attributes, made);
  }
  static constexpr auto pullback(int, auto gy, auto y) { return unbroadcast(gy, y.operand(0)); }
};

namespace ops {
using broadcast_to = broadcast_to_operation;
}

/// `x` repeated to the shape `target`: `broadcast_to(x, {2, 3})`.
template <Recordable Symbol>
constexpr Symbol broadcast_to(Symbol x, shape const& target) {
  if constexpr (ThrowsMistakes<Symbol>) {  // in rules the operation itself looks
    shape_result const countable = shape_rule::known_and_countable(target);
    require_call(
        countable ? shape_rule::broadcast_to(x.extents(), target).relation : countable.relation,
        "broadcast_to", x, target);
  }
  word attributes[max_rank]{};
  for (int axis = 0; axis < target.rank; ++axis) attributes[axis] = target.extents[axis];
  return record<ops::broadcast_to>({attributes, target.rank}, x);
}
/// `x` repeated to the extents `Extents...`.
template <index_t... Extents, Operand Value>
constexpr auto broadcast_to(Value const& x) {
  return apply<ops::broadcast_to, Extents...>(x);
}

}  // namespace typegrad
