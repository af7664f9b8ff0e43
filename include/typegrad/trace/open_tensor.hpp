// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/open_call.hpp>
#include <typegrad/trace/traced_tensor.hpp>

namespace typegrad {

/// What `fix<8, 4>(x)`, and `x = a` for an x whose type says so, ask of their operand.
template <index_t... Extents>
struct extents_asked_for {
  static constexpr sentence words() {
    return sentence{}.add(has_open<Extents...> ? "x = a" : "fix<...>(a)");
  }
  static constexpr char const* relation_of(shape const& a) {
    constexpr shape wanted = make_shape(Extents...);
    for (int axis = 0; axis < wanted.rank; ++axis)
      if (!shape_rule::may_be_equal(wanted.extents[axis], a.extents[axis]))
        return "a must have the extents that are asked for";
    return nullptr;
  }
  /// Notes it, and takes what is open in `a` for what is asked for.
  template <class Value>
  static constexpr void take(Value const& a) {
    ask<extents_asked_for>(a);
    constexpr shape wanted = make_shape(Extents...);
    auto& graph = *a.graph();
    int const id = a.node_in(graph).id;
    for (int axis = 0; axis < wanted.rank; ++axis)
      if (!is_open(wanted.extents[axis]))
        graph.take_for_equal(graph.shape_of(id).extents[axis], wanted.extents[axis]);
  }
};

/// What `x(i, j, ...)` asks of an axis that is open: `numbers` are the axis and the index.
struct index_of_open_axis {
  static constexpr sentence words() { return sentence{}.add("x(i, j, ...)"); }
  static constexpr char const* relation(shape const* x, index_t const* numbers) {
    return numbers[1] < x->extents[numbers[0]] ? nullptr
                                               : "every index must lie in [0, extent) of its axis";
  }
};

/// A traced tensor with extents that are known only when the function is called: one node. Its type
/// takes part in the shape rules; `shape()` are the extents of the node.
template <class Element, class Graph, index_t... Extents>
  requires(has_open<Extents...>)
class tensor<traced<Element, Graph>, Extents...>
    : public tensor_members<tensor<traced<Element, Graph>, Extents...>> {
  using number = traced<Element, Graph>;
  using symbol = basic_symbol<Graph>;

 public:
  using value_type = number;
  static constexpr typegrad::shape extents = make_shape(Extents...);
  static constexpr int rank = sizeof...(Extents);

  /// Without a node; for who assigns one.
  constexpr tensor() = default;
  constexpr explicit tensor(symbol node) : node_(node) {}
  /// The same value where the types only say more or less of it: `x = x + y` of `dyn` and a name.
  template <index_t... Fixed>
    requires(sizeof...(Fixed) == sizeof...(Extents) &&
             !std::is_same_v<tensor<number, Fixed...>, tensor> &&
             shape_rule::may_be_equal(make_shape(Extents...), make_shape(Fixed...)))
  constexpr tensor(tensor<number, Fixed...> const& other) : node_(other.node_in(*other.graph())) {
    if constexpr (has_open<Fixed...>) extents_asked_for<Extents...>::take(other);
  }

  constexpr typegrad::shape shape() const {
    return node_.graph == nullptr ? typegrad::shape{} : node_.extents();
  }

  /// Element x(i, j, ...), for reading.
  template <ElementIndex... Indices>
  constexpr indexed<number, rank, sizeof...(Indices)> operator()(Indices... i) const
      noexcept(index_count<rank, sizeof...(Indices)>::fits) {
    if constexpr (sizeof...(Indices) == sizeof...(Extents)) {
      index_t const indices[] = {static_cast<index_t>(i)...};
      for (int axis = 0; axis < rank; ++axis)
        if (!has_index(axis, indices[axis])) return {};
      return number(element_at(node_, indices));
    } else {
      return {};
    }
  }
  /// x[i], of more axes than one a row.
  template <ElementIndex Integer>
  constexpr auto operator[](Integer i) const {
    if constexpr (rank < 2) return (*this)(i);
    else return row<Extents...>(static_cast<index_t>(i));
  }

  constexpr symbol node_in(Graph&) const { return node_; }
  constexpr Graph* graph() const { return node_.graph; }

 private:
  template <index_t First, index_t... Rest>
  constexpr tensor<number, Rest...> const row(index_t i) const {
    if (!has_index(0, i)) return {};
    return tensor<number, Rest...>(row_at(node_, i));
  }
  constexpr bool has_index(int axis, index_t index) const {
    index_t const extent = extents.extents[axis];
    bool const fits = index >= 0 && (is_open(extent) || index < extent);
    if (!fits && !remember_mistake(node_.graph)) index_lies_outside_its_axis();
    if (fits && is_open(extent)) ask_for_index(axis, index);
    return fits;
  }
  constexpr void ask_for_index(int axis, index_t index) const {
    typegrad::shape const own = shape();
    note_check(*node_.graph,
               {index_of_open_axis::relation, index_of_open_axis::words, 0, 1, 1, {axis, index}},
               &own);
  }

  symbol node_{};
};

/// A traced tensor with fixed extents, from one with open ones.
template <index_t... Extents, class Number, class Graph, index_t... Fixed>
constexpr tensor<traced<Number, Graph>, Extents...> fix(
    tensor<traced<Number, Graph>, Fixed...> const& x) {
  static_assert(!has_open<Extents...>,
                "typegrad: fix<8, 4>(x): the extents that are asked for are numbers");
  static_assert(shape_rule::may_be_equal(make_shape(Extents...), make_shape(Fixed...)),
                "typegrad: fix<8, 4>(x): the extents that are asked for must be those of x");
  if constexpr (has_open<Fixed...>) extents_asked_for<Extents...>::take(x);
  return tensor<traced<Number, Graph>, Extents...>(x.node_in(*x.graph()));
}

}  // namespace typegrad
