// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/shape/strides.hpp>
#include <typegrad/trace/traced_tensor.hpp>

namespace typegrad {

/// A traced tensor with extents that are known only when the graph is recorded: one node. Its type takes part in the
/// shape rules; `shape()` are the extents of the node.
template <class Element, class Graph, index_t... E>
  requires(has_open<E...>)
class tensor<traced<Element, Graph>, E...> {
  using number = traced<Element, Graph>;
  using symbol = basic_symbol<Graph>;

 public:
  using value_type = number;
  static constexpr typegrad::shape extents = make_shape(E...);
  static constexpr int rank = sizeof...(E);

  /// Without a node; for who assigns one.
  constexpr tensor() = default;
  constexpr explicit tensor(symbol node) : node_(node) {}
  /// The same value where the types only say more or less of it: `x = x + y` of `dyn` and a name.
  template <index_t... F>
    requires(sizeof...(F) == sizeof...(E) && !std::is_same_v<tensor<number, F...>, tensor> &&
             shape_rule::may_be_equal(make_shape(E...), make_shape(F...)))
  constexpr tensor(tensor<number, F...> const& other) : node_(other.node_in(*other.graph())) {
    for (int axis = 0; axis < rank; ++axis)
      if (!is_open(extents.extents[axis]) && extents.extents[axis] != node_.extents().extents[axis])
        require_fit("the extents must be those of the type that x is assigned to", sentence{}.add("x = a"), other);
  }

  constexpr typegrad::shape shape() const { return node_.graph == nullptr ? typegrad::shape{} : node_.extents(); }

  /// Element x(i, j, ...), for reading.
  template <class... I>
    requires(std::is_integral_v<I> && ...)
  constexpr indexed<number, rank, sizeof...(I)> operator()(I... i) const noexcept(index_count<rank, sizeof...(I)>::fits) {
    if constexpr (sizeof...(I) == sizeof...(E)) {
      index_t const indices[] = {static_cast<index_t>(i)...};
      typegrad::shape const actual = shape();
      index_t position = 0;
      for (int axis = 0; axis < rank; ++axis) {
        if (indices[axis] < 0 || indices[axis] >= actual.extents[axis]) {
          remember_mistake(node_.graph);
          return {};
        }
        position = position * actual.extents[axis] + indices[axis];
      }
      return number(element_of(node_, position));
    } else {
      return {};
    }
  }
  template <class I>
    requires std::is_integral_v<I>
  constexpr indexed<number, rank, 1> operator[](I i) const noexcept(index_count<rank, 1>::fits) {
    return (*this)(i);
  }

  // Operations as members; see `tensor_methods.hpp`.
  template <index_t... Extent>
  constexpr auto reshape() const {
    return tensor_methods<tensor>::template reshape<Extent...>(*this);
  }
  constexpr auto flatten() const { return tensor_methods<tensor>::flatten(*this); }
  template <int... Axis>
  constexpr auto transpose() const {
    return tensor_methods<tensor>::template transpose<Axis...>(*this);
  }
  constexpr auto T() const { return tensor_methods<tensor>::template transpose<>(*this); }
  template <int... Axis, class... Keep>
  constexpr auto sum(Keep... keep) const {
    return tensor_methods<tensor>::template sum<Axis...>(*this, keep...);
  }
  template <int... Axis, class... Keep>
  constexpr auto mean(Keep... keep) const {
    return tensor_methods<tensor>::template mean<Axis...>(*this, keep...);
  }

  constexpr symbol node_in(Graph&) const { return node_; }
  constexpr Graph* graph() const { return node_.graph; }

 private:
  symbol node_{};
};

/// A traced tensor with fixed extents, from one with open ones.
template <index_t... E, class T, class Graph, index_t... F>
constexpr tensor<traced<T, Graph>, E...> fix(tensor<traced<T, Graph>, F...> const& x) {
  static_assert(!has_open<E...>, "typegrad: fix<8, 4>(x): the extents that are asked for are numbers");
  static_assert(shape_rule::may_be_equal(make_shape(E...), make_shape(F...)),
                "typegrad: fix<8, 4>(x): the extents that are asked for must be those of x");
  if constexpr (!has_open<F...>) {
    return x;
  } else {
    if (!(x.shape() == make_shape(E...)))
      require_fit("a must have the extents that are asked for", sentence{}.add("fix<...>(a)"), x);
    return tensor<traced<T, Graph>, E...>(x.node_in(*x.graph()));
  }
}

}  // namespace typegrad
