// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/leaves.hpp>
#include <typegrad/op/operation_object.hpp>
#include <typegrad/op/roles.hpp>
#include <typegrad/op/symbol.hpp>
#include <typegrad/shape/broadcast.hpp>

namespace typegrad {

/// Which operand a rule is asked for: `partial(wrt_operand<1>{}, a, b, y)`.
template <int Which>
struct wrt_operand {};

/// How the result's scalar type follows from the operands'.
enum class type_rule : unsigned char {
  common,  ///< the promoted type of all operands
  real,    ///< the same, integers becoming float64
  mask,    ///< boolean; operands meet in their common type
};

/// What `forward` of two numbers is, or `combine` of a reduction, where an engine can do it in
/// passing.
enum class arithmetic_rule : unsigned char { other, sum, product };

constexpr scalar_type common_type(list_view<scalar_type> types) {
  scalar_type type = types.count == 0 ? scalar_type::float64 : types[0];
  for (int i = 1; i < types.count; ++i) type = promote(type, types[i]);
  return type;
}

/// What every operation inherits; a kind's own base (`element_wise`, `reduction`, ...) says more.
struct operation_defaults {
  static constexpr type_rule types = type_rule::common;
  static constexpr arithmetic_rule arithmetic = arithmetic_rule::other;
  static constexpr growth_rule growth = growth_rule::unknown;
  static constexpr bool commutative = false;
  static constexpr bool unique = false;
  static constexpr bool linear = false;
  static constexpr bool selects = false;
  static constexpr bool moves = false;
  static constexpr bool replicates = false;
  /// What an element takes, in additions, roughly: a plan asks whether to compute what may not be
  /// needed. Unless it says so, an operation is a function like exp.
  static constexpr int cost = 32;
  static constexpr bool takes_mask = false;  ///< `forward` wants boolean operands as they are
  /// `kernel`, where it makes a vector, copies its operands element by element, each at a place
  /// that is known while compiling.
  static constexpr bool holds_operands = false;
  /// `kernel` takes the same steps whatever the numbers are: they need not be numbers.
  static constexpr bool is_straight = false;
};

template <class Op>
constexpr scalar_type result_type(list_view<scalar_type> types, list_view<word> attributes) {
  if constexpr (requires { Op::type(types, attributes); }) {
    return Op::type(types, attributes);
  } else if constexpr (Op::types == type_rule::mask) {
    return scalar_type::boolean;
  } else if constexpr (Op::types == type_rule::real) {
    return promote_to_real(common_type(types));
  } else {
    return common_type(types);
  }
}

/// The type in which `forward` computes: operands are converted to it; masks too, unless it
/// `takes_mask`.
template <class Op>
constexpr scalar_type compute_type(list_view<scalar_type> types, scalar_type result) {
  if constexpr (requires { Op::compute_type(types); }) {
    return Op::compute_type(types);
  } else if constexpr (Op::types == type_rule::mask) {
    return common_type(types);
  } else {
    return result;
  }
}

/// Type rules look at no more operands than this; operations with more have one type for all.
inline constexpr int max_operand_types = 8;

/// Reached only where a rule inside the library breaks a shape law: user mistakes are refused
/// before. Not constexpr, so that the mistake is an error of the constant expression that makes it.
[[noreturn]] inline void shapes_must_fit(char const*) { __builtin_trap(); }

}  // namespace typegrad
