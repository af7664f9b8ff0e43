// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply.hpp>
#include <typegrad/op/constant_beside.hpp>
#include <typegrad/ops/equal.hpp>
#include <typegrad/ops/slice.hpp>
#include <typegrad/ops/sum.hpp>
#include <typegrad/ops/where.hpp>

namespace typegrad {

/// y = x with an axis of extent n read as one of extent m, where n is known only in a call and is
/// m, or 1: what `broadcast_to` makes of an open extent.
///
/// shape     x: (..., n, ...)  ->  (..., m, ...)
/// backward  dx = dy where n = m, else the sum of dy along the axis     reads nothing
/// cost      none: a reading with stride 0 or that of x
///
/// Attributes: the axis, m, and how far a step along the axis goes in x: 0 where n is 1, else 1.
struct stretch_operation : operation_defaults {
  static constexpr auto name = "stretch";
  static constexpr operation_kind kind = operation_kind::view;
  static constexpr int arity = 1;
  static constexpr bool linear = true;

  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word> attributes) {
    typegrad::shape extents = x[0];
    extents.extents[attributes[0]] = static_cast<index_t>(attributes[1]);
    return {extents};
  }
  static constexpr strided_view place(strided_view const& x, typegrad::shape const&,
                                      typegrad::shape const&, list_view<word> attributes) {
    strided_view view = x;
    view.strides[attributes[0]] *= static_cast<index_t>(attributes[2]);
    return view;
  }
  static constexpr auto identities(auto a) { return rewrites{node_of<stretch_operation>(a) == a}; }
  static constexpr auto pullback(int, auto gy, auto y) {
    auto const axis = static_cast<int>(y.attributes()[0]);
    return shrink(gy, axis, y.operand(0).extents()[axis]);
  }
};

namespace ops {
using stretch = stretch_operation;
}

/// `x` with m elements along an axis that has an open extent n, where n is m or 1.
template <Recordable Symbol>
constexpr Symbol stretch(Symbol x, int axis, index_t m) {
  extent_table& table = x.graph->open.table;
  word const attributes[] = {axis, m, table.minimum(table.difference(x.extents()[axis], 1), 1)};
  return record<ops::stretch>({attributes, 3}, x);
}

template <class Graph>
constexpr int stretch_open_extent(Graph& graph, int id, int axis, index_t extent) {
  return stretch(symbol_in(graph, id), axis, extent).id;
}

/// The transpose of `stretch`: `x` with an open extent n along an axis with m elements, where n is
/// m or 1.
template <Recordable Symbol>
constexpr Symbol shrink(Symbol x, int axis, index_t n) {
  shape summed = x.extents();
  index_t const m = summed.extents[axis];
  summed.extents[axis] = n;
  axis_list axes;
  axes.append(axis);
  Symbol const count{x.graph, intern_extent(*x.graph, scalar_type::int64, n)};
  return where(equal(count, count_beside(count, m)), slice_along(x, axis, 0, n),
               broadcast_to(sum(x, axes, true), summed));
}

}  // namespace typegrad
