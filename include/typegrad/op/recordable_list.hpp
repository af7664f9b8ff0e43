// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply_encoded.hpp>
#include <typegrad/op/call_words.hpp>
#include <typegrad/op/constant_beside.hpp>

namespace typegrad {

/// A list of values whose shapes are looked up: a `growing_array`, `std::vector` or `std::array` of
/// them.
template <class List>
concept RecordableList = requires(List const& list) {
  requires Recordable<std::remove_cvref_t<decltype(*list.data())>>;
  list.size();
};
template <RecordableList List>
constexpr auto view_of(List const& list) {
  return list_view<std::remove_cvref_t<decltype(*list.data())>>{list.data(),
                                                                static_cast<int>(list.size())};
}

template <Recordable Symbol>
constexpr growing_array<shape> shapes_of(list_view<Symbol> operands) {
  growing_array<shape> shapes(operands.count);
  for (int i = 0; i < shapes.count; ++i) shapes.items[i] = operands.data[i].extents();
  return shapes;
}

/// Records `Op` over a list of symbols of one graph. Other values have a function of this name of
/// their own.
template <class Op, class Graph>
constexpr basic_symbol<Graph> record_all(list_view<word> attributes,
                                         list_view<basic_symbol<Graph>> operands) {
  growing_array<int> ids(operands.count);
  for (int i = 0; i < ids.count; ++i) ids.items[i] = operands.data[i].id;
  Graph& graph = *operands.data[0].graph;
  return {&graph, record_node<Op>(graph, {ids.items, ids.count}, attributes)};
}

/// `Number`, once for each `Value`.
template <class Value, class Number>
using same_for = Number;

/// Applies `Op` with the attributes that `Encoded` gives to operands some of which are numbers or
/// tensors and at least one of which has a shape that is looked up.
template <class Op, class Encoded, class... Values>
constexpr auto record_together(Values const&... x) {
  if constexpr ((is_refused<Values> || ...)) {
    return refused{};
  } else {
    auto const encoded = Encoded::encode(extents_of(x)...);
    require_spelled<Op, Encoded>(encoded.relation, x...);
    auto const& like = first_recordable(x...);
    return record<Op>(encoded.list(), recordable_beside(like, x)...);
  }
}

}  // namespace typegrad
