// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/name_of_type.hpp>
#include <typegrad/op/operand_traits.hpp>
#include <typegrad/op/operation_object.hpp>
#include <typegrad/op/symbol.hpp>

#include <bit>
#include <utility>

namespace typegrad {

// Identities as equations: `rewrites{a * number<1> == a, -a * b == -(a * b)}`. Both sides are
// written in the library's own functions, whose operands are patterns here: the left side says
// which node is met, the right side what is made in its place.

/// The scalar type and the shape of the node that an operation would make.
struct node_signature {
  scalar_type type;
  int shape_id;
};

/// Whether `x` may stand in place of a node with this signature.
constexpr bool has_signature(symbol x, node_signature made) {
  return x.node().shape_id == made.shape_id && x.node().type == made.type;
}

/// The shape of such a node, which would be made in the graph of `x`.
constexpr shape shape_made(symbol x, node_signature made) {
  return x.graph->shape_at(made.shape_id);
}
/// A literal with this signature, all elements equal.
template <class Graph>
constexpr basic_symbol<Graph> uniform_literal(Graph& graph, node_signature made, double value) {
  shape const extents = graph.shape_at(made.shape_id);
  return {&graph, intern_literal(graph, made.type, extents, value)};
}

/// Whether `x` is a node of the operation `Op`.
template <class Op, class Graph>
constexpr bool is_node_of(basic_symbol<Graph> x) {
  return same_operation(*x.graph->nodes.items[x.id].op, operation_in<Op, Graph>::object);
}

/// A literal of rank 0, not 1, by which a product is exact (overflow and underflow apart).
constexpr bool is_power_of_two(symbol x) {
  if (x.node().op->kind != operation_kind::literal || !x.is_uniform() || x.rank() != 0 ||
      !is_real(x.type()))
    return false;
  auto const bits = static_cast<std::uint64_t>(x.attributes()[0]);
  std::uint64_t const exponent = (bits >> 52) & 0x7ff;
  return (bits << 12) == 0 && exponent > 1000 && exponent < 1046 && exponent != 1023;
}

/// Whether `x` is a literal of rank 0 of which two add up exactly in every type.
constexpr bool is_small_integer(symbol x) {
  if (!x.is_uniform() || x.rank() != 0 || !is_real(x.type())) return false;
  double const value = x.uniform_value();
  return value > -1024 && value < 1024 && value == static_cast<double>(static_cast<int>(value));
}

/// What a variable of an equation stands for.
enum class pattern_range : unsigned char {
  any,
  whole,          ///< what has the scalar type and the shape of the result
  power_of_two,   ///< see `is_power_of_two`
  constant,       ///< a literal of rank 0
  small_integer,  ///< one of which two add up exactly in every type
};

/// A variable of an equation: the same value wherever it stands.
template <int Place, pattern_range Range = pattern_range::any>
struct pattern_variable {};
template <class Part>
inline constexpr bool is_pattern_variable = false;
template <int Place, pattern_range Range>
inline constexpr bool is_pattern_variable<pattern_variable<Place, Range>> = true;
/// The place of a variable that stands for anything; -1 for another part.
template <class Part>
inline constexpr int place_of_variable = -1;
template <int Place>
inline constexpr int place_of_variable<pattern_variable<Place>> = Place;

/// `a`, if it has the scalar type and the shape of the result. A variable that alone is the right
/// side is looked at in any case.
template <int Place>
constexpr pattern_variable<Place, pattern_range::whole> whole(pattern_variable<Place>) {
  return {};
}
/// `p`, if it is a literal by which a product is exact.
template <int Place>
constexpr pattern_variable<Place, pattern_range::power_of_two> exact(pattern_variable<Place>) {
  return {};
}

/// `c`, if it is a literal of rank 0.
template <int Place>
constexpr pattern_variable<Place, pattern_range::constant> constant(pattern_variable<Place>) {
  return {};
}

/// `p`, if it is a literal of rank 0 and a whole number below 1,024.
template <int Place>
constexpr pattern_variable<Place, pattern_range::small_integer> small(pattern_variable<Place>) {
  return {};
}

/// A call of `Op`.
template <class Op, class... Parts>
struct node_pattern {};

/// A literal whose elements are all this number, or all true, or all false.
template <auto Value>
struct number_pattern {};
template <auto Value>
inline constexpr number_pattern<Value> number{};

/// Operations on patterns are patterns.
struct pattern_front {
  static constexpr int precedence = 4;

  template <class Op, class... Parts>
  using result = node_pattern<Op, Parts...>;

  template <class Op, class... Parts>
  static constexpr node_pattern<Op, Parts...> apply(Parts const&...) {
    return {};
  }
};
template <int Place, pattern_range Range>
struct operand_traits<pattern_variable<Place, Range>> {
  using front = pattern_front;
};
template <auto Value>
struct operand_traits<number_pattern<Value>> {
  using front = pattern_front;
};
template <class Op, class... Parts>
struct operand_traits<node_pattern<Op, Parts...>> {
  using front = pattern_front;
};

/// The node that an operation makes of these, whatever its attributes: on the right side those of
/// the node that is met. Of an operation whose attributes say more than the shape of its result,
/// `keeps_order(attributes)` tells where `f(a) == a` may hold, and `composed(inner, outer)` gives
/// those of f(a) for f(f(a)), or a count of -1.
template <class Op, class... Parts>
constexpr node_pattern<Op, Parts...> node_of(Parts const&...) {
  return {};
}

template <class Part>
inline constexpr bool is_number_pattern = false;
template <auto Value>
inline constexpr bool is_number_pattern<number_pattern<Value>> = true;
template <class Part>
inline constexpr double value_of_number = 0;
template <auto Value>
inline constexpr double value_of_number<number_pattern<Value>> = static_cast<double>(Value);
template <class Part>
inline constexpr bool is_literal_pattern = is_number_pattern<Part>;
template <int Place, pattern_range Range>
inline constexpr bool is_literal_pattern<pattern_variable<Place, Range>> =
    Range == pattern_range::power_of_two || Range == pattern_range::constant ||
    Range == pattern_range::small_integer;

/// The identity of the operation whose node a part is; 0 for a variable or a number.
template <class Part>
inline constexpr std::uint64_t operation_of_part = 0;
template <class Op, class... Parts>
inline constexpr std::uint64_t operation_of_part<node_pattern<Op, Parts...>> =
    hash_of(name_of_type<Op>());

/// Whether a variable stands for an operand of a node.
template <class Variable, class Node>
inline constexpr bool is_part_of = false;
template <int Place, pattern_range Range, class Op, class First, class Second>
inline constexpr bool is_part_of<pattern_variable<Place, Range>, node_pattern<Op, First, Second>> =
    std::is_same_v<pattern_variable<Place, Range>, First> ||
    std::is_same_v<pattern_variable<Place, Range>, Second>;

/// What a rule asks of the operands, looked at before it is tried: most rules are refused by it.
template <class... Parts>
struct asked_of_operands {
  static constexpr bool derivative = false;
  static constexpr bool literal = (is_literal_pattern<Parts> || ...);
  static constexpr bool one_value = false;
  static constexpr bool join = false;
  static constexpr std::uint64_t node = (operation_of_part<Parts> | ... | 0);
  static constexpr std::uint64_t other_node = 0;
  static constexpr bool one_operation = false;  ///< both operands are nodes of it
  static constexpr bool shares = false;         ///< one operand is an operand of the other one
};
template <class First, class Second>
struct asked_of_operands<First, Second> {
  static constexpr bool derivative = false;
  static constexpr bool literal = is_literal_pattern<First> || is_literal_pattern<Second>;
  static constexpr bool one_value = std::is_same_v<First, Second> && is_pattern_variable<First>;
  static constexpr bool join = false;
  static constexpr std::uint64_t node =
      operation_of_part<First> != 0 ? operation_of_part<First> : operation_of_part<Second>;
  static constexpr std::uint64_t other_node =
      operation_of_part<First> != 0 ? operation_of_part<Second> : 0;
  static constexpr bool one_operation = node != 0 && node == other_node;
  static constexpr bool shares = is_part_of<First, Second> || is_part_of<Second, First>;
};

/// A node and what is made in its place: another node, one of the variables, or a number.
template <class Left, class Right, bool Derivative = false>
struct equation;
template <class Op, class... Parts, class Right, bool Derivative>
struct equation<node_pattern<Op, Parts...>, Right, Derivative> {
  struct asked : asked_of_operands<Parts...> {
    static constexpr bool derivative = Derivative;
  };
};
template <class Op, class... Parts, class Right>
constexpr equation<node_pattern<Op, Parts...>, Right> operator==(node_pattern<Op, Parts...>,
                                                                 Right) {
  return {};
}

/// An equation of real numbers that rounds differently, or is wrong for infinities and NaN: used in
/// derivatives alone, because a call by the user gives the same number traced as plainly.
template <class Left, class Right>
constexpr equation<Left, Right, true> in_derivatives(equation<Left, Right>) {
  return {};
}

/// What is no equation: `Function{}(operands..., signature)`, or `Function{}(x, attributes,
/// signature)`, gives the value in place of the node, or a symbol without id. It is tried where an
/// operand is a join.
template <class Function>
struct of_join {
  struct asked : asked_of_operands<> {
    static constexpr bool join = true;
  };
  constexpr explicit of_join(Function) {}
};
/// The same where an operand is a literal.
template <class Function>
struct of_literal {
  struct asked : asked_of_operands<> {
    static constexpr bool literal = true;
  };
  constexpr explicit of_literal(Function) {}
};
/// The same for any operands.
template <class Function>
struct otherwise {
  using asked = asked_of_operands<>;
  constexpr explicit otherwise(Function) {}
};

/// Equations and functions, of which the first that fits a node is taken. All is in their types.
template <class... Rules>
struct rewrites {
  constexpr explicit rewrites(Rules...) {}
};

/// The identities of `Op`, which it states of as many variables as it likes.
template <class Op>
constexpr auto find_identities() {
  using a = pattern_variable<0>;
  using b = pattern_variable<1>;
  using c = pattern_variable<2>;
  using d = pattern_variable<3>;
  if constexpr (requires { Op::identities(a{}); })
    return type_identity<decltype(Op::identities(a{}))>{};
  else if constexpr (requires { Op::identities(a{}, b{}); })
    return type_identity<decltype(Op::identities(a{}, b{}))>{};
  else if constexpr (requires { Op::identities(a{}, b{}, c{}); })
    return type_identity<decltype(Op::identities(a{}, b{}, c{}))>{};
  else if constexpr (requires { Op::identities(a{}, b{}, c{}, d{}); })
    return type_identity<decltype(Op::identities(a{}, b{}, c{}, d{}))>{};
  else return type_identity<void>{};
}
template <class Op>
using identities_of = typename decltype(find_identities<Op>())::type;

}  // namespace typegrad
