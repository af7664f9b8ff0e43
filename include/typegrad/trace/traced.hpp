// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/number_limits.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/op/assignment_to_nothing.hpp>
#include <typegrad/op/exact_double.hpp>
#include <typegrad/op/path_results.hpp>
#include <typegrad/op/typed_operand.hpp>
#include <typegrad/trace/pending_number.hpp>

namespace typegrad {

template <class Graph>
struct basic_traced_front;
/// What is traced while compiling.
using traced_front = basic_traced_front<graph_builder>;

/// What `if`, `while`, `?:` learn from a mask: its value where that is known, else what it says on
/// the path that is being traced.
template <class Graph>
constexpr bool ask_mask(basic_symbol<Graph> mask) {
  if (mask.is_uniform()) return mask.uniform_value() != 0.0;
  mask.graph->path.select = select_nodes<Graph>;
  return mask.graph->path.ask(mask.id);
}

/// The mistakes below are errors of an exception specification: it is looked at where the function
/// is chosen, in the user's line, while its body would wait until the whole program is evaluated.
struct branched;
template <class Decision>
struct branch_on_traced_value : late_binding<branched, Decision> {
  static constexpr bool refused = sizeof(Decision) == 0;
  static_assert(
      refused,
      "typegrad: `if`, `while` and `?:` ask a traced mask, such as x > 0 or x != 0; a number "
      "is none, and a mask of several elements has no one answer: use tg::where(mask, a, "
      "b)");
};
struct made_a_number;
template <class Number>
struct number_from_traced_value : late_binding<made_a_number, Number> {
  static constexpr bool refused = sizeof(Number) == 0;
  static_assert(refused,
                "typegrad: std:: functions and code for plain numbers cannot take a traced value; "
                "use typegrad's own, tg::sin(x) for std::sin(x)");
};

/// What `x(i, j)` gives.
template <class Element, int Rank, int Indices>
using indexed = std::conditional_t<Rank == Indices, Element, refused>;
template <int Rank, int Indices>
struct index_count {
  static constexpr bool fits = Rank == Indices;
  static_assert(fits, "x(i, j, ...) takes exactly one index for each axis of x");
};

/// Not constexpr: the name is the message.
inline void no_argument_has_an_extent_of_this_name() {}

/// Notes that an index is wrong; false where the evaluation should rather stop here.
constexpr bool remember_mistake(graph_builder* graph) {
  if (graph == nullptr || graph->stops_at_mistakes) return false;
  graph->mistaken = true;
  return true;
}

/// Whether the function `Function` or one traced before it made one of these mistakes.
template <class Function, class... Values>
concept UsesTracedValue =
    MistakeMade<branched, Function, Values...> || MistakeMade<made_a_number, Function, Values...> ||
    MistakeMade<assigned_to_nothing, Function, Values...>;

template <class Element, class Graph = graph_builder>
class traced;

/// What a traced number is asked for by code that wants a plain one: refused where it is asked.
template <class Value>
struct conversions_of_traced {
  /// What `if`, `while` and `?:` ask of it.
  template <class Decision>
    requires std::is_same_v<Decision, bool>
  constexpr explicit operator Decision() const noexcept(branch_on_traced_value<Decision>::refused) {
    return false;
  }
  /// What `std::sin(x)` asks for: of its overloads only that for `long double` takes a traced
  /// value.
  template <class Number>
    requires std::is_same_v<Number, long double>
  constexpr operator Number() const noexcept(number_from_traced_value<Number>::refused) {
    return 0;
  }
};
/// A mask has an answer: `if (x > 0)`, `bool is_small = x < 0.1`. Each makes two paths of one, see
/// `decided_path`. No template is beside it: `switch` would not know which to take.
template <class Graph>
struct conversions_of_traced<traced<bool, Graph>> {
  constexpr operator bool() const {
    auto const& mask = static_cast<traced<bool, Graph> const&>(*this);
    return mask.is_constant() ? mask.constant() : ask_mask(mask.node());
  }
};

/// A number that is being traced: what a function's scalar arguments are while it becomes a graph.
///
/// Until it meets a traced value it is a plain constant, so `T total = 0;` works in templates over
/// the scalar, or a `pending_number`. Comparisons give `traced<bool>`, which `if` may ask, see
/// `decided_path`. `Graph` is the type of the graph that it belongs to, see `operation_in`.
template <class Element, class Graph>
class traced : public conversions_of_traced<traced<Element, Graph>> {
 public:
  using value_type = Element;
  using symbol = basic_symbol<Graph>;
  using pending = std::conditional_t<can_be_pending<Graph>, pending_number, never_pending>;

  constexpr traced() = default;
  /// An answer becomes a mask where it is asked to: of `u ? x > 0 : false` the mask becomes one.
  template <Arithmetic Other>
  constexpr explicit(std::is_same_v<Element, bool> && std::is_same_v<Other, bool>)
      traced(Other constant)
      : constant_(static_cast<Element>(constant)) {}
  constexpr explicit traced(symbol node) : node_(node) {}
  constexpr explicit traced(pending const& steps)
      : node_{nullptr, id_of_pending}, pending_(steps) {}
  constexpr traced(traced const&) = default;
  constexpr traced& operator=(traced const&) & = default;
  constexpr traced& operator=(Element constant) &
    requires std::is_same_v<Element, bool>
  {
    return *this = traced(constant);
  }
  /// An element that was read is no place to write to: refused, where it would have no effect.
  template <class Value>
  constexpr void operator=(Value const&) && noexcept(assignment_to_nothing<Value>::refused) {}
  template <class Other>
    requires(!std::is_same_v<Element, Other>)
  constexpr traced(traced<Other, Graph> const& other) : traced(converted(other)) {}

  constexpr bool is_constant() const { return node_.graph == nullptr; }
  constexpr bool is_pending() const { return node_.id == id_of_pending; }
  constexpr Element constant() const {
    return is_pending() ? static_cast<Element>(pending_.value()) : constant_;
  }
  /// What a number that `is_pending` is made of.
  constexpr pending const& steps() const { return pending_; }
  constexpr symbol node() const { return node_; }

  /// The node of this value in `graph`; a constant becomes a literal.
  constexpr symbol node_in(Graph& graph) const {
    if (!is_constant()) return node_;
    if constexpr (can_be_pending<Graph>)
      if (is_pending()) return {&graph, pending_.record_in(graph)};
    return make_literal(graph, scalar_type_of<Element>, exact_double(constant_));
  }

 private:
  friend basic_traced_front<Graph>;
  static constexpr int id_of_pending = -2;
  template <class Other>
  static constexpr traced converted(traced<Other, Graph> const& other);
  symbol node_{};
  union {
    Element constant_{};
    pending pending_;
  };
};

template <class Value>
inline constexpr bool is_traced_scalar = false;
template <class Number, class Graph>
inline constexpr bool is_traced_scalar<traced<Number, Graph>> = true;

template <class Number, class Graph>
inline constexpr bool stands_for_number<traced<Number, Graph>> = true;
template <class Number, class Graph>
struct operand_traits<traced<Number, Graph>> {
  using front = basic_traced_front<Graph>;
  using scalar = Number;
  using graph_type = Graph;
  static constexpr shape extents{};
  static constexpr Graph* graph_of(traced<Number, Graph> const& x) { return x.node().graph; }
  static constexpr basic_symbol<Graph> node_in(Graph& graph, traced<Number, Graph> const& x) {
    return x.node_in(graph);
  }
};

/// Traced numbers of one graph, to be made over a scalar:
/// `typed_answer<...>::value<traced_in_graph<Graph>::number>`.
template <class Graph>
struct traced_in_graph {
  template <class Number>
  using number = traced<Number, Graph>;
};

}  // namespace typegrad

template <class Number, class Graph>
struct std::numeric_limits<typegrad::traced<Number, Graph>>
    : typegrad::number_limits<typegrad::traced<Number, Graph>, Number> {};
/// The type in which both can be held, as operations promote them.
template <class Left, class Right, class Graph>
  requires(!std::is_same_v<Left, Right>)
struct std::common_type<typegrad::traced<Left, Graph>, typegrad::traced<Right, Graph>> {
  using type =
      typegrad::traced<typegrad::scalar_t<typegrad::promote(typegrad::scalar_type_of<Left>,
                                                            typegrad::scalar_type_of<Right>)>,
                       Graph>;
};
/// A number beside it is weak, as in operations: `float` stays `float`, a fraction makes integers
/// real.
template <class Number, class Graph, typegrad::Arithmetic Other>
struct std::common_type<typegrad::traced<Number, Graph>, Other> {
  using type = typegrad::traced<typegrad::scalar_t<typegrad::weak_type<typegrad::operand_of<Other>>(
                                    typegrad::scalar_type_of<Number>)>,
                                Graph>;
};
template <typegrad::Arithmetic Other, class Number, class Graph>
struct std::common_type<Other, typegrad::traced<Number, Graph>>
    : std::common_type<typegrad::traced<Number, Graph>, Other> {};
