// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/constant_arithmetic.hpp>
#include <typegrad/math/wrapping.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = a b, element by element (never a matrix product).
///
/// shape     a: S, b: T  ->  the broadcast of S and T
/// backward  da = dy b, db = dy a                  reads a and b
/// identity  a * 1 = a,  a * -1 = -a,  (-a) b = -(a b);  a * a = square(a);  powers of two meet, (2
///           a) (2 b) = 4 (a b) and (2 a) a = 2 square(a), exact but for overflow. A single one
///           stays where it is: moved out of one product it would be multiplied again in every
///           other that shares its factor
struct mul_operation : element_wise<2> {
  static constexpr auto name = "mul";
  static constexpr auto call = "a * b";
  static constexpr bool commutative = true;
  static constexpr arithmetic_rule arithmetic = arithmetic_rule::product;

  template <class Number>
  static constexpr Number forward(Number const& a, Number const& b) {
    if constexpr (math::wraps_around<Number>) return math::wrapped_product(a, b);
    else if constexpr (math::is_ieee<Number>)
      return std::is_constant_evaluated() ? math::constant::product(a, b) : a * b;
    else return static_cast<Number>(a * b);
  }
  static constexpr auto partial(wrt_operand<0>, auto, auto b, auto) { return b; }
  static constexpr auto partial(wrt_operand<1>, auto a, auto, auto) { return a; }

  static constexpr symbol simplify(auto a, auto b, node_signature made) {
    if (b.is_uniform()) {
      auto const swap = a;
      a = b;
      b = swap;
    }
    if (a.is_uniform() && has_signature(b, made)) {
      if (a.uniform_value() == 1.0) return b;
      if (a.uniform_value() == -1.0) return -b;
    }
    if (is_negated(a)) return -(a.operand(0) * b);
    if (is_negated(b)) return -(a * b.operand(0));
    if (a.graph->nodes.items[a.id].op->kind == operation_kind::join)
      if (auto const part = scale_lone_part(a, b); part.id >= 0) return part;
    if (b.graph->nodes.items[b.id].op->kind == operation_kind::join)
      if (auto const part = scale_lone_part(b, a); part.id >= 0) return part;
    if (a == b) return square(a);
    if (!is_real(made.type)) return {};
    auto const scale = exact_scale(b);
    auto const other = exact_scale(a);
    if (scale.id >= 0 && is_power_of_two(a)) return (a * scale) * other_factor(b, scale);
    if (scale.id >= 0 && other.id >= 0)
      return (scale * other) * (other_factor(a, other) * other_factor(b, scale));
    if (scale.id >= 0 && other_factor(b, scale) == a) return scale * square(a);
    if (other.id >= 0 && other_factor(a, other) == b) return other * square(b);
    return {};
  }
};

namespace ops {
using mul = mul_operation;
}

/// The factor of a product that is a power of two (a literal of rank 0), or a symbol without id.
template <class Graph>
constexpr basic_symbol<Graph> exact_scale(basic_symbol<Graph> product) {
  if (!is_node_of<ops::mul>(product)) return {};
  for (int i = 0; i < 2; ++i)
    if (is_power_of_two(product.operand(i))) return product.operand(i);
  return {};
}
/// The factor of a product of two that is not `factor`.
template <class Graph>
constexpr basic_symbol<Graph> other_factor(basic_symbol<Graph> product,
                                           basic_symbol<Graph> factor) {
  return product.operand(0) == factor ? product.operand(1) : product.operand(0);
}

/// a * b, element by element, with NumPy's broadcasting. The matrix product is `matmul`.
template <class Left, class Right>
  requires Operands<Left, Right>
constexpr applied<ops::mul, Left, Right> operator*(Left const& a, Right const& b) {
  return apply<ops::mul>(a, b);
}
/// Two operands whose `*` would be a product of matrices if the function were called plainly.
template <class Left, class Right>
concept MatrixFactors =
    (multiplies_as_matrix<Left> || multiplies_as_matrix<Right>) &&
    typed_operand<Left>::extents.rank > 0 && typed_operand<Right>::extents.rank > 0 &&
    typed_operand<Left>::extents.rank + typed_operand<Right>::extents.rank > 2;
template <class Left, class Right>
  requires Operands<Left, Right> && MatrixFactors<Left, Right>
constexpr refused operator*(Left const&, Right const&) {
  static_assert(
      !MatrixFactors<Left, Right>,
      "typegrad: a * b of Eigen's matrices is their product where f is called plainly: use "
      "tg::matmul(a, b) for it, or tg::mul(a, b) element by element");
  return {};
}
template <Operand Left, Operand Right>
constexpr applied<ops::mul, Left, Right> mul(Left const& a, Right const& b) {
  return apply<ops::mul>(a, b);
}
template <LibraryValue Left, Operand Right>
constexpr Left& operator*=(Left& a, Right const& b) {
  return a = a * b;
}

}  // namespace typegrad
