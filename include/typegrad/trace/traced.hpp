// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/typed_operand.hpp>

namespace typegrad {

struct traced_front;

/// A number that is being traced: what a function's scalar arguments are while it becomes a graph.
///
/// Until it meets a traced value it is a plain constant, so `T total = 0;` works in templates over the scalar.
/// Comparisons give `traced<bool>`; there is no `if` on it, because the graph is made before any value is known.
template <class T>
class traced {
 public:
  using value_type = T;

  constexpr traced() = default;
  template <Scalar U>
  constexpr traced(U constant) : constant_(static_cast<T>(constant)) {}
  constexpr explicit traced(symbol node) : node_(node) {}
  template <class U>
    requires(!std::is_same_v<T, U>)
  constexpr traced(traced<U> const& other);

  constexpr bool is_constant() const { return node_.graph == nullptr; }
  constexpr T constant() const { return constant_; }
  constexpr symbol node() const { return node_; }

  /// The node of this value in `graph`; a constant becomes a literal.
  constexpr symbol node_in(graph_builder& graph) const {
    return is_constant() ? make_literal(graph, scalar_type_of<T>, static_cast<double>(constant_)) : node_;
  }

 private:
  friend traced_front;
  symbol node_{};
  T constant_{};
};

template <class X>
inline constexpr bool is_traced_scalar = false;
template <class T>
inline constexpr bool is_traced_scalar<traced<T>> = true;

template <class T>
struct operand_traits<traced<T>> {
  using front = traced_front;
  using scalar = T;
  static constexpr shape extents{};
  static constexpr graph_builder* graph_of(traced<T> const& x) { return x.node().graph; }
  static constexpr symbol node_in(graph_builder& graph, traced<T> const& x) { return x.node_in(graph); }
};

}  // namespace typegrad
